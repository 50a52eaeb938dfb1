extension RecurrenceSet {
  /// The same set with each COUNT turned into the UNTIL it comes to.
  ///
  /// Whoever asks about many points of the set counts once, here, and not for each of them.
  var withoutCounts: RecurrenceSet {
    guard rules.contains(where: { $0.count != nil }) else { return self }
    return RecurrenceSet(
      self,
      rules: zip(rules, plans).map { rule, plan in
        guard let count = rule.count.map(Int64.init) else { return rule }
        var rule = rule
        rule.count = nil
        if let plan {
          // COUNT counts on the wall clock, before times in a gap fall together.
          rule.until = RuleCount(plan).occurrence(count).map { .local(CivilDateTime(wallSeconds: $0)) }
        } else {
          var counting = ElapsedCount(rule, clock, start: startInstant)
          rule.until = counting.occurrence(count).map { .utc(Instant($0)) }
        }
        return rule
      })
  }
}
