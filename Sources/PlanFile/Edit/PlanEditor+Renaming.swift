public import Care

extension PlanEditor {
  /// Gives an entry another id where this file holds it, and lets the places that name it say the new one.
  ///
  /// Headers, dotted keys and inline tables keep their form, and everything else its bytes.
  ///
  /// - Parameter uses: The bytes of the values that name the entry in this file as it is now.
  public mutating func rename(
    _ old: EntryID, to new: EntryID, uses: [Range<Int>]
  ) throws(PlanEditError) {
    if let node = find(new) { throw .taken(new.text, line: line(of: node)) }
    let entry = find(old)
    var changes = uses.map { ($0, TOMLWriter.text(new.text)) }
    if let entry { changes += keySpans(of: entry).map { ($0, new.text) } }
    let starts = Set(uses.map(\.lowerBound))
    try replace(changes, intended: tree(TOMLDocument.root, renaming: entry, to: new.text, uses: starts))
  }

  /// What the file is to mean afterwards.
  private func tree(_ node: Int, renaming entry: Int?, to new: String, uses: Set<Int>) -> TOMLTree {
    func below(_ child: Int) -> TOMLTree { tree(child, renaming: entry, to: new, uses: uses) }
    switch document.nodes[node].kind {
    case .table:
      var table: [String: TOMLTree] = [:]
      for child in document.children(node) {
        table[child == entry ? new : document.key(child)] = below(child)
      }
      return .table(table)
    case .array: return .array(document.children(node).map(below))
    case .string where uses.contains(Int(document.nodes[node].start)): return .string(new)
    default: return TOMLTree(document, node)
    }
  }

  /// Every place where the id of an entry is written as a part of a key.
  private func keySpans(of entry: Int) -> [Range<Int>] {
    let path = document.path(entry)
    var spans: Set<Range<Int>> = [document.keySpan(entry)]
    for (index, section) in document.sections.enumerated() {
      let header = index == 0 ? [] : KeyParts(text, from: Int(section.start)).spans
      let words = header.map(word)
      if words.starts(with: path) {
        spans.insert(header[path.count - 1])
      } else if words.count < path.count, path.starts(with: words) {
        for start in statements(below: entry, in: index) {
          let parts = KeyParts(text, from: start).spans
          let rest = path.dropFirst(words.count)
          if parts.map(word).starts(with: rest) { spans.insert(parts[rest.count - 1]) }
        }
      }
    }
    return Array(spans)
  }

  /// Where the lines begin on which a section says something of a table with dotted keys.
  private func statements(below node: Int, in section: Int) -> Set<Int> {
    let lines = TextLines(text)
    var starts: Set<Int> = []
    for child in document.children(node) {
      switch document.nodes[child].origin {
      case .value where document.nodes[child].section == section:
        starts.insert(lines.start(of: Int(document.nodes[child].keyStart)))
      case .dotted: starts.formUnion(statements(below: child, in: section))
      default: break
      }
    }
    return starts
  }

  private func word(_ span: Range<Int>) -> String {
    let first = text[span.lowerBound]
    guard first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") else {
      return String(decoding: text[span], as: UTF8.self)
    }
    return TOMLText.decoded(text[span])
  }
}

/// The parts of a dotted key in a text that was scanned before, from a line or a header on.
private struct KeyParts {
  private(set) var spans: [Range<Int>] = []

  init(_ text: [UInt8], from start: Int) {
    var at = start
    let blanks: Set = [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "[")]
    while at < text.count {
      while at < text.count, blanks.contains(text[at]) { at += 1 }
      guard at < text.count else { return }
      let begin = at
      if let quote = [UInt8(ascii: "\""), UInt8(ascii: "'")].first(where: { $0 == text[begin] }) {
        at += 1
        while at < text.count, text[at] != quote {
          at += quote == UInt8(ascii: "\"") && text[at] == UInt8(ascii: "\\") ? 2 : 1
        }
        at += 1
      } else {
        while at < text.count, TOMLScanner.isBare(text[at]) { at += 1 }
      }
      guard at > begin, at <= text.count else { return }
      spans.append(begin..<at)
      while at < text.count, text[at] == UInt8(ascii: " ") || text[at] == UInt8(ascii: "\t") { at += 1 }
      guard at < text.count, text[at] == UInt8(ascii: ".") else { return }
      at += 1
    }
  }
}
