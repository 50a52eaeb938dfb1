/// A period as iCalendar writes it (RFC 5545 §3.3.9), which an RDATE may be: `20260301T080000/PT1H`.
///
/// Recurrence asks only when it begins.
public struct CalendarPeriod: Hashable, Sendable {
  /// Never a date.
  public let start: CalendarTime

  /// Reads a beginning with an end or a length; nil for anything else, and where the end is not later.
  public init?(_ text: String) {
    let halves = text.split(separator: "/", omittingEmptySubsequences: false)
    guard halves.count == 2, let start = CalendarTime(String(halves[0])) else { return nil }
    if case .date = start { return nil }
    let length = CalendarPeriod.seconds(halves[1]) ?? 0
    guard length > 0 || CalendarPeriod.isLater(halves[1], than: start) else { return nil }
    self.start = start
  }

  private static func isLater(_ text: Substring, than start: CalendarTime) -> Bool {
    guard let end = CalendarTime(String(text)) else { return false }
    switch (start, end) {
    case (.local, .local), (.utc, .utc): return start.wallSeconds < end.wallSeconds
    default: return false
    }
  }

  /// The length of a duration (§3.3.6) such as `P1W`, `P1DT2H` or `PT90M`; days count 24 hours.
  private static func seconds(_ text: Substring) -> Int? {
    var rest = text.utf8[...]
    if rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    guard rest.popFirst() == UInt8(ascii: "P"), !rest.isEmpty else { return nil }
    var units: ArraySlice<(name: Unicode.Scalar, seconds: Int)> = [("W", 604_800), ("D", 86_400)]
    var total = 0
    var isInTime = false
    while let first = rest.first {
      if first == UInt8(ascii: "T"), !isInTime {
        units = [("H", 3600), ("M", 60), ("S", 1)]
        isInTime = true
        rest.removeFirst()
      }
      let number = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      rest = rest[number.endIndex...]
      guard let value = digits(number, count: 1...9), let name = rest.popFirst(),
        let unit = units.firstIndex(where: { UInt8(ascii: $0.name) == name })
      else { return nil }
      total += value * units[unit].seconds
      // Weeks stand alone.
      units = units[unit].name == "W" ? [] : units[(unit + 1)...]
    }
    return total
  }
}
