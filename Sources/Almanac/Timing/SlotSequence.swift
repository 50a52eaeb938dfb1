/// The occurrences of a schedule in time order, from some instant on.
///
/// It may be without end in practice: a daily entry has three million days until the year 9999.
public struct SlotSequence: Sequence, IteratorProtocol, Sendable {
  private let schedule: Schedule
  private let after: Instant
  // One of these has what there is.
  private var timetable: TimetableIterator?
  private var elapsed: (times: ElapsedTimes, after: Int64)?
  private var fixed: ArraySlice<RawSlot> = []

  init(_ schedule: Schedule, after: Instant) {
    self.schedule = schedule
    self.after = after
    switch schedule.source {
    case .timetable(let table):
      timetable = TimetableIterator(table, from: table.firstDay(after: after))
    case .elapsed(let times):
      elapsed = (times, after.secondsSinceEpoch)
    case .fixed(let slots):
      fixed = slots[...]
    }
  }

  public mutating func next() -> TimedSlot? {
    while let slot = nextRaw() {
      if let end = schedule.end, end < slot { return nil }
      if slot.instant > after, !schedule.isExcepted(slot) { return schedule.dressed(slot) }
    }
    return nil
  }

  private mutating func nextRaw() -> RawSlot? {
    if let (times, after) = elapsed {
      let slot = times.next(after: after)
      elapsed?.after = slot?.instant.secondsSinceEpoch ?? .max
      return slot
    }
    return timetable?.next() ?? fixed.popFirst()
  }
}
