extension TOMLScanner {
  /// Reads a dotted key into `path`, the parts as written, and the blanks after it.
  mutating func scanKey() throws(TOMLSyntaxError) {
    path.removeAll(keepingCapacity: true)
    while true {
      let start = at
      switch here {
      case UInt8(ascii: "\""):
        guard !(byte(at + 1) == here && byte(at + 2) == here) else {
          throw TOMLSyntaxError(at, "a key cannot be a text of several lines")
        }
        _ = try scanBasicString()
      case UInt8(ascii: "'"):
        guard !(byte(at + 1) == here && byte(at + 2) == here) else {
          throw TOMLSyntaxError(at, "a key cannot be a text of several lines")
        }
        try scanLiteralString()
      default:
        while TOMLScanner.isBare(here) { at += 1 }
        guard at > start, here < 0x80 else { throw badKey() }
      }
      path.append(start..<at)
      guard path.count <= TOMLScanner.deepestNesting else {
        throw TOMLSyntaxError(start, "a key of more than \(TOMLScanner.deepestNesting) parts")
      }
      skipBlanks()
      guard here == UInt8(ascii: ".") else { return }
      at += 1
      skipBlanks()
    }
  }

  private func badKey() -> TOMLSyntaxError {
    if here == UInt8(ascii: "=") { return TOMLSyntaxError(at, "a key is missing before =") }
    if here >= 0x80 {
      return TOMLSyntaxError(at, "\(found()) is not allowed in a key without quotes")
    }
    return TOMLSyntaxError(at, "expected a key, found \(found())")
  }

  static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// The child of a table with the key written at `span`, and the hash to insert it with.
  func lookUp(_ span: Range<Int>, in table: Int) -> (node: Int?, hash: UInt32) {
    if isPlain(span) {
      let key = UnsafeBufferPointer(rebasing: bytes[content(span)])
      return find(key, in: table)
    }
    let decoded = Array(TOMLText.decoded(Array(bytes[span])[...]).utf8)
    return decoded.withUnsafeBufferPointer { find($0, in: table) }
  }

  private func find(_ key: UnsafeBufferPointer<UInt8>, in table: Int) -> (node: Int?, hash: UInt32) {
    let hash = KeyIndex.hash(parent: table, key: key)
    let node = index.find(hash) { candidate in
      guard Int(nodes[candidate].parent) == table else { return false }
      let span = Int(nodes[candidate].keyStart)..<Int(nodes[candidate].keyEnd)
      if isPlain(span) { return bytes[content(span)].elementsEqual(key) }
      return TOMLText.decoded(Array(bytes[span])[...]).utf8.elementsEqual(key)
    }
    return (node, hash)
  }

  /// Whether the key means exactly its bytes, but for its quotes.
  private func isPlain(_ span: Range<Int>) -> Bool {
    bytes[span.lowerBound] != UInt8(ascii: "\"") || !bytes[span].contains(UInt8(ascii: "\\"))
  }

  private func content(_ span: Range<Int>) -> Range<Int> {
    let isQuoted = bytes[span.lowerBound] == UInt8(ascii: "\"") || bytes[span.lowerBound] == UInt8(ascii: "'")
    return isQuoted ? (span.lowerBound + 1)..<(span.upperBound - 1) : span
  }

  func text(_ span: Range<Int>) -> String { String(decoding: bytes[span], as: UTF8.self) }

  /// The line of an earlier node, for messages.
  func line(of node: Int) -> Int {
    let offset = nodes[node].keyStart
    return lineStarts.lastIndex { $0 <= offset }.map { $0 + 1 } ?? 1
  }
}
