// How civil values are written and read. The plan, the ledger and the JSON all use these forms:
// `2026-12-03`, `08:30` or `08:30:15`, and `2026-12-03T08:30`.

extension CivilDate: TextCodable {
  /// Reads exactly `YYYY-MM-DD`; nil for any other form and for dates that do not exist.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 3, let year = digits(parts[0], count: 4...4),
      let month = digits(parts[1], count: 2...2),
      let day = digits(parts[2], count: 2...2)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  public var description: String {
    String(ascii: (0...9999).contains(year) ? 10 : 14) { $0.write(self) }
  }
}

extension ClockTime: TextCodable {
  /// Reads `HH:MM` or `HH:MM:SS`, two digits each; nil for any other form.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, let hour = digits(parts[0], count: 2...2),
      let minute = digits(parts[1], count: 2...2)
    else { return nil }
    guard parts.count == 3 else {
      self.init(hour: hour, minute: minute)
      return
    }
    guard let second = digits(parts[2], count: 2...2) else { return nil }
    self.init(hour: hour, minute: minute, second: second)
  }

  /// `08:30`, with the seconds only where there are any.
  public var description: String {
    String(ascii: 8) { $0.write(self, withSeconds: second != 0) }
  }
}

extension CivilDateTime: TextCodable {
  /// Reads `2026-12-03T08:30` or `2026-12-03 08:30`, each with or without seconds.
  public init?(_ text: String) {
    guard let separator = text.utf8.firstIndex(where: { $0 == UInt8(ascii: "T") || $0 == UInt8(ascii: " ") }),
      let date = CivilDate(String(text[..<separator])),
      let time = ClockTime(String(text[text.utf8.index(after: separator)...]))
    else { return nil }
    self.init(date, time)
  }

  /// `2026-12-03T08:30`, with the seconds only where there are any.
  public var description: String { "\(date)T\(time)" }
}

func digits(_ text: some Collection<UInt8>, count: ClosedRange<Int>) -> Int? {
  guard count.contains(text.count) else { return nil }
  var value = 0
  for byte in text {
    guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
    value = value * 10 + Int(byte - UInt8(ascii: "0"))
  }
  return value
}

/// `value` with at least `width` digits.
func padded(_ value: Int, _ width: Int) -> String {
  let text = String(value.magnitude)
  let zeros = String(repeating: "0", count: max(0, width - text.utf8.count))
  return (value < 0 ? "-" : "") + zeros + text
}
