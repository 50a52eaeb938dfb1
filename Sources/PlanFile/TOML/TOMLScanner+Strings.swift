extension TOMLScanner {
  /// `"…"` on one line; whether it has escapes.
  mutating func scanBasicString() throws(TOMLSyntaxError) -> Bool {
    let start = at
    var hasEscapes = false
    at += 1
    while true {
      let byte = here
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        try scanEscape()
        continue
      }
      if byte < 0x20 || byte == 0x7F, byte != 0x09 { throw unclosed(start) }
      at += 1
    }
    at += 1
    return hasEscapes
  }

  /// `'…'` on one line.
  mutating func scanLiteralString() throws(TOMLSyntaxError) {
    let start = at
    at += 1
    while here != UInt8(ascii: "'") {
      if here < 0x20 || here == 0x7F, here != 0x09 { throw unclosed(start) }
      at += 1
    }
    at += 1
  }

  /// `"""…"""` or `'''…'''`.
  mutating func scanMultilineString(quote: UInt8) throws(TOMLSyntaxError) {
    let start = at
    at += 3
    while true {
      let byte = here
      if byte == quote {
        var run = 0
        while run < 5, self.byte(at + run) == quote { run += 1 }
        at += run
        // Up to two quotes may stand directly before the closing three.
        if run >= 3 { return }
      } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        if try !skipLineEndingBackslash() { try scanEscape() }
      } else if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        _ = try skipNewline()
      } else if byte < 0x20 || byte == 0x7F, byte != 0x09 {
        guard at < bytes.count else {
          let quotes = quote == UInt8(ascii: "\"") ? "\"\"\"" : "'''"
          throw TOMLSyntaxError(start, "the text that begins here is never closed with \(quotes)")
        }
        throw controlCharacter()
      } else {
        at += 1
      }
    }
  }

  /// A backslash with nothing but blanks after it on its line, and the line ends and blanks that follow.
  private mutating func skipLineEndingBackslash() throws(TOMLSyntaxError) -> Bool {
    var end = at + 1
    while byte(end) == 0x20 || byte(end) == 0x09 { end += 1 }
    guard byte(end) == UInt8(ascii: "\n") || byte(end) == UInt8(ascii: "\r") else { return false }
    at = end
    while try skipNewline() { skipBlanks() }
    return true
  }

  private mutating func scanEscape() throws(TOMLSyntaxError) {
    let start = at
    let letter = byte(at + 1)
    at += 2
    switch letter {
    case UInt8(ascii: "b"), UInt8(ascii: "t"), UInt8(ascii: "n"), UInt8(ascii: "f"), UInt8(ascii: "r"),
      UInt8(ascii: "\""), UInt8(ascii: "\\"):
      return
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      var code: UInt32 = 0
      for _ in 0..<(letter == UInt8(ascii: "u") ? 4 : 8) {
        guard let digit = TOMLScanner.hexDigit(here) else {
          throw TOMLSyntaxError(start, "\\u takes 4 hexadecimal digits and \\U takes 8")
        }
        code = code << 4 | UInt32(digit)
        at += 1
      }
      if Unicode.Scalar(code) == nil {
        throw TOMLSyntaxError(start, "\(text(start..<at)) is not a character")
      }
    default:
      throw TOMLSyntaxError(start, "unknown escape after \\; a backslash itself is written \\\\")
    }
  }

  static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  private func unclosed(_ start: Int) -> TOMLSyntaxError {
    guard at >= bytes.count || here == UInt8(ascii: "\n") || here == UInt8(ascii: "\r") else {
      return controlCharacter()
    }
    let quote = byte(start) == UInt8(ascii: "\"") ? "\"" : "'"
    return TOMLSyntaxError(start, "the text that begins here is never closed with \(quote)")
  }
}
