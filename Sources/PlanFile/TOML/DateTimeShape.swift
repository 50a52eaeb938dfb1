import Almanac

/// The spelling of TOML's dates and times (RFC 3339), which have to exist.
enum DateTimeShape {
  typealias Text = Slice<UnsafeBufferPointer<UInt8>>

  /// Which kind of date or time it is; nil when it is none, or one that does not exist.
  static func kind(_ text: Text) -> TOMLNode.Kind? {
    if isTime(text) { return .localTime }
    guard text.count >= 10, isDate(text.prefix(10)) else { return nil }
    guard text.count > 10 else { return .localDate }
    let separator = text[text.startIndex + 10]
    guard separator == UInt8(ascii: "T") || separator == UInt8(ascii: "t") || separator == 0x20 else {
      return nil
    }
    let time = text.dropFirst(11)
    if isTime(time) { return .localDateTime }
    if let last = time.last, last == UInt8(ascii: "Z") || last == UInt8(ascii: "z") {
      return isTime(time.dropLast()) ? .offsetDateTime : nil
    }
    return isOffset(time.suffix(6)) && isTime(time.dropLast(6)) ? .offsetDateTime : nil
  }

  private static func isDate(_ text: Text) -> Bool {
    let at = text.startIndex
    guard text.count == 10, text[at + 4] == UInt8(ascii: "-"), text[at + 7] == UInt8(ascii: "-"),
      let year = number(text[at..<(at + 4)]), let month = number(text[(at + 5)..<(at + 7)]),
      let day = number(text[(at + 8)..<(at + 10)])
    else { return false }
    return CivilDate(year: year, month: month, day: day) != nil
  }

  private static func isTime(_ text: Text) -> Bool {
    let at = text.startIndex
    guard text.count >= 8, text[at + 2] == UInt8(ascii: ":"), text[at + 5] == UInt8(ascii: ":"),
      let hour = number(text[at..<(at + 2)]), let minute = number(text[(at + 3)..<(at + 5)]),
      let second = number(text[(at + 6)..<(at + 8)]), hour <= 23, minute <= 59, second <= 59
    else { return false }
    let fraction = text.dropFirst(8)
    return fraction.isEmpty
      || fraction.count > 1 && fraction.first == UInt8(ascii: ".")
        && fraction.dropFirst().allSatisfy(TOMLScanner.isDigit)
  }

  private static func isOffset(_ text: Text) -> Bool {
    let at = text.startIndex
    guard text.count == 6, text.first == UInt8(ascii: "+") || text.first == UInt8(ascii: "-"),
      text[at + 3] == UInt8(ascii: ":"), let hour = number(text[(at + 1)..<(at + 3)]),
      let minute = number(text[(at + 4)..<(at + 6)])
    else { return false }
    return hour <= 23 && minute <= 59
  }

  private static func number(_ text: Text) -> Int? {
    var value = 0
    for byte in text {
      guard TOMLScanner.isDigit(byte) else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }
}
