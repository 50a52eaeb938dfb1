/// A length of elapsed time, in whole seconds, never negative: `30m`, `1h30m`, `2d`.
///
/// A day here is 86,400 elapsed seconds; what follows the calendar is counted in days elsewhere.
public struct TimeSpan: Hashable, Comparable, Sendable {
  public var seconds: Int64

  public init(seconds: Int64) { self.seconds = seconds }

  public static func minutes(_ count: Int64) -> TimeSpan { TimeSpan(seconds: count * 60) }
  public static func hours(_ count: Int64) -> TimeSpan { TimeSpan(seconds: count * 3600) }
  public static func days(_ count: Int64) -> TimeSpan { TimeSpan(seconds: count * 86_400) }

  public static func < (a: TimeSpan, b: TimeSpan) -> Bool { a.seconds < b.seconds }
}

extension TimeSpan: TextCodable {
  private static let units: [(name: UInt8, seconds: Int64)] = [
    (UInt8(ascii: "w"), 604_800), (UInt8(ascii: "d"), 86_400), (UInt8(ascii: "h"), 3600),
    (UInt8(ascii: "m"), 60), (UInt8(ascii: "s"), 1),
  ]

  /// Reads numbers with the units `w d h m s`, largest first, each at most once: `90m`, `1h30m`, `1d 12h`.
  ///
  /// Nil for no unit, an unknown unit, a sign, a fraction, or more than 3,660 days.
  public init?(_ text: String) {
    var total: Int64 = 0
    var unitsLeft = TimeSpan.units[...]
    var (number, digits) = (Int64(0), 0)
    var seen = false
    // After a space.
    var needsNumber = false
    for byte in text.utf8 {
      if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        number = number * 10 + Int64(byte - UInt8(ascii: "0"))
        digits += 1
        needsNumber = false
        guard digits <= 9 else { return nil }
      } else if byte == UInt8(ascii: " "), digits == 0, seen, !needsNumber {
        needsNumber = true
      } else {
        guard digits > 0, let unit = unitsLeft.firstIndex(where: { $0.name == byte }) else { return nil }
        total += number * unitsLeft[unit].seconds
        unitsLeft = unitsLeft[(unit + 1)...]
        (number, digits) = (0, 0)
        seen = true
      }
    }
    guard seen, digits == 0, !needsNumber, total <= 3660 * 86_400 else { return nil }
    seconds = total
  }

  /// The shortest form the reader takes back: `1h30m`; `0s` for nothing.
  public var description: String {
    guard seconds > 0 else { return "0s" }
    var rest = seconds
    var text = ""
    for unit in TimeSpan.units.dropFirst() where rest >= unit.seconds {
      text += "\(rest / unit.seconds)\(Unicode.Scalar(unit.name))"
      rest %= unit.seconds
    }
    return text
  }
}
