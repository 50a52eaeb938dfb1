/// One time a timing names, resolved in a zone.
public struct TimedSlot: Hashable, Sendable {
  /// The day it belongs to, which with the slot is its identity; a moment after midnight keeps the day before.
  public var day: CivilDate
  /// The canonical text of the `at` item ("breakfast"); of a one-off or an elapsed time, its clock time.
  ///
  /// An elapsed time that the clocks going back repeat within a day is the second time `02:30-again`.
  public var slot: String
  /// The nominal time as the wall clock was meant to show it; in a spring gap it is a time that no clock showed.
  public var local: CivilDateTime
  /// When that is: in a gap read with the offset before it, in an overlap the first.
  public var instant: Instant

  public init(day: CivilDate, slot: String, local: CivilDateTime, instant: Instant) {
    self.day = day
    self.slot = slot
    self.local = local
    self.instant = instant
  }
}
