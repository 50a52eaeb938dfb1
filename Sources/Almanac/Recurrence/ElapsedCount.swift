/// Counts the occurrences of a rule of hours and less, stretch of constant offset by stretch, without visiting them.
///
/// Where no BY-part reads the clock, they lie evenly in elapsed time whatever the zone does, and nothing is walked.
struct ElapsedCount {
  private let rule: RecurrenceRule
  private let zone: ZoneRules
  private let start: Int64
  /// One for each offset met; nearly always one or two.
  private var counts: [(offset: Int64, count: RuleCount)] = []

  init(_ rule: RecurrenceRule, _ zone: ZoneRules, start: Int64) {
    self.rule = rule
    self.zone = zone
    self.start = start
  }

  /// How many occurrences lie before `first`, but no more than `limit`.
  mutating func occurrences(before first: Int64, atMost limit: Int64) -> Int64 {
    let plan = anyPlan
    if let step = plan.evenStep { return min(limit, max(0, (first - start + step - 1) / step)) }
    var total: Int64 = 0
    var from = start
    while total < limit, from < first {
      let stretch = ElapsedRule.Stretch(zone, at: from)
      total += occurrences(in: stretch, from: from, before: min(stretch.end, first))
      from = plan.reach(from: min(stretch.end, first), start: start)
    }
    return min(total, limit)
  }

  /// The instant of the `number`th occurrence, counted from 1; nil where `end` comes before it.
  mutating func occurrence(_ number: Int64, before end: Int64) -> Int64? {
    let plan = anyPlan
    guard number <= plan.most(from: start, before: end) else { return nil }
    if let step = plan.evenStep {
      let instant = start + (number - 1) * step
      return instant < end ? instant : nil
    }
    var left = number
    var from = start
    while from < end {
      let stretch = ElapsedRule.Stretch(zone, at: from)
      let until = min(stretch.end, end)
      let count = occurrences(in: stretch, from: from, before: until)
      guard count < left else {
        return self.count(for: stretch.offset)
          .occurrence(left, from: from + stretch.offset, before: until + stretch.offset)
          .map { $0 - stretch.offset }
      }
      left -= count
      from = plan.reach(from: until, start: start)
    }
    return nil
  }

  private mutating func occurrences(
    in stretch: ElapsedRule.Stretch, from: Int64, before end: Int64
  ) -> Int64 {
    count(for: stretch.offset).occurrences(from: from + stretch.offset, before: end + stretch.offset)
  }

  /// What it says of the rule holds on every clock.
  private var anyPlan: RulePlan { RulePlan(rule, start: start, isDate: false) }

  private mutating func count(for offset: Int64) -> RuleCount {
    if let known = counts.first(where: { $0.offset == offset }) { return known.count }
    let count = RuleCount(RulePlan(rule, start: start + offset, isDate: false))
    counts.append((offset, count))
    return count
  }
}
