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
      // What finds the nearest known key, and whoever reads the message, wants words.
      guard at - start <= TOMLScanner.longestKey else {
        throw TOMLSyntaxError(start, "a key of more than \(TOMLScanner.longestKey) bytes")
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

  /// The child of a table that has the key written at `span`.
  func lookUp(_ span: Range<Int>, in table: Int) -> Int? {
    // Closures would copy the scanner, once for each key of the file.
    if let key = plainKey(span.lowerBound, span.upperBound) { return find(key, in: table) }
    return decodedKey(span).withUnsafeBufferPointer { find($0, in: table) }
  }

  private func find(_ key: UnsafeBufferPointer<UInt8>, in table: Int) -> Int? {
    guard nodes[table].childCount <= KeyIndex.smallTable else {
      return index.find(KeyIndex.hash(parent: table, key: key)) { node in
        Int(nodes[node].parent) == table && isKey(key, of: node)
      }
    }
    var child = Int(nodes[table].firstChild)
    while child != 0, !isKey(key, of: child) { child = Int(nodes[child].next) }
    return child == 0 ? nil : child
  }

  /// Makes a new child of a large table findable; the first such takes those before it along.
  mutating func indexKey(of node: Int, in table: Int) {
    let count = nodes[table].childCount
    guard count > KeyIndex.smallTable else { return }
    var child = count == KeyIndex.smallTable + 1 ? Int(nodes[table].firstChild) : node
    while child != 0 {
      let (start, end) = (Int(nodes[child].keyStart), Int(nodes[child].keyEnd))
      let hash: UInt32
      if let key = plainKey(start, end) {
        hash = KeyIndex.hash(parent: table, key: key)
      } else {
        hash = decodedKey(start..<end).withUnsafeBufferPointer { KeyIndex.hash(parent: table, key: $0) }
      }
      index.insert(hash, node: child)
      child = Int(nodes[child].next)
    }
  }

  private func isKey(_ key: UnsafeBufferPointer<UInt8>, of node: Int) -> Bool {
    let (start, end) = (Int(nodes[node].keyStart), Int(nodes[node].keyEnd))
    guard let other = plainKey(start, end) else { return decodedKey(start..<end).elementsEqual(key) }
    guard other.count == key.count else { return false }
    for offset in 0..<key.count where other[offset] != key[offset] { return false }
    return true
  }

  /// The bytes a key means where they are just those written, but for quotes; nil for a key with escapes.
  private func plainKey(_ start: Int, _ end: Int) -> UnsafeBufferPointer<UInt8>? {
    let written = UnsafeBufferPointer(rebasing: bytes[start..<end])
    guard let first = written.first, !TOMLScanner.isBare(first) else { return written }
    if first == UInt8(ascii: "\""), written.contains(UInt8(ascii: "\\")) { return nil }
    return UnsafeBufferPointer(rebasing: written.dropFirst().dropLast())
  }

  private func decodedKey(_ span: Range<Int>) -> [UInt8] {
    Array(TOMLText.decoded(Array(bytes[span])[...]).utf8)
  }

  func text(_ span: Range<Int>) -> String { String(decoding: bytes[span], as: UTF8.self) }

  /// The line of an earlier node, for messages.
  func line(of node: Int) -> Int {
    let offset = nodes[node].keyStart
    return lineStarts.lastIndex { $0 <= offset }.map { $0 + 1 } ?? 1
  }
}
