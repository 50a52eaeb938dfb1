// Where in the text a change has to go, for each way in which an entry can be written: under a header of its own,
// with dotted keys, or as an inline table.

extension PlanEditor {
  /// The bytes of a value that another may take the place of.
  func replaceable(_ node: Int) throws(PlanEditError) -> Range<Int> {
    let key = document.key(node)
    guard document.nodes[node].origin == .value else {
      throw .refused("\"\(key)\" is written as a table of its own; set its keys, such as \"\(key).…\"")
    }
    if document.nodes[node].kind == .array, hasComment(in: node) {
      throw .refused("the list of \"\(key)\" has comments in it that would be lost; change it with an editor")
    }
    return document.valueSpan(node)
  }

  private func hasComment(in array: Int) -> Bool {
    var end = Int(document.nodes[array].start)
    for child in document.children(array) {
      if document.bytes[end..<Int(document.nodes[child].start)].contains(UInt8(ascii: "#")) { return true }
      if document.nodes[child].kind == .array, hasComment(in: child) { return true }
      end = Int(document.nodes[child].end)
    }
    return document.bytes[end..<Int(document.nodes[array].end)].contains(UInt8(ascii: "#"))
  }

  /// Where a new key of a table goes: behind its last one, in the form the table is written in.
  func insertion(of field: PlanField, into table: Int) throws(PlanEditError) -> (Range<Int>, String) {
    let lines = TextLines(text)
    let node = document.nodes[table]
    switch node.origin {
    case .header:
      let section = document.sections[Int(node.section)]
      let last = Int(section.lastValueEnd)
      let end = lines.end(of: last)
      // The first line of the last value has the indentation; a header without values lends its own.
      let model = lastStatement(inSectionOf: table) ?? Int(section.start)
      return (end..<end, lines.newline + lines.indentation(of: model) + field.toml)
    case .dotted:
      let first = Int(node.keyStart)
      let prefix = String(decoding: text[lines.start(of: first)..<Int(node.keyEnd)], as: UTF8.self)
      let end = lines.end(of: lastValueEnd(below: table))
      return (end..<end, "\(lines.newline)\(prefix).\(field.toml)")
    case .value:
      guard node.firstChild != 0 else { return (document.valueSpan(table), "{ \(field.toml) }") }
      let end = lastValueEnd(below: table)
      return (end..<end, ", \(field.toml)")
    case .implied, .tables:
      throw .refused("\(document.path(table).joined(separator: ".")) has no table of its own to add a key to")
    }
  }

  private func lastStatement(inSectionOf table: Int) -> Int? {
    let section = document.nodes[table].section
    return document.children(table)
      .filter {
        document.nodes[$0].section == section && [.value, .dotted].contains(document.nodes[$0].origin)
      }
      .map { Int(document.nodes[$0].keyStart) }.max()
  }

  /// The end of the last value that dotted keys or an inline table put below a node.
  private func lastValueEnd(below node: Int) -> Int {
    document.children(node).map { child in
      switch document.nodes[child].origin {
      case .value: Int(document.nodes[child].end)
      case .dotted: lastValueEnd(below: child)
      case .implied, .header, .tables: 0
      }
    }.max() ?? Int(document.nodes[node].end)
  }

  /// The ranges that make a value or table go away, merged and in order.
  func removal(of node: Int) throws(PlanEditError) -> [Range<Int>] {
    var merged: [Range<Int>] = []
    for range in try pieces(of: node).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged.map { TextLines(text).tidied($0) }
  }

  private func pieces(of node: Int) throws(PlanEditError) -> [Range<Int>] {
    switch document.nodes[node].origin {
    case .value:
      return [try isInline(node) ? inlinePair(node) : statement(node)]
    case .header:
      var pieces = [section(of: node)]
      for child in document.children(node) { pieces += try tablesBelow(child) }
      return pieces
    case .dotted, .implied, .tables:
      var pieces: [Range<Int>] = []
      for child in document.children(node) { pieces += try self.pieces(of: child) }
      return pieces
    }
  }

  /// The pieces with headers of their own at or below a child of a table whose own lines go anyway.
  private func tablesBelow(_ node: Int) throws(PlanEditError) -> [Range<Int>] {
    switch document.nodes[node].origin {
    case .value: return []
    case .header, .implied, .tables: return try pieces(of: node)
    case .dotted:
      var pieces: [Range<Int>] = []
      for child in document.children(node) { pieces += try tablesBelow(child) }
      return pieces
    }
  }

  private func isInline(_ node: Int) -> Bool {
    var parent = Int(document.nodes[node].parent)
    while document.nodes[parent].origin == .dotted { parent = Int(document.nodes[parent].parent) }
    return document.nodes[parent].origin == .value
  }

  /// Whole lines from the key to the end of the value, with the comment behind it.
  private func statement(_ node: Int) -> Range<Int> {
    let lines = TextLines(text)
    let found = document.nodes[node]
    return lines.start(of: Int(found.keyStart))..<lines.next(after: Int(found.end))
  }

  /// `key = value` in an inline table, with the comma that goes with it.
  private func inlinePair(_ node: Int) throws(PlanEditError) -> Range<Int> {
    let table = Int(document.nodes[node].parent)
    let siblings = Array(document.children(table))
    guard document.nodes[table].origin == .value, let index = siblings.firstIndex(of: node),
      siblings.allSatisfy({ document.nodes[$0].origin == .value })
    else {
      throw .refused(
        "\"\(document.key(node))\" is written with dotted keys in { … }; change it with an editor")
    }
    if index > 0 { return Int(document.nodes[siblings[index - 1]].end)..<Int(document.nodes[node].end) }
    if siblings.count > 1 {
      return Int(document.nodes[node].keyStart)..<Int(document.nodes[siblings[1]].keyStart)
    }
    return (Int(document.nodes[table].start) + 1)..<(Int(document.nodes[table].end) - 1)
  }

  /// The lines of a header with the comment directly above it, and what stands below it up to its last line.
  private func section(of node: Int) -> Range<Int> {
    let lines = TextLines(text)
    let index = Int(document.nodes[node].section)
    let section = document.sections[index]
    let before = lines.next(after: Int(document.sections[index - 1].lastValueEnd))
    var start = lines.start(of: Int(section.start))
    while start > before, lines.isComment(lines.start(of: start - 1)) { start = lines.start(of: start - 1) }

    let end = lines.next(after: Int(section.lastValueEnd))
    var below = end
    while below < text.count, lines.isComment(below) { below = lines.next(after: below) }
    // Comment lines that run into the next header are about that one.
    let nextHeader = index + 1 < document.sections.count ? Int(document.sections[index + 1].start) : nil
    let isAboutNext = nextHeader.map { lines.start(of: $0) == below } ?? false
    return start..<(isAboutNext ? end : below)
  }
}
