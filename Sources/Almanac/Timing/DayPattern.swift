/// One item of an entry's `on`: which days it may fall on.
public enum DayPattern: Hashable, Sendable {
  /// Every such weekday: `mon`.
  case weekday(Weekday)
  /// The nth such weekday of the month, 1 to 5, or −1 to −5 from its end: `1st fri`, `last sun`.
  case nthWeekday(Int, Weekday)
  /// A day of the month, 1 to 31, or −1 to −31 from its end: `15`, `last day`.
  ///
  /// A month without that day has no occurrence.
  case dayOfMonth(Int)
}
