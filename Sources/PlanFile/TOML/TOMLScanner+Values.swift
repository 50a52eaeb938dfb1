extension TOMLScanner {
  /// Reads the value at the cursor into the arena, not yet linked to its parent.
  mutating func scanValue() throws(TOMLSyntaxError) -> Int {
    let start = at
    let node = nodes.count
    switch here {
    case UInt8(ascii: "\""):
      var text = TOMLNode(.string, .value)
      if byte(at + 1) == here, byte(at + 2) == here {
        try scanMultilineString(quote: here)
        text.needsDecoding = true
      } else {
        text.needsDecoding = try scanBasicString()
      }
      nodes.append(text)
    case UInt8(ascii: "'"):
      var text = TOMLNode(.string, .value)
      if byte(at + 1) == here, byte(at + 2) == here {
        try scanMultilineString(quote: here)
        text.needsDecoding = true
      } else {
        try scanLiteralString()
      }
      nodes.append(text)
    case UInt8(ascii: "["): try scanArray()
    case UInt8(ascii: "{"): try scanInlineTable()
    default: nodes.append(TOMLNode(try scanScalar(), .value))
    }
    nodes[node].start = Int32(start)
    nodes[node].end = Int32(at)
    return node
  }

  private mutating func scanArray() throws(TOMLSyntaxError) {
    try deepen()
    let start = at
    let array = nodes.count
    nodes.append(TOMLNode(.array, .value))
    at += 1
    while true {
      try skipLines()
      if here == UInt8(ascii: "]") { break }
      guard at < bytes.count else {
        throw TOMLSyntaxError(start, "the list that begins here is never closed with ]")
      }
      link(try scanValue(), to: array)
      try skipLines()
      if here == UInt8(ascii: ",") {
        at += 1
      } else if here != UInt8(ascii: "]") {
        guard at < bytes.count else {
          throw TOMLSyntaxError(start, "the list that begins here is never closed with ]")
        }
        throw TOMLSyntaxError(at, "expected a comma or ] in the list, found \(found())")
      }
    }
    at += 1
    depth -= 1
  }

  private mutating func scanInlineTable() throws(TOMLSyntaxError) {
    try deepen()
    let table = nodes.count
    nodes.append(TOMLNode(.table, .value))
    at += 1
    skipBlanks()
    if here == UInt8(ascii: "}") {
      at += 1
      depth -= 1
      return
    }
    while true {
      skipBlanks()
      if here == UInt8(ascii: "}") { throw TOMLSyntaxError(at, "a comma before } is not allowed") }
      try scanKeyValue(into: table)
      skipBlanks()
      if here == UInt8(ascii: "}") { break }
      guard here == UInt8(ascii: ",") else {
        throw TOMLSyntaxError(
          at, "expected a comma or } in the table, found \(found()); { … } has to be closed on its own line")
      }
      at += 1
    }
    at += 1
    depth -= 1
  }
}
