/// One occurrence before it is dressed as a `TimedSlot`.
struct RawSlot: Comparable, Sendable {
  var instant: Instant
  /// The day it belongs to, as a day number.
  var day: Int
  /// Which item of `at` (or of `when`) it comes from.
  var item: Int
  /// Its nominal time in seconds on the wall clock.
  var wall: Int64

  /// By instant; those that fall on one instant by day and then in the order of `at`.
  static func < (a: RawSlot, b: RawSlot) -> Bool {
    (a.instant, a.day, a.item) < (b.instant, b.day, b.item)
  }
}
