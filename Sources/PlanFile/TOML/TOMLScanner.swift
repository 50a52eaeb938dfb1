/// A complete, strict scanner of TOML 1.0 over bytes, which keeps the place of everything it reads.
///
/// It validates values but does not convert them: strings and numbers are resolved when somebody asks the document.
/// Where the specification leaves a choice it is strict: a dotted key may only add to a table that dotted keys of
/// the same section made.
struct TOMLScanner {
  /// The largest text that is read, in bytes: 50,000 entries fit several times over.
  static let largestText = 64 << 20
  /// The deepest nesting of arrays, inline tables and key parts.
  static let deepestNesting = 64
  /// The most bytes one part of a key may have.
  static let longestKey = 1000

  let bytes: UnsafeBufferPointer<UInt8>
  var at = 0
  var nodes: [TOMLNode] = []
  var sections: [TOMLSection] = []
  var lineStarts: [Int32] = [0]
  var index = KeyIndex()
  /// The table that key/value lines add to, and how deep the value being read is nested.
  var current = TOMLDocument.root
  var depth = 0
  /// The parts of the key being read; a buffer kept to be used again.
  var path: [Range<Int>] = []

  static func scan(_ text: [UInt8]) throws(TOMLSyntaxError) -> TOMLDocument {
    guard text.count <= largestText else {
      throw TOMLSyntaxError(
        0, "the file has \(text.count) bytes, more than the \(largestText >> 20) MiB that are read")
    }
    return try text.withUnsafeBufferPointer { (buffer) throws(TOMLSyntaxError) in
      if let fault = UTF8Check.firstFault(in: buffer) {
        let isWide = text.starts(with: [0xFF, 0xFE]) || text.starts(with: [0xFE, 0xFF])
        throw TOMLSyntaxError(
          fault, isWide ? "the file is UTF-16; save it as UTF-8" : "the text is not UTF-8 from here on")
      }
      var scanner = TOMLScanner(buffer)
      try scanner.scanText()
      return TOMLDocument(
        bytes: text, nodes: scanner.nodes, sections: scanner.sections, lineStarts: scanner.lineStarts)
    }
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    // Plans have a value in every 20 to 40 bytes.
    nodes.reserveCapacity(bytes.count / 24)
    lineStarts.reserveCapacity(bytes.count / 24)
    if bytes.starts(with: TOMLText.byteOrderMark) { at = TOMLText.byteOrderMark.count }
    nodes.append(TOMLNode(.table, .header))
    let start = Int32(at)
    sections.append(TOMLSection(node: 0, start: start, end: start, lastValueEnd: start))
  }

  /// The byte at the cursor; 0, which TOML has no use for, past the end.
  var here: UInt8 { at < bytes.count ? bytes[at] : 0 }

  func byte(_ offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  private mutating func scanText() throws(TOMLSyntaxError) {
    while true {
      skipBlanks()
      guard at < bytes.count else { return }
      switch here {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "#"): break
      case UInt8(ascii: "["): try scanHeader()
      default:
        try scanKeyValue(into: current)
        sections[sections.count - 1].lastValueEnd = Int32(at)
      }
      try finishLine()
    }
  }

  /// `key = value` up to the end of the value.
  mutating func scanKeyValue(into table: Int) throws(TOMLSyntaxError) {
    try scanKey()
    guard here == UInt8(ascii: "=") else {
      throw TOMLSyntaxError(at, "expected = after the key, found \(found())")
    }
    at += 1
    skipBlanks()
    // A nested value reuses the buffer, so where to put it is settled first.
    let (parent, key) = try openDottedKey(from: table)
    let node = try scanValue()
    attach(node, to: parent, key: key)
  }

  mutating func skipBlanks() {
    while here == 0x20 || here == 0x09 { at += 1 }
  }

  /// Blanks, a comment and the end of the line or text; anything else is an error.
  mutating func finishLine() throws(TOMLSyntaxError) {
    skipBlanks()
    try skipComment()
    guard at < bytes.count else { return }
    guard try skipNewline() else {
      throw TOMLSyntaxError(at, "expected the end of the line, found \(found())")
    }
  }

  mutating func skipComment() throws(TOMLSyntaxError) {
    guard here == UInt8(ascii: "#") else { return }
    while at < bytes.count, here != UInt8(ascii: "\n") {
      if here < 0x20 || here == 0x7F {
        if here == UInt8(ascii: "\r"), byte(at + 1) == UInt8(ascii: "\n") { return }
        if here != 0x09 { throw controlCharacter() }
      }
      at += 1
    }
  }

  /// Whether there was a line end to skip.
  mutating func skipNewline() throws(TOMLSyntaxError) -> Bool {
    if here == UInt8(ascii: "\r") {
      guard byte(at + 1) == UInt8(ascii: "\n") else { throw controlCharacter() }
      at += 1
    }
    guard here == UInt8(ascii: "\n") else { return false }
    at += 1
    lineStarts.append(Int32(at))
    return true
  }

  /// Blanks, comments and line ends between the elements of an array.
  mutating func skipLines() throws(TOMLSyntaxError) {
    repeat {
      skipBlanks()
      try skipComment()
    } while try skipNewline()
  }

  mutating func deepen() throws(TOMLSyntaxError) {
    depth += 1
    if depth > TOMLScanner.deepestNesting {
      throw TOMLSyntaxError(at, "nested more than \(TOMLScanner.deepestNesting) deep")
    }
  }

  func controlCharacter() -> TOMLSyntaxError {
    if here == UInt8(ascii: "\r") {
      return TOMLSyntaxError(at, "a carriage return without a line feed; lines end with LF or CR LF")
    }
    let code = String(here, radix: 16, uppercase: true)
    return TOMLSyntaxError(
      at, "control character U+\(String(repeating: "0", count: 4 - code.utf8.count))\(code) in the text")
  }

  /// What stands at the cursor, for messages.
  func found() -> String {
    guard at < bytes.count else { return "the end of the file" }
    switch here {
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return "the end of the line"
    case 0..<0x20, 0x7F: return "a control character"
    case UInt8(ascii: "\""): return "a quote"
    default:
      var end = at + 1
      while byte(end) & 0xC0 == 0x80 { end += 1 }
      return "\"\(String(decoding: bytes[at..<end], as: UTF8.self))\""
    }
  }
}
