/// The occurrences of a schedule in time order, from some instant on.
///
/// It may be without end in practice: a daily entry has three million days until the year 9999.
public struct SlotSequence: Sequence, IteratorProtocol, Sendable {
  private let schedule: Schedule
  private var slots: RawSlotSequence

  init(_ schedule: Schedule, after: Instant) {
    self.schedule = schedule
    slots = RawSlotSequence(schedule, after: after)
  }

  public mutating func next() -> TimedSlot? { slots.next().map(schedule.dressed) }
}
