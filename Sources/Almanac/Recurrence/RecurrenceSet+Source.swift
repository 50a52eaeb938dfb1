extension RecurrenceSet {
  /// The instants of one rule of a set, by the clock on the wall or by elapsed time.
  struct Source: Sendable {
    // Two optionals and not an enum: a payload can be advanced in place only in a stored property.
    private var wall: WallRule?
    private var elapsed: ElapsedRule?

    /// Occurrences from `first` to `last`, instants, both inclusive.
    init(_ set: RecurrenceSet, rule index: Int, first: Int64, last: Int64) {
      let rule = set.rules[index]
      var last = last
      var lastWall = Int64.max
      switch rule.until {
      case .utc(let until): last = Swift.min(last, until.secondsSinceEpoch)
      case .local(let until): lastWall = until.wallSeconds
      case .date(let until): lastWall = CalendarTime.date(until).wallSeconds
      case nil: break
      }
      if let plan = set.plans[index] {
        wall = WallRule(plan, set.clock, first: first, last: last, lastWall: lastWall)
        return
      }
      if lastWall < .max {
        let until = set.clock.instant(of: CivilDateTime(wallSeconds: lastWall))
        last = Swift.min(last, until.secondsSinceEpoch)
      }
      elapsed = ElapsedRule(rule, set.clock, start: set.startInstant, first: first, last: last)
    }

    @inline(__always)
    mutating func next() -> Int64? {
      wall != nil ? wall?.next() : elapsed?.next()
    }
  }
}
