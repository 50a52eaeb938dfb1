/// How TOML's texts are resolved and their places counted.
enum TOMLText {
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The column of a byte from 1, counted in Unicode scalars; a byte order mark is not counted.
  static func column(of offset: Int, lineStart: Int, in bytes: [UInt8]) -> Int {
    var start = lineStart
    if start == 0, bytes.starts(with: byteOrderMark) { start = min(3, offset) }
    return 1 + bytes[start..<min(offset, bytes.count)].count { $0 & 0xC0 != 0x80 }
  }

  /// Line and column of a byte of a text that is not, or not yet, scanned.
  static func position(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    let before = bytes[..<min(offset, bytes.count)]
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let line = 1 + before.count { $0 == UInt8(ascii: "\n") }
    return (line, column(of: offset, lineStart: lineStart, in: bytes))
  }

  /// The text of a well-formed string or quoted key, given with its quotes.
  static func decoded(_ quoted: ArraySlice<UInt8>) -> String {
    guard let quote = quoted.first else { return "" }
    let isMultiline = quoted.count >= 6 && quoted.prefix(3).allSatisfy { $0 == quote }
    var rest = quoted.dropFirst(isMultiline ? 3 : 1).dropLast(isMultiline ? 3 : 1)
    if isMultiline { rest = droppingNewline(rest) }
    guard quote == UInt8(ascii: "\"") || isMultiline else { return String(decoding: rest, as: UTF8.self) }

    var text: [UInt8] = []
    text.reserveCapacity(rest.count)
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        decodeEscape(&rest, into: &text)
      } else if byte == UInt8(ascii: "\r"), rest.first == UInt8(ascii: "\n") {
        // A text means the same whichever way its file ends lines.
        continue
      } else {
        text.append(byte)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func droppingNewline(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    if text.starts(with: [UInt8(ascii: "\r"), UInt8(ascii: "\n")]) { return text.dropFirst(2) }
    return text.first == UInt8(ascii: "\n") ? text.dropFirst() : text
  }

  private static func decodeEscape(_ rest: inout ArraySlice<UInt8>, into text: inout [UInt8]) {
    guard let letter = rest.popFirst() else { return }
    switch letter {
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      let digits = rest.prefix(letter == UInt8(ascii: "u") ? 4 : 8)
      rest = rest.dropFirst(digits.count)
      let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
      if let scalar = code.flatMap(Unicode.Scalar.init) { text.append(contentsOf: String(scalar).utf8) }
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(letter)
    default:
      // A line-ending backslash: everything up to the next visible character goes.
      rest = rest.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    }
  }
}
