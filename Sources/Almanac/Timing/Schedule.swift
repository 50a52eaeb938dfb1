/// A timing for one person in one zone: which instants it means.
///
/// Days and longer follow the wall clock. A local time that a spring gap leaves out happens once, read with the offset
/// before the gap; one that autumn repeats happens once, at the first. Two occurrences that fall on one instant stay
/// two. Every question costs what it returns, however far from `from` it is asked. A schedule ends with the year 9999.
///
/// A class because planners hold thousands and hand them around: nothing in it ever changes.
public final class Schedule: Sendable {
  public let timing: Timing
  public let zone: ZoneRules
  let source: Source
  /// The last occurrence `count` leaves; nil where it cuts nothing.
  let end: RawSlot?
  private let exceptDays: Set<Int>
  private let exceptTimes: Set<Int64>

  enum Source: Sendable {
    case timetable(Timetable)
    case elapsed(ElapsedTimes)
    case shifted(ShiftedTimes)
    /// One-off times in time order.
    case fixed([RawSlot])
    case ruled(RuledTimes)
  }

  /// Throws where the timing has no clear meaning; see `TimingError`.
  public init(_ timing: Timing, moments: DayMoments = DayMoments(), zone: ZoneRules) throws(TimingError) {
    self.timing = timing
    self.zone = zone
    source = try Source(timing, moments: moments, zone: zone)
    end = try source.end(timing)
    var days: Set<Int> = []
    var times: Set<Int64> = []
    for exception in timing.except {
      switch exception {
      case .day(let date): days.insert(Int(date.daysSinceEpoch))
      case .time(let local): times.insert(local.wallSeconds)
      }
    }
    exceptDays = days
    exceptTimes = times
  }

  /// One without any occurrence.
  public init(emptyIn zone: ZoneRules) {
    timing = Timing()
    self.zone = zone
    source = .fixed([])
    end = nil
    exceptDays = []
    exceptTimes = []
  }

  /// The occurrences later than `after` and not later than `through`, in time order.
  public func slots(after: Instant, through: Instant) -> [TimedSlot] {
    var slots: [TimedSlot] = []
    for slot in self.slots(after: after) {
      guard slot.instant <= through else { break }
      slots.append(slot)
    }
    return slots
  }

  /// All occurrences later than `after` in time order, computed as they are asked for.
  public func slots(after: Instant) -> SlotSequence { SlotSequence(self, after: after) }

  /// The same before they are dressed: for someone who needs many, and of few of them the name.
  public func rawSlots(after: Instant) -> RawSlotSequence { RawSlotSequence(self, after: after) }

  /// The first occurrence later than `after`; of several that fall on one instant, the first.
  public func next(after: Instant) -> TimedSlot? { slots(after: after).first { _ in true } }

  /// The last occurrence earlier than `before`; of several that fall on one instant, the last.
  public func previous(before: Instant) -> TimedSlot? {
    // Past the end that `count` sets nothing needs looking at.
    var before = end.map { min(before, $0.instant + 1) } ?? before
    switch source {
    case .fixed(let slots):
      return slots.last { $0.instant < before && isWanted($0) }.map(dressed)
    case .timetable(let table):
      return table.previous(before: before, where: isWanted).map(dressed)
    case .elapsed(let times):
      while let slot = times.previous(before: before.secondsSinceEpoch) {
        if isWanted(slot) { return dressed(slot) }
        before = slot.instant
      }
      return nil
    case .shifted(let times):
      return times.previous(before: before.secondsSinceEpoch).map(dressed)
    case .ruled(let times):
      return times.previous(before: before, where: isWanted).map(dressed)
    }
  }

  /// Of times that come before those of another timing, the one this slot comes before.
  public func target(of slot: TimedSlot) -> Instant? {
    guard case .shifted(let times) = source, times.comesBefore else { return nil }
    return times.base.next(after: slot.instant)?.instant
  }

