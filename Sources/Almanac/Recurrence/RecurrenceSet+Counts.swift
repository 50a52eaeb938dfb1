extension RecurrenceSet {
  /// A set that has the same occurrences before `end`, each COUNT turned into the UNTIL it comes to.
  ///
  /// Whoever asks about many points of the set counts once, here, and not for each of them.
  func withoutCounts(before end: Int64) -> RecurrenceSet {
    guard rules.contains(where: { $0.count != nil }) else { return self }
    return RecurrenceSet(
      self,
      rules: zip(rules, plans).map { rule, plan in
        guard let count = rule.count.map(Int64.init) else { return rule }
        var rule = rule
        rule.count = nil
        if let plan {
          // COUNT counts on the wall clock, before times in a gap fall together. What lies in a gap comes late.
          let slack = clock.table.largestOffset - clock.table.smallestOffset
          let endWall = saturating(end, plus: clock.table.largestOffset + slack)
          let last = RuleCount(plan).occurrence(count, before: min(endWall, RulePlan.end))
          rule.until = last.map { .local(CivilDateTime(wallSeconds: $0)) }
        } else {
          var counting = ElapsedCount(rule, clock, start: startInstant)
          rule.until = counting.occurrence(count, before: end).map { .utc(Instant($0)) }
        }
        return rule
      })
  }
}
