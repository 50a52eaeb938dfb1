/// The occurrences of a schedule in time order, from some instant on, before they are dressed.
public struct RawSlotSequence: Sequence, IteratorProtocol, Sendable {
  private let schedule: Schedule
  private let after: Instant
  // One of these has what there is.
  private var timetable: TimetableIterator?
  private var elapsed: (times: ElapsedTimes, after: Int64)?
  private var shifted: (times: ShiftedTimes, after: Int64)?
  private var ruled: RuledIterator?
  private var fixed: ArraySlice<RawSlot> = []

  init(_ schedule: Schedule, after: Instant) {
    self.schedule = schedule
    self.after = after
    switch schedule.source {
    case .timetable(let table):
      timetable = TimetableIterator(table, from: table.firstDay(after: after))
    case .elapsed(let times):
      elapsed = (times, after.secondsSinceEpoch)
    case .shifted(let times):
      shifted = (times, after.secondsSinceEpoch)
    case .fixed(let slots):
      fixed = slots[...]
    case .ruled(let times):
      ruled = RuledIterator(times, after: after)
    }
  }

  public mutating func next() -> RawSlot? {
    while let slot = nextOfAll() {
      if let end = schedule.end, end < slot { return nil }
      if slot.instant > after, !schedule.isExcepted(slot) { return slot }
    }
    return nil
  }

  private mutating func nextOfAll() -> RawSlot? {
    if let (times, after) = elapsed {
      let slot = times.next(after: after)
      elapsed?.after = slot?.instant.secondsSinceEpoch ?? .max
      return slot
    }
    if let (times, after) = shifted {
      let slot = times.next(after: after)
      shifted?.after = slot?.instant.secondsSinceEpoch ?? .max
      return slot
    }
    if ruled != nil { return ruled?.next() }
    return timetable?.next() ?? fixed.popFirst()
  }
}
