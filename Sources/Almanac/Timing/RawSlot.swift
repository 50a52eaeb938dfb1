/// One time a timing names before it is dressed as a `TimedSlot`: small, and without memory of its own.
public struct RawSlot: Comparable, Hashable, Sendable {
  public var instant: Instant
  /// Its nominal time in seconds on the wall clock.
  var wall: Int64
  /// The day it belongs to, as a day number.
  var dayNumber: Int32
  /// Which item of `at` (or of `when`) it comes from.
  var item: Int32

  init(instant: Instant, day: Int, item: Int, wall: Int64) {
    self.instant = instant
    self.wall = wall
    dayNumber = Int32(truncatingIfNeeded: day)
    self.item = Int32(truncatingIfNeeded: item)
  }

  /// That of a slot which does not come from the timing at hand, and has a name of its own.
  public init(instant: Instant, day: CivilDate, local: CivilDateTime) {
    self.instant = instant
    wall = local.wallSeconds
    dayNumber = day.daysSinceEpoch
    item = 0
  }

  public var day: CivilDate { CivilDate(daysSinceEpoch: dayNumber) }
  /// The nominal time as the wall clock was meant to show it.
  public var local: CivilDateTime { CivilDateTime(wallSeconds: wall) }

  /// By instant; those that fall on one instant by day and then in the order of `at`.
  public static func < (a: RawSlot, b: RawSlot) -> Bool {
    (a.instant, a.dayNumber, a.item) < (b.instant, b.dayNumber, b.item)
  }
}
