extension TOMLScanner {
  /// `[a.b]` or `[[a.b]]`, up to its last bracket.
  mutating func scanHeader() throws(TOMLSyntaxError) {
    let start = at
    let isElement = byte(at + 1) == UInt8(ascii: "[")
    at += isElement ? 2 : 1
    skipBlanks()
    try scanKey()
    guard here == UInt8(ascii: "]"), !isElement || byte(at + 1) == UInt8(ascii: "]") else {
      throw TOMLSyntaxError(
        at, "expected \(isElement ? "]]" : "]") after the name of the table, found \(found())")
    }
    at += isElement ? 2 : 1
    let section = Int32(sections.count)
    sections.append(TOMLSection(node: 0, start: Int32(start), end: Int32(at), lastValueEnd: Int32(at)))

    var table = TOMLDocument.root
    for part in path.dropLast() { table = try enter(part, of: table) }
    let last = path[path.count - 1]
    current = isElement ? try openElement(last, of: table) : try openTable(last, of: table)
    nodes[current].section = section
    sections[Int(section)].node = Int32(current)
  }

  /// A table on the way to the one that a header names.
  private mutating func enter(_ part: Range<Int>, of table: Int) throws(TOMLSyntaxError) -> Int {
    guard let node = lookUp(part, in: table) else {
      return add(TOMLNode(.table, .implied), to: table, key: part)
    }
    switch (nodes[node].kind, nodes[node].origin) {
    case (.table, .value):
      throw TOMLSyntaxError(
        part.lowerBound,
        "\(text(part)) is a complete table on line \(line(of: node)); nothing can be added to it")
    case (.table, _): return node
    case (.array, .tables): return Int(nodes[node].lastChild)
    default:
      throw TOMLSyntaxError(
        part.lowerBound, "\(text(part)) is a value on line \(line(of: node)), not a table")
    }
  }

  private mutating func openTable(_ key: Range<Int>, of table: Int) throws(TOMLSyntaxError) -> Int {
    guard let node = lookUp(key, in: table) else {
      return add(TOMLNode(.table, .header), to: table, key: key)
    }
    guard nodes[node].kind == .table, nodes[node].origin == .implied else {
      throw TOMLSyntaxError(key.lowerBound, "\(text(key)) is already defined on line \(line(of: node))")
    }
    nodes[node].origin = .header
    nodes[node].keyStart = Int32(key.lowerBound)
    nodes[node].keyEnd = Int32(key.upperBound)
    return node
  }

  private mutating func openElement(_ key: Range<Int>, of table: Int) throws(TOMLSyntaxError) -> Int {
    let array = lookUp(key, in: table) ?? add(TOMLNode(.array, .tables), to: table, key: key)
    guard nodes[array].origin == .tables else {
      throw TOMLSyntaxError(key.lowerBound, "\(text(key)) is already defined on line \(line(of: array))")
    }
    nodes.append(TOMLNode(.table, .header))
    link(nodes.count - 1, to: array)
    return nodes.count - 1
  }

  /// Makes the tables that the parts of a dotted key but the last name, and sees that the last is new.
  mutating func openDottedKey(
    from table: Int
  ) throws(TOMLSyntaxError) -> (parent: Int, key: Range<Int>) {
    var table = table
    for part in path.dropLast() {
      guard let node = lookUp(part, in: table) else {
        table = add(TOMLNode(.table, .dotted), to: table, key: part)
        continue
      }
      guard nodes[node].origin == .dotted, Int(nodes[node].section) == sections.count - 1 else {
        throw TOMLSyntaxError(
          part.lowerBound,
          "\(text(part)) is already defined on line \(line(of: node)); a dotted key cannot add to it")
      }
      table = node
    }
    let key = path[path.count - 1]
    if let node = lookUp(key, in: table) {
      throw TOMLSyntaxError(key.lowerBound, "\(text(key)) is already defined on line \(line(of: node))")
    }
    return (table, key)
  }

  private mutating func add(_ node: TOMLNode, to parent: Int, key: Range<Int>) -> Int {
    nodes.append(node)
    attach(nodes.count - 1, to: parent, key: key)
    return nodes.count - 1
  }

  mutating func attach(_ node: Int, to parent: Int, key: Range<Int>) {
    nodes[node].keyStart = Int32(key.lowerBound)
    nodes[node].keyEnd = Int32(key.upperBound)
    link(node, to: parent)
    indexKey(of: node, in: parent)
  }

  mutating func link(_ node: Int, to parent: Int) {
    nodes[node].parent = Int32(parent)
    nodes[node].section = Int32(sections.count - 1)
    let last = Int(nodes[parent].lastChild)
    if last == 0 { nodes[parent].firstChild = Int32(node) } else { nodes[last].next = Int32(node) }
    nodes[parent].lastChild = Int32(node)
    nodes[parent].childCount += 1
  }
}
