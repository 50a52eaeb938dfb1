public import Care

/// Changes single entries in the text of a plan file, and leaves every other byte as it is.
///
/// After each edit the text is scanned again and must mean what was meant before with just this one change; otherwise the edit is refused and the text stays what it was. Whether the plan is still a good one is for
/// the caller to ask of `PlanLoader`, over all files.
public struct PlanEditor: Sendable {
  /// The tables of a plan in which people stand.
  public enum PeopleSection: String, Sendable { case person, contact }

  /// The path shown in errors and in the diff.
  public let path: String
  /// The text with all edits so far.
  public private(set) var text: [UInt8]
  private let original: [UInt8]
  var document: TOMLDocument

  /// Throws when the file is not TOML.
  public init(_ file: SourceFile) throws(PlanEditError) {
    path = file.path
    text = file.text
    original = file.text
    document = try PlanEditor.scan(file.text, path: file.path)
  }

  /// Whether this file holds the entry.
  public func contains(_ id: EntryID) -> Bool { find(id) != nil }

  /// Whether this file holds the person or contact.
  public func contains(_ section: PeopleSection, _ id: String) -> Bool { find(section, id) != nil }

  /// Appends a table for a new entry at the end of the file, after a blank line.
  ///
  /// A table among the values is written inline.
  public mutating func add(_ kind: EntryKind, _ id: EntryID, _ fields: [PlanField]) throws(PlanEditError) {
    if let node = find(id) { throw .taken(id.text, line: line(of: node)) }
    try append(kind.rawValue, id.text, fields)
  }

  /// Appends a table for somebody new: a person, or a contact.
  public mutating func add(
    _ section: PeopleSection, _ id: String, _ fields: [PlanField]
  ) throws(PlanEditError) {
    if let node = find(section, id) { throw .taken("\(section).\(id)", line: line(of: node)) }
    try append(section.rawValue, id, fields)
  }

  private mutating func append(_ section: String, _ id: String, _ fields: [PlanField]) throws(PlanEditError) {
    if let node = document.child(TOMLDocument.root, section), document.nodes[node].origin == .value {
      throw .refused(
        "\"\(section)\" on line \(line(of: node)) is one closed table; write [\(section).…] headers instead")
    }
    let lines = TextLines(text)
    var added = lines.endsInNewline || text.isEmpty ? "" : lines.newline
    if !lines.lastLineIsBlank { added += lines.newline }
    added += "[\(section).\(id)]\(lines.newline)"
    for field in fields { added += field.toml + lines.newline }
    let intended = TOMLTree(document).setting([section, id], to: .table(PlanField.tree(fields)))
    try replace([(text.count..<text.count, added)], intended: intended)
  }

  func line(of node: Int) -> Int { document.position(Int(document.nodes[node].keyStart)).line }

  /// Changes the value of one key of an entry, adds the key after the entry's last one, or with nil removes it.
  ///
  /// A key with a dot (`approval.status`) is one of a table inside the entry; the table is added where it is missing.
  /// Removing a key removes its lines with the comment at their end; comments above stay.
  public mutating func set(_ id: EntryID, _ key: String, to value: PlanValue?) throws(PlanEditError) {
    guard let entry = find(id) else { throw .noEntry(id) }
    try set(inTable: entry, named: id.text, key, to: value)
  }

  /// The same for a key of a person or contact: `role`, `day.breakfast`.
  public mutating func set(
    _ section: PeopleSection, _ id: String, _ key: String, to value: PlanValue?
  ) throws(PlanEditError) {
    guard let table = find(section, id) else { throw .refused("there is no \(section) \(id) in this file") }
    try set(inTable: table, named: "\(section).\(id)", key, to: value)
  }

  private mutating func set(
    inTable entry: Int, named name: String, _ key: String, to value: PlanValue?
  ) throws(PlanEditError) {
    let keys = key.split(separator: ".").map(String.init)
    guard let last = keys.last else { throw .noKey(key, name) }
    let intended = TOMLTree(document).setting(document.path(entry) + keys, to: value?.tree)

    var table = entry
    for (index, part) in keys.dropLast().enumerated() {
      guard let child = document.child(table, part), document.nodes[child].kind == .table else {
        guard let value else { throw .noKey(key, name) }
        guard document.child(table, part) == nil else {
          throw .refused("\"\(part)\" of \(name) is not a table")
        }
        let nested = keys[(index + 1)...].reversed().reduce(value) { .table([PlanField($1, $0)]) }
        try replace([insertion(of: PlanField(part, nested), into: table)], intended: intended)
        return
      }
      table = child
    }
    let node = document.child(table, last)
    guard let value else {
      guard let node else { throw .noKey(key, name) }
      try replace(removal(of: node).map { ($0, "") }, intended: intended)
      return
    }
    guard let node else {
      try replace([insertion(of: PlanField(last, value), into: table)], intended: intended)
      return
    }
    try replace([(try replaceable(node), value.toml)], intended: intended)
  }

  /// Removes an entry: its table, the tables below it, and the comment lines that stand directly above their headers.
  ///
  /// A comment that a blank line divides from the header stays, and so does one that stands directly above the
  /// next header.
  public mutating func remove(_ id: EntryID) throws(PlanEditError) {
    guard let entry = find(id) else { throw .noEntry(id) }
    let intended = TOMLTree(document).setting(document.path(entry), to: nil)
    try replace(removal(of: entry).map { ($0, "") }, intended: intended)
  }

  /// What all the edits together changed, as a unified diff; empty when nothing did.
  public func diff() -> String { UnifiedDiff(from: original, to: text, path: path).text }

  /// The node of an entry's table.
  func find(_ id: EntryID) -> Int? {
    for kind in EntryKind.written {
      guard let section = document.child(TOMLDocument.root, kind.rawValue),
        document.nodes[section].kind == .table
      else { continue }
      if let entry = document.child(section, id.text), document.nodes[entry].kind == .table { return entry }
    }
    return nil
  }

  private func find(_ section: PeopleSection, _ id: String) -> Int? {
    document.child(TOMLDocument.root, section.rawValue).flatMap { document.child($0, id) }
  }

  /// Puts texts in place of byte ranges that do not overlap, if the result means what is intended.
  mutating func replace(
    _ changes: [(Range<Int>, String)], intended: TOMLTree
  ) throws(PlanEditError) {
    var candidate = text
    for (range, replacement) in changes.sorted(by: { $0.0.lowerBound > $1.0.lowerBound }) {
      candidate.replaceSubrange(range, with: Array(replacement.utf8))
    }
    let scanned: TOMLDocument
    do {
      scanned = try PlanEditor.scan(candidate, path: path)
    } catch {
      throw .refused(
        "this file is written in a way that the change would break (\(error)); nothing was changed")
    }
    guard TOMLTree(scanned).pruned == intended.pruned else {
      throw .refused("the change would alter more of this file than was asked; nothing was changed")
    }
    text = candidate
    document = scanned
  }

  private static func scan(_ text: [UInt8], path: String) throws(PlanEditError) -> TOMLDocument {
    let scanned = ScannedFiles([SourceFile(path: path, text: text)])
    guard let document = scanned.documents[0], scanned.log.isEmpty else {
      let fallback = Diagnostic(file: path, line: 1, column: 1, message: "the file cannot be read")
      throw .unreadable(scanned.diagnostics().first ?? fallback)
    }
    return document
  }
}
