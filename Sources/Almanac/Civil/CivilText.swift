// How civil values are written and read. The plan, the ledger and the JSON all use these forms:
// `2026-12-03`, `08:30` or `08:30:15`, and `2026-12-03T08:30`.

extension CivilDate: TextCodable {
  /// Reads exactly `YYYY-MM-DD`; nil for any other form and for dates that do not exist.
  public init?(_ text: String) {
    var text = text
    guard let date = text.withUTF8({ CivilDate(ascii: $0[...]) }) else { return nil }
    self = date
  }

  fileprivate init?(ascii text: Slice<UnsafeBufferPointer<UInt8>>) {
    let at = text.startIndex
    guard text.count == 10, text[at + 4] == UInt8(ascii: "-"), text[at + 7] == UInt8(ascii: "-"),
      let year = digits(text[at..<(at + 4)], count: 4...4),
      let month = digits(text[(at + 5)..<(at + 7)], count: 2...2),
      let day = digits(text[(at + 8)...], count: 2...2)
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
    var text = text
    guard let time = text.withUTF8({ ClockTime(ascii: $0[...]) }) else { return nil }
    self = time
  }

  fileprivate init?(ascii text: Slice<UnsafeBufferPointer<UInt8>>) {
    let at = text.startIndex
    guard text.count == 5 || text.count == 8, text[at + 2] == UInt8(ascii: ":"),
      let hour = digits(text[at..<(at + 2)], count: 2...2),
      let minute = digits(text[(at + 3)..<(at + 5)], count: 2...2)
    else { return nil }
    guard text.count == 8 else {
      self.init(hour: hour, minute: minute)
      return
    }
    guard text[at + 5] == UInt8(ascii: ":"), let second = digits(text[(at + 6)...], count: 2...2) else {
      return nil
    }
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
    var text = text
    let read = text.withUTF8 { bytes -> CivilDateTime? in
      guard bytes.count > 11, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
        let date = CivilDate(ascii: bytes[..<10]), let time = ClockTime(ascii: bytes[11...])
      else { return nil }
      return CivilDateTime(date, time)
    }
    guard let read else { return nil }
    self = read
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

extension StringProtocol {
  /// Its beginning, for an error to quote: nobody reads a line that fills the screen.
  public var clipped: String {
    let shown = prefix(100)
    return shown.endIndex == endIndex ? String(self) : "\(shown)…"
  }
}
