/// A calendar event as systemd.time(7) defines it: `Mon..Fri 08:00`, `*-*~1 20:00`, `quarterly Europe/Berlin`.
///
/// What systemd 252 accepts is accepted, but abbreviations of the local zone; what it refuses is refused. A time in a
/// spring gap is skipped on that day, one in an autumn overlap happens once, at the first: systemd's meaning, which is
/// not that of ``RecurrenceSet``. Times are whole seconds: of several fractions in one second, one is left.
public struct CalendarEvent: Hashable, Sendable {
  /// Bit 0 is Monday; nil for every day.
  var weekdays: UInt8?
  var year = CalendarChain()
  var month = CalendarChain()
  var day = CalendarChain()
  /// Days count back from the end of the month (`~`).
  var countsFromEnd = false
  var hour = CalendarChain()
  var minute = CalendarChain()
  /// In microseconds.
  var second = CalendarChain()
  /// The zone named in the text; nil where the reader's zone counts.
  public internal(set) var zone: ZoneRules?

  static let years = 1970...2199

  /// Reads a calendar event; `zoneNamed` is asked for the rules of a zone named at its end, other than UTC.
  public init(
    _ text: String, zoneNamed: (String) -> ZoneRules? = { _ in nil }
  ) throws(CalendarEventError) {
    self.init()
    guard !text.utf8.contains(0) else { throw CalendarEventError(text: text, reason: "contains a zero byte") }
    do {
      var parser = CalendarEventParser(text)
      try parser.parse(into: &self, zoneNamed: zoneNamed)
      try normalize()
    } catch {
      throw CalendarEventError(text: text, reason: error.reason)
    }
  }

  init() {}

  private mutating func normalize() throws(CalendarParseError) {
    if weekdays == 0 || weekdays == 0b111_1111 { weekdays = nil }
    if day.isAny { countsFromEnd = false }
    year.items = year.items.map { item in
      var item = item
      item.start = Self.fullYear(item.start)
      item.stop = item.stop.map(Self.fullYear)
      return item
    }
    for part in [\CalendarEvent.year, \.month, \.day, \.hour, \.minute, \.second] {
      self[keyPath: part].normalize()
    }
    try check(year.fits(Self.years), "a year is not within 1970 to 2199")
    try check(month.fits(1...12), "a month is not within 1 to 12, or its step never comes")
    try check(
      day.fits(1...31, countsFromEnd: countsFromEnd), "a day is outside the month, or its step never comes")
    try check(hour.fits(0...23), "an hour is not within 0 to 23, or its step never comes")
    try check(minute.fits(0...59), "a minute is not within 0 to 59, or its step never comes")
    try check(second.fits(0...59_999_999), "a second is not below 60, or its step never comes")
  }

  private func check(_ holds: Bool, _ reason: String) throws(CalendarParseError) {
    guard holds else { throw CalendarParseError(reason) }
  }

  /// Two digits mean 1970 to 2069.
  private static func fullYear(_ year: Int) -> Int {
    switch year {
    case 0..<70: year + 2000
    case 70..<100: year + 1900
    default: year
    }
  }
}
