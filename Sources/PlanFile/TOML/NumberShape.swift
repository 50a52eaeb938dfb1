/// The spelling of TOML's numbers.
enum NumberShape {
  typealias Text = Slice<UnsafeBufferPointer<UInt8>>

  static func isInteger(_ text: Text) -> Bool {
    if let (digits, radix) = prefixed(text) {
      return isRun(digits) { digit($0, below: radix) } && fits(digits, radix: radix, negative: false)
    }
    let digits = unsigned(text)
    return isDecimal(digits) && fits(digits, radix: 10, negative: text.first == UInt8(ascii: "-"))
  }

  static func isFloat(_ text: Text) -> Bool {
    var rest = unsigned(text)
    if rest.elementsEqual("inf".utf8) || rest.elementsEqual("nan".utf8) { return true }
    let whole = rest.prefix { TOMLScanner.isDigit($0) || $0 == UInt8(ascii: "_") }
    guard isDecimal(whole) else { return false }
    rest = rest[whole.endIndex...]
    guard !rest.isEmpty else { return false }
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix { TOMLScanner.isDigit($0) || $0 == UInt8(ascii: "_") }
      guard isRun(fraction, TOMLScanner.isDigit) else { return false }
      rest = rest[fraction.endIndex...]
    }
    guard let letter = rest.first else { return true }
    guard letter == UInt8(ascii: "e") || letter == UInt8(ascii: "E") else { return false }
    return isRun(unsigned(rest.dropFirst()), TOMLScanner.isDigit)
  }

  /// Whether it is spelled as an integer but does not fit 64 bits.
  static func overflows(_ text: Text) -> Bool {
    if let (digits, radix) = prefixed(text) {
      return isRun(digits) { digit($0, below: radix) } && !fits(digits, radix: radix, negative: false)
    }
    let digits = unsigned(text)
    return isDecimal(digits) && !fits(digits, radix: 10, negative: text.first == UInt8(ascii: "-"))
  }

  private static func unsigned(_ text: Text) -> Text {
    text.first == UInt8(ascii: "+") || text.first == UInt8(ascii: "-") ? text.dropFirst() : text
  }

  private static func prefixed(_ text: Text) -> (Text, UInt8)? {
    guard text.count > 2, text.first == UInt8(ascii: "0") else { return nil }
    switch text[text.startIndex + 1] {
    case UInt8(ascii: "x"): return (text.dropFirst(2), 16)
    case UInt8(ascii: "o"): return (text.dropFirst(2), 8)
    case UInt8(ascii: "b"): return (text.dropFirst(2), 2)
    default: return nil
    }
  }

  private static func digit(_ byte: UInt8, below radix: UInt8) -> Bool {
    TOMLScanner.hexDigit(byte).map { $0 < radix } ?? false
  }

  /// Digits without a leading zero, unless it is the zero.
  private static func isDecimal(_ text: Text) -> Bool {
    isRun(text, TOMLScanner.isDigit) && (text.first != UInt8(ascii: "0") || text.count == 1)
  }

  /// Digits, with single underscores between them.
  private static func isRun(_ text: Text, _ isDigit: (UInt8) -> Bool) -> Bool {
    var wasDigit = false
    for byte in text {
      if byte == UInt8(ascii: "_") {
        guard wasDigit else { return false }
        wasDigit = false
      } else {
        guard isDigit(byte) else { return false }
        wasDigit = true
      }
    }
    return wasDigit
  }

  private static func fits(_ digits: Text, radix: UInt8, negative: Bool) -> Bool {
    let limit = negative ? UInt64(Int64.max) + 1 : UInt64(Int64.max)
    var value: UInt64 = 0
    for byte in digits {
      guard let digit = TOMLScanner.hexDigit(byte) else { continue }
      let (product, overflow) = value.multipliedReportingOverflow(by: UInt64(radix))
      let (sum, carried) = product.addingReportingOverflow(UInt64(digit))
      if overflow || carried || sum > limit { return false }
      value = sum
    }
    return true
  }
}
