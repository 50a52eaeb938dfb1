/// A rule in the form of the POSIX `TZ` variable, with the extensions of RFC 9636 §3.3.1: hours from −167 to 167.
struct PosixRule: Hashable, Sendable {
  struct Daylight: Hashable, Sendable {
    var type: LocalTimeType
    var start: YearlySwitch
    var end: YearlySwitch
  }

  var standard: LocalTimeType
  /// Nil where the clocks never change.
  var daylight: Daylight?

  /// The daylight time that begins in `year`: from and until which instant.
  ///
  /// Where the switch back comes earlier in the year (the southern half of the earth), it is that of the year after.
  func daylightTime(in year: Int) -> Range<Int64>? {
    guard let daylight else { return nil }
    let start = daylight.start.wallSeconds(in: year) - Int64(standard.offset)
    let end = daylight.end.wallSeconds(in: year) - Int64(daylight.type.offset)
    if start <= end { return start..<end }
    let next = daylight.end.wallSeconds(in: year + 1) - Int64(daylight.type.offset)
    return start..<max(start, next)
  }
}

/// The day and time of one of the two changes in a year.
struct YearlySwitch: Hashable, Sendable {
  enum Day: Hashable, Sendable {
    /// `Jn`: 1 to 365, 29 February never counted.
    case julian(Int)
    /// `n`: 0 to 365, 29 February counted.
    case dayOfYear(Int)
    /// `Mm.w.d`: the wth such weekday of the month, the last where w is 5.
    case weekday(month: Int, week: Int, Weekday)
  }

  var day: Day
  /// Seconds from that day's midnight, before it or past its end too.
  var time: Int

  /// Seconds since 1970-01-01T00:00:00 on the clock in use before the change.
  func wallSeconds(in year: Int) -> Int64 { Int64(date(in: year).daysSinceEpoch) * 86_400 + Int64(time) }

  private func date(in year: Int) -> CivilDate {
    switch day {
    case .julian(let number):
      let leapDay = CivilDate.isLeap(year) && number >= 60 ? 1 : 0
      return CivilDate(uncheckedYear: year, month: 1, day: 1) + (number - 1 + leapDay)
    case .dayOfYear(let number):
      return CivilDate(uncheckedYear: year, month: 1, day: 1) + number
    case .weekday(let month, let week, let weekday):
      let first = CivilDate(uncheckedYear: year, month: month, day: 1)
      let toFirst = (weekday.rawValue - first.weekday.rawValue + 7) % 7
      let days = toFirst + (week - 1) * 7
      return first + (days < CivilDate.daysInMonth(year: year, month: month) ? days : days - 7)
    }
  }
}
