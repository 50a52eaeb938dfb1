/// A date or a time as iCalendar writes it: `20261203`, `20261203T094000` or `20261203T084000Z`.
public enum CalendarTime: Hashable, Sendable {
  /// A whole day.
  case date(CivilDate)
  /// A time on the wall clock of a zone that is given elsewhere.
  case local(CivilDateTime)
  case utc(Instant)
}

extension CalendarTime: LosslessStringConvertible {
  /// Reads the three basic forms of RFC 5545 §3.3.4 and §3.3.5; nil for anything else and for days that do not exist.
  ///
  /// Second 60 is read as 59, as RFC 5545 §3.3.12 asks of those who do not count leap seconds.
  public init?(_ text: String) {
    var digits = Array(text.utf8)
    let isUTC = digits.last == UInt8(ascii: "Z")
    if isUTC { digits.removeLast() }
    guard let date = CalendarTime.date(digits.prefix(8)) else { return nil }
    switch digits.count {
    case 8 where !isUTC:
      self = .date(date)
    case 15 where digits[8] == UInt8(ascii: "T"):
      guard let time = CalendarTime.time(digits.dropFirst(9)) else { return nil }
      let local = CivilDateTime(date, time)
      self = isUTC ? .utc(Instant(local.wallSeconds)) : .local(local)
    default:
      return nil
    }
  }

  public var description: String {
    switch self {
    case .date(let date): CalendarTime.text(of: date)
    case .local(let local): CalendarTime.text(of: local)
    case .utc(let instant): CalendarTime.text(of: CivilDateTime(wallSeconds: instant.secondsSinceEpoch)) + "Z"
    }
  }

  /// The time on the wall, UTC's for an instant and midnight for a date.
  var wallSeconds: Int64 {
    switch self {
    case .date(let date): Int64(date.daysSinceEpoch) * 86_400
    case .local(let local): local.wallSeconds
    case .utc(let instant): instant.secondsSinceEpoch
    }
  }

  private static func date(_ digits: ArraySlice<UInt8>) -> CivilDate? {
    guard digits.count == 8, let number = number(digits) else { return nil }
    return CivilDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }

  private static func time(_ digits: ArraySlice<UInt8>) -> ClockTime? {
    guard digits.count == 6, let number = number(digits) else { return nil }
    let second = number % 100
    return ClockTime(hour: number / 10_000, minute: number / 100 % 100, second: second == 60 ? 59 : second)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      value = value * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return value
  }

  private static func text(of local: CivilDateTime) -> String {
    let time = local.time
    return text(of: local.date) + "T" + padded(time.hour, 2) + padded(time.minute, 2) + padded(time.second, 2)
  }

  private static func text(of date: CivilDate) -> String {
    let (year, month, day) = date.components
    return padded(year, 4) + padded(month, 2) + padded(day, 2)
  }

  private static func padded(_ value: Int, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }
}
