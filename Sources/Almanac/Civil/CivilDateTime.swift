/// A date and a time of day without a zone: what a plan says, before anyone asks where.
public struct CivilDateTime: Hashable, Comparable, Sendable {
  public var date: CivilDate
  public var time: ClockTime

  public init(_ date: CivilDate, _ time: ClockTime) {
    self.date = date
    self.time = time
  }

  /// Seconds since 1970-01-01T00:00:00 on this same wall clock.
  @inlinable
  public var wallSeconds: Int64 { Int64(date.daysSinceEpoch) * 86_400 + Int64(time.secondOfDay) }

  @inlinable
  public init(wallSeconds: Int64) {
    var days = wallSeconds / 86_400
    var rest = wallSeconds % 86_400
    if rest < 0 {
      days -= 1
      rest += 86_400
    }
    date = CivilDate(daysSinceEpoch: Int32(truncatingIfNeeded: days))
    time = ClockTime(unchecked: Int32(rest))
  }

  public static func < (a: CivilDateTime, b: CivilDateTime) -> Bool {
    (a.date, a.time) < (b.date, b.time)
  }
}