  /// The occurrences that belong to `day`, in time order; one after midnight may fall on the date after.
  public func slots(on day: CivilDate) -> [TimedSlot] {
    let day = Int(day.daysSinceEpoch)
    var slots: [RawSlot] = []
    switch source {
    case .fixed(let all):
      slots = all.filter { $0.dayNumber == day }
    case .timetable(let table):
      guard table.days.contains(day) else { return [] }
      var cursor = ZoneCursor(zone)
      slots = table.times.times.indices.map { table.slot($0, on: day, cursor: &cursor) }.sorted()
    case .elapsed(let times):
      let end = Int64(day + 1) * 86_400 - zone.table.smallestOffset
      var time = Int64(day) * 86_400 - zone.table.largestOffset - 1
      while let slot = times.next(after: time), slot.instant.secondsSinceEpoch < end {
        if slot.dayNumber == day { slots.append(slot) }
        time = slot.instant.secondsSinceEpoch
      }
    case .shifted(let times):
      // A time of the day may fall on a date near it.
      let end = Int64(day + 4) * 86_400
      var time = Int64(day - 3) * 86_400
      while let slot = times.next(after: time), slot.instant.secondsSinceEpoch < end {
        if slot.dayNumber == day { slots.append(slot) }
        time = slot.instant.secondsSinceEpoch
      }
    case .ruled(let times):
      let start = Int64(day) * 86_400 - zone.table.largestOffset - 1
      let end = Int64(day + 1) * 86_400 - zone.table.smallestOffset
      var iterator = RuledIterator(times, after: Instant(start))
      while let slot = iterator.next(), slot.instant.secondsSinceEpoch < end {
        if slot.dayNumber == day { slots.append(slot) }
      }
    }
    return slots.filter(isWanted).map(dressed)
  }

  /// Whether neither `count` nor `except` takes it away.
  private func isWanted(_ slot: RawSlot) -> Bool { (end.map { slot <= $0 } ?? true) && !isExcepted(slot) }

  func isExcepted(_ slot: RawSlot) -> Bool {
    exceptDays.contains(Int(slot.dayNumber)) || exceptTimes.contains(slot.wall)
  }

  /// A slot of this schedule with its name.
  public func dressed(_ slot: RawSlot) -> TimedSlot {
    TimedSlot(day: slot.day, slot: name(of: slot), local: slot.local, instant: slot.instant)
  }

  /// The slot's name, which with its day is its identity; it must be a slot of this schedule.
  public func name(of slot: RawSlot) -> String {
    switch source {
    case .timetable(let table): table.times.times[Int(slot.item)].slot
    case .fixed: slot.local.time.description
    case .elapsed, .shifted, .ruled: elapsedSlot(slot.local, at: slot.instant)
    }
  }

  /// Within a day the slot is the identity, so the second 02:30 of the night the clocks go back needs its own name.
  private func elapsedSlot(_ local: CivilDateTime, at instant: Instant) -> String {
    zone.instant(of: local) == instant ? local.time.description : "\(local.time)-again"
  }
}

extension Schedule.Source {
  fileprivate init(_ timing: Timing, moments: DayMoments, zone: ZoneRules) throws(TimingError) {
    if let relative = timing.relative {
      guard timing == Timing(relative: relative) else {
        throw .unclear("what follows another timing has no times of its own")
      }
      self = .shifted(try ShiftedTimes(relative, moments: moments, zone: zone))
      return
    }
    guard !timing.when.isEmpty else {
      if let rule = timing.rule {
        self = .ruled(try RuledTimes(timing, rule, zone: zone))
        return
      }
      if let elapsed = timing.elapsed {
        self = .elapsed(try ElapsedTimes(timing, elapsed, moments: moments, zone: zone))
        return
      }
      self = .timetable(
        Timetable(days: try DaySet(timing), times: try DayTimes(timing.at, moments: moments), zone: zone))
      return
    }
    guard timing == Timing(except: timing.except, when: timing.when) else {
      throw .unclear("`when` gives the times one by one; of the other timing keys only `except` goes with it")
    }
    var slots: [RawSlot] = []
    // Most have one time, for which a set would cost more than all the rest.
    var walls: Set<Int64> = []
    for (item, local) in timing.when.enumerated() {
      guard timing.when.count == 1 || walls.insert(local.wallSeconds).inserted else {
        throw .duplicateTime(local.description)
      }
      let instant = zone.instant(of: local)
      slots.append(
        RawSlot(instant: instant, day: Int(local.date.daysSinceEpoch), item: item, wall: local.wallSeconds))
    }
    self = .fixed(slots.sorted())
  }

  fileprivate func end(_ timing: Timing) throws(TimingError) -> RawSlot? {
    guard let count = timing.count else { return nil }
    let limit = 100_000
    guard (1...limit).contains(count) else { throw .outOfRange(key: "count", allowed: "1 to \(limit)") }
    guard timing.from != nil || timing.cycle != nil || timing.countdown != nil else {
      throw .needsFrom(key: "count")
    }
    switch self {
    case .timetable(let table): return table.occurrence(count)
    case .elapsed(let times): return times.occurrence(count)
    case .fixed, .shifted: return nil
    case .ruled(let times): return times.occurrence(count)
    }
  }
}
