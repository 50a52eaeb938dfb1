/// The instants of a rule of hours, minutes or seconds, which follow elapsed time across changes of the clock.
///
/// Within each stretch of constant offset the rule is counted on a clock of that offset, from DTSTART as that clock
/// would have shown it. So INTERVAL counts elapsed time, and BYHOUR and the other limits are read off the local clock.
struct ElapsedRule: Sendable {
  private let rule: RecurrenceRule
  private let zone: ZoneRules
  private let start: Int64
  private let last: Int64
  /// One plan for each offset met; nearly always one or two.
  private var plans: [(offset: Int64, plan: RulePlan)] = []
  private var walls: RuleWalls
  private var offset: Int64
  /// The first instant of the next stretch.
  private var end: Int64

  /// Occurrences from `first` to `last`, instants, both inclusive.
  init(_ rule: RecurrenceRule, _ zone: ZoneRules, start: Int64, first: Int64, last: Int64) {
    self.rule = rule
    self.zone = zone
    self.start = start
    self.last = last
    let first = max(first, start)
    let stretch = Stretch(zone, at: start)
    let plan = RulePlan(rule, start: start + stretch.offset, isDate: false)
    plans = [(stretch.offset, plan)]
    offset = stretch.offset
    end = stretch.end
    walls = RuleWalls(
      plan, from: saturating(start, plus: offset), through: saturating(min(last, end - 1), plus: offset))
    // The other half of the year, so that nothing is set up on the way to it.
    if end <= last { _ = self.plan(for: Stretch(zone, at: end).offset) }
    if first > start { seek(first) }
  }

  @inline(__always)
  mutating func next() -> Int64? {
    while true {
      if let wall = walls.next() { return wall &- offset }
      guard walls.remaining > 0, end <= last else { return nil }
      // Stretches that no step falls into are leapt over.
      let next = walls.plan.reach(from: end, start: start)
      guard next <= last else { return nil }
      enter(next, remaining: walls.remaining)
    }
  }

  private mutating func seek(_ first: Int64) {
    var remaining = Int64.max
    if let count = rule.count.map(Int64.init) {
      var counting = ElapsedCount(rule, zone, start: start)
      remaining = count - counting.occurrences(before: first, atMost: count)
    }
    enter(first, remaining: remaining)
  }

  private mutating func enter(_ instant: Int64, remaining: Int64) {
    let stretch = Stretch(zone, at: instant)
    offset = stretch.offset
    end = stretch.end
    walls = RuleWalls(
      plan(for: offset), from: saturating(instant, plus: offset),
      through: saturating(min(last, end - 1), plus: offset),
      remaining: remaining)
  }

  private mutating func plan(for offset: Int64) -> RulePlan {
    if let known = plans.first(where: { $0.offset == offset }) { return known.plan }
    let plan = RulePlan(rule, start: start + offset, isDate: false)
    plans.append((offset, plan))
    return plan
  }
}

extension ElapsedRule {
  /// A stretch of constant offset.
  struct Stretch {
    let offset: Int64
    /// The first instant after it; `Int64.max` where it never ends.
    let end: Int64

    init(_ zone: ZoneRules, at instant: Int64) {
      offset = Int64(zone.table.offsets[zone.table.segment(at: instant).index])
      end = zone.table.nextStart(after: instant) ?? .max
    }
  }
}
