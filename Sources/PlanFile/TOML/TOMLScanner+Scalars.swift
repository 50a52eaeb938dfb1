extension TOMLScanner {
  /// A number, date, time or truth value without quotes.
  mutating func scanScalar() throws(TOMLSyntaxError) -> TOMLNode.Kind {
    let start = at
    while TOMLScanner.isScalarByte(here) { at += 1 }
    // A date and a time may be joined by one space.
    if at - start == 10, byte(start + 4) == UInt8(ascii: "-"), here == 0x20,
      TOMLScanner.isDigit(byte(at + 1)),
      TOMLScanner.isDigit(byte(at + 2)), byte(at + 3) == UInt8(ascii: ":")
    {
      at += 1
      while TOMLScanner.isScalarByte(here) { at += 1 }
    }
    let span = start..<at
    guard !span.isEmpty else {
      let what = found()
      let isMissing = at >= bytes.count || [0x0A, 0x0D, UInt8(ascii: "#")].contains(here)
      throw TOMLSyntaxError(at, isMissing ? "a value is missing here" : "expected a value, found \(what)")
    }
    guard let kind = kind(span), !isFirstOfWords(span) else {
      at = start
      throw notAValue(span)
    }
    return kind
  }

  /// Whether other words follow on the line, as in an amount without quotes: `100 mg`.
  private func isFirstOfWords(_ span: Range<Int>) -> Bool {
    guard byte(span.upperBound) == 0x20 else { return false }
    var end = span.upperBound
    while byte(end) == 0x20 { end += 1 }
    guard !TOMLScanner.isDigit(byte(end)), TOMLScanner.isBare(byte(end)) || byte(end) >= 0x80 else {
      return false
    }
    while end < bytes.count, byte(end) != 0x0A, byte(end) != UInt8(ascii: "=") { end += 1 }
    return byte(end) != UInt8(ascii: "=")
  }

  private func kind(_ span: Range<Int>) -> TOMLNode.Kind? {
    let text = Slice(base: bytes, bounds: span)
    if text.elementsEqual("true".utf8) || text.elementsEqual("false".utf8) { return .boolean }
    if let kind = DateTimeShape.kind(text) { return kind }
    if NumberShape.isInteger(text) { return .integer }
    return NumberShape.isFloat(text) ? .float : nil
  }

  private func notAValue(_ span: Range<Int>) -> TOMLSyntaxError {
    // A bare word, an amount or a time without quotes: the whole of it is what the writer meant as text.
    var end = span.upperBound
    while end < bytes.count, ![0x0A, 0x0D, 0x23, 0x2C, 0x5D, 0x7D].contains(byte(end)) { end += 1 }
    while end > span.upperBound, byte(end - 1) == 0x20 || byte(end - 1) == 0x09 { end -= 1 }
    let written = text(span.lowerBound..<end)
    if NumberShape.overflows(Slice(base: bytes, bounds: span)) {
      return TOMLSyntaxError(span.lowerBound, "\(written) is too large a number")
    }
    guard !written.contains("\""), !written.contains("'"), written.utf8.count <= 60 else {
      return TOMLSyntaxError(
        span.lowerBound, "\(text(span)) is not a value; texts, times and dates take quotes")
    }
    return TOMLSyntaxError(
      span.lowerBound, "\(written) is not a value; texts, times and dates take quotes: \"\(written)\"")
  }

  static func isScalarByte(_ byte: UInt8) -> Bool {
    isBare(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
  }

  static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
