/// A TOML 1.0 text as a tree in which every part knows where it stands.
struct TOMLDocument: Sendable {
  let bytes: [UInt8]
  let nodes: [TOMLNode]
  let sections: [TOMLSection]
  /// The offset of the first byte of each line.
  let lineStarts: [Int32]

  static let root = 0

  /// The children of a table or array, in the order they were first written.
  func children(_ node: Int) -> Children { Children(document: self, upcoming: nodes[node].firstChild) }

  struct Children: Sequence, IteratorProtocol {
    let document: TOMLDocument
    var upcoming: Int32

    mutating func next() -> Int? {
      guard upcoming != 0 else { return nil }
      let node = Int(upcoming)
      upcoming = document.nodes[node].next
      return node
    }
  }

  func child(_ node: Int, _ key: String) -> Int? {
    children(node).first { self.key($0) == key }
  }

  func keySpan(_ node: Int) -> Range<Int> { Int(nodes[node].keyStart)..<Int(nodes[node].keyEnd) }
  func valueSpan(_ node: Int) -> Range<Int> { Int(nodes[node].start)..<Int(nodes[node].end) }

  /// The key with quotes and escapes resolved; empty for the root and for array elements.
  func key(_ node: Int) -> String {
    let span = keySpan(node)
    guard let first = span.first, bytes[first] == UInt8(ascii: "\"") || bytes[first] == UInt8(ascii: "'")
    else {
      return String(decoding: bytes[span], as: UTF8.self)
    }
    return TOMLText.decoded(bytes[span])
  }

  /// The text of a string node, with quotes and escapes resolved.
  func string(_ node: Int) -> String {
    let span = valueSpan(node)
    guard nodes[node].needsDecoding else {
      return String(decoding: bytes[(span.lowerBound + 1)..<(span.upperBound - 1)], as: UTF8.self)
    }
    return TOMLText.decoded(bytes[span])
  }

  /// The node's value exactly as it is written.
  func raw(_ node: Int) -> String { String(decoding: bytes[valueSpan(node)], as: UTF8.self) }

  /// The number of an integer node, whose range the scanner has checked.
  func integer(_ node: Int) -> Int64 {
    let digits = raw(node).filter { $0 != "_" && $0 != "+" }
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where digits.hasPrefix(prefix) {
      return Int64(digits.dropFirst(2), radix: radix) ?? 0
    }
    return Int64(digits) ?? 0
  }

  /// Keys from the root to the node.
  func path(_ node: Int) -> [String] {
    var keys: [String] = []
    var node = node
    while node != TOMLDocument.root {
      if nodes[node].keyEnd > nodes[node].keyStart { keys.append(key(node)) }
      node = Int(nodes[node].parent)
    }
    return keys.reversed()
  }

  /// The bytes a table is written with: its header and own lines, its inline form, or its first dotted key.
  func region(ofTable node: Int) -> Range<Int> {
    switch nodes[node].origin {
    case .header:
      let section = sections[Int(nodes[node].section)]
      return Int(section.start)..<Int(section.lastValueEnd)
    case .value: return Int(nodes[node].keyStart)..<Int(nodes[node].end)
    case .implied, .dotted, .tables: return keySpan(node)
    }
  }

  /// Line and column of a byte, both from 1; the column counts Unicode scalars.
  func position(_ offset: Int) -> (line: Int, column: Int) {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
    }
    return (low + 1, TOMLText.column(of: offset, lineStart: Int(lineStarts[low]), in: bytes))
  }
}
