/// The occurrences of a schedule in time order, from some instant on.
///
/// It may be without end in practice: a daily entry has three million days until the year 9999.
public struct SlotSequence: Sequence, IteratorProtocol, Sendable {
  private let schedule: Schedule
  private let after: Instant
  private var days: TimetableIterator?
  private var fixed: ArraySlice<RawSlot> = []

  init(_ schedule: Schedule, after: Instant) {
    self.schedule = schedule
    self.after = after
    switch schedule.source {
    case .timetable(let table):
      days = TimetableIterator(table, from: table.firstDay(after: after))
    case .fixed(let slots):
      fixed = slots[...]
    }
  }

  public mutating func next() -> TimedSlot? {
    while let slot = days == nil ? fixed.popFirst() : days?.next() {
      if let end = schedule.end, end < slot { return nil }
      if slot.instant > after, !schedule.isExcepted(slot) { return schedule.dressed(slot) }
    }
    return nil
  }
}
