/// The occurrences of an `rrule` or a `calendar` inside a plan, in time order, from any point, in both directions.
///
/// A rule of days or longer and a calendar event are counted on the wall clock, and each of their times is then looked
/// up in the zone as every time of a plan is. In a spring gap the order on the wall is not that in time, so a time is
/// held back until no later one can come before it.
struct RuledTimes: Sendable {
  enum Source: Sendable {
    /// Counted as if in UTC: its instants are seconds on the wall clock.
    case walls(RecurrenceSet)
    case calendar(CalendarClock)
    /// Counted in elapsed time.
    case elapsed(RecurrenceSet)
  }

  let source: Source
  /// Seconds on the wall clock, both included.
  let bounds: ClosedRange<Int64>
  let zone: ZoneRules

  func slot(wall: Int64) -> RawSlot {
    RawSlot(
      instant: zone.instant(of: CivilDateTime(wallSeconds: wall)), day: Int(floorDivide(wall, 86_400)),
      // Two times that a gap puts on one instant stay two, in their order on the wall.
      item: Int(floorRemainder(wall, 86_400)), wall: wall)
  }

  func slot(_ instant: Instant) -> RawSlot {
    let wall = instant.secondsSinceEpoch + Int64(zone.offset(at: instant))
    return RawSlot(instant: instant, day: Int(floorDivide(wall, 86_400)), item: 0, wall: wall)
  }

  /// The last occurrence earlier than `instant` that `isWanted`.
  func previous(before instant: Instant, where isWanted: (RawSlot) -> Bool) -> RawSlot? {
    if case .elapsed(let set) = source {
      var before = min(instant, slot(wall: bounds.upperBound).instant + 1)
      while let found = set.previous(before: before) {
        let slot = slot(found)
        if bounds.contains(slot.wall), isWanted(slot) { return slot }
        before = found
      }
      return nil
    }
    var best: RawSlot?
    var end = saturating(instant.secondsSinceEpoch, plus: zone.table.largestOffset + 1)
    while let wall = previousWall(before: min(end, bounds.upperBound + 1)) {
      // None before this one is later than that.
      if let best, wall - zone.table.smallestOffset < best.instant.secondsSinceEpoch { break }
      let slot = slot(wall: wall)
      if slot.instant < instant, isWanted(slot), best.map({ $0 < slot }) ?? true { best = slot }
      end = wall
    }
    return best
  }

  /// The `number`th occurrence of all, counted from 1; nil where there are fewer.
  func occurrence(_ number: Int) -> RawSlot? {
    var times = RuledIterator(self, after: Instant(.min))
    for _ in 1..<number where times.next() == nil { return nil }
    return times.next()
  }

  /// The first time on the wall later than `wall`, for a source that is counted on it.
  func nextWall(after wall: Int64) -> Int64? {
    let from = max(wall, bounds.lowerBound - 1)
    let next: Int64? =
      switch source {
      case .walls(let set): set.next(after: Instant(from))?.secondsSinceEpoch
      case .calendar(let clock): clock.wall(from: max(from, -1) + 1)
      case .elapsed: nil
      }
    return next.flatMap { $0 <= bounds.upperBound ? $0 : nil }
  }

  private func previousWall(before wall: Int64) -> Int64? {
    switch source {
    case .walls(let set): set.previous(before: Instant(wall))?.secondsSinceEpoch
    case .calendar: previousOfCalendar(before: wall)
    case .elapsed: nil
    }
  }

  /// A calendar event is only counted forward: reach back in growing steps until there is one, then halve what lies
  /// between it and the end.
  private func previousOfCalendar(before end: Int64) -> Int64? {
    let earliest = max(bounds.lowerBound, 0)
    var (empty, width) = (end, Int64(86_400))
    while empty > earliest {
      let from = max(earliest, end - width)
      guard var last = nextWall(after: from - 1), last < empty else {
        empty = from
        width *= 4
        continue
      }
      while true {
        for _ in 0..<16 {
          guard let next = nextWall(after: last), next < empty else { return last }
          last = next
        }
        let middle = last + (empty - last) / 2
        if let next = nextWall(after: middle - 1), next < empty { last = next } else { empty = middle }
      }
    }
    return nil
  }
}

extension RuledTimes {
  init(_ timing: Timing, _ rule: Timing.Rule, zone: ZoneRules) throws(TimingError) {
    let own = Timing(
      from: timing.from, until: timing.until, count: timing.count, except: timing.except, rule: rule)
    guard timing == own else {
      throw .unclear(
        "`\(rule.key)` says the days and the times by itself: only `from`, `until`, `count`, `except` go beside it"
      )
    }
    if let from = timing.from, let until = timing.until, until < from {
      throw .endsBeforeItStarts(from: from, until: until)
    }
    let first = timing.from.map { CivilDateTime($0, .midnight).wallSeconds }
    let dates = DaySet.everyDate
    let last = timing.until.map { Int($0.daysSinceEpoch) } ?? dates.upperBound
    let earliest = first ?? Int64(dates.lowerBound) * 86_400
    bounds = earliest...max(earliest, Int64(last + 1) * 86_400 - 1)
    self.zone = zone
    switch rule {
    case .calendar(let event):
      guard event.zone == nil else { throw .unclear("the zone of an entry goes into the key `zone`") }
      source = .calendar(CalendarClock(event))
    case .recurrence(let rule):
      guard let from = timing.from else { throw .needsFrom(key: "rrule") }
      guard rule.namesTimes else {
        throw .unclear("the rule names no time of day; add it to the rule, such as “;BYHOUR=8;BYMINUTE=0”")
      }
      guard timing.count == nil || (rule.count == nil && rule.until == nil) else {
        throw .unclear("the rule says by itself when it ends: `count` beside it would be a second word on it")
      }
      let start = CalendarTime.local(CivilDateTime(from, .midnight))
      source =
        rule.frequency < .daily
        ? .elapsed(RecurrenceSet(start: start, zone: zone, rules: [rule]))
        : .walls(RecurrenceSet(start: start, rules: [rule.onWall(of: zone)]))
    }
  }
}
