import Almanac
import Care

extension PlanReader {
  private typealias Found = (kind: EntryKind, node: Int)

  func readEntries() {
    var count = 0
    for reader in readers {
      let found = entryTables(reader)
      entries.reserveCapacity(entries.count + found.count)
      sources.indices.reserveCapacity(sources.indices.count + found.count)
      for (kind, node) in found {
        count += 1
        guard count <= PlanLoader.mostEntries else {
          reader.error(
            key: node,
            "the plan has more than \(PlanLoader.mostEntries) entries, the most that are read; "
              + "the rest was not checked")
          return
        }
        guard let entry = entry(kind, node, reader) else { continue }
        if let tie { ties.append((entries.count, tie)) }
        if let window { windows.append((entries.count, window)) }
        entries.append(entry)
      }
    }
    checkEntryReferences()
    checkRenamings()
    resolveTies()
    resolveWindows()
  }

  /// The tables of all kinds of entry in the order of the file.
  private func entryTables(_ reader: FieldReader) -> [Found] {
    var found: [Found] = []
    for kind in EntryKind.written {
      guard let section = reader.document.child(TOMLDocument.root, kind.rawValue) else { continue }
      for table in reader.tables(in: section, "[\(kind.rawValue).some-name]") { found.append((kind, table)) }
    }
    let nodes = reader.document.nodes
    found.sort { nodes[$0.node].keyStart < nodes[$1.node].keyStart }
    return found
  }

  private func entry(_ kind: EntryKind, _ table: Int, _ reader: FieldReader) -> Entry? {
    let mistakes = reader.log.count
    let id = entryID(table, reader)
    guard let vocabulary = Vocabulary.entry(kind) else { return nil }
    for index in slots.indices { slots[index] = 0 }
    dosedTimes = []
    tie = nil
    window = nil
    for node in reader.document.children(table) {
      if let field = vocabulary.table[reader.document.bytes[reader.document.keySpan(node)]] {
        slots[field.rawValue] = node
        continue
      }
      // Not a field, or one whose key is in quotes.
      let key = reader.document.key(node)
      if let field = vocabulary.fields[key] {
        slots[field.rawValue] = node
      } else {
        unknownKey(key, node, in: table, kind, vocabulary, reader)
      }
    }

    let person = node(.person).flatMap { reference($0, to: "person", reader) }
    let name = self.name(of: kind, table, reader)
    let zone = node(.zone).flatMap { self.zone($0, reader) }
    let importance = node(.importance).flatMap { reader.choice($0, Importance.self) }
    let early = node(.early).flatMap {
      reader.span($0, example: "1h", in: TimeSpan.seconds(0)...TimeSpan.days(7))
    }
    let windows = self.windows(reader)
    let ladder = self.ladder(importance, reader)
    if kind == .appointment { windowed(table, reader) }
    let after = node(.after).flatMap { self.after($0, of: table, reader) }
    let timing =
      node(.after) != nil
      ? datesOfFollower(reader)
      : node(.asNeeded) == nil
        ? self.timing(table, kind, person: person, reader) : datesAsNeeded(reader)
    let links = node(.links).map(reader.links) ?? []
    let silences = node(.silence).map { self.silences($0, reader) } ?? []
    let detail = self.detail(of: kind, table, person: person, reader)
    guard let id, let name, var timing, let detail, node(.after) == nil || after != nil else { return nil }
    timing.end(with: detail)
    if timing.isCourse, reader.log.count == mistakes { checkMeaning(timing, person: person, table, reader) }
    return Entry(
      id: id, person: person, name: name, timing: timing, zone: zone, importance: importance, early: early,
      lateAfter: windows.late, missedAfter: windows.missed, ladder: ladder, detail: detail,
      silences: silences, after: after, renamedFrom: renamedFrom(of: id, reader), links: links)
  }

  /// Where the entry being read says something about a field.
  func node(_ field: Field) -> Int? {
    let node = slots[field.rawValue]
    return node == 0 ? nil : node
  }

  /// The id of an entry's table, put on the map; nil and reported when it cannot be one or is taken.
  private func entryID(_ table: Int, _ reader: FieldReader) -> EntryID? {
    let text = reader.document.key(table)
    guard let id = EntryID(text), id.parent == nil else {
      guard EntryID.isWellFormed(text) else {
        badID(text, table, reader)
        return nil
      }
      reader.error(
        key: table,
        "\"\(text)\" cannot be an id; it looks like the short id of an occurrence (a letter, a digit, then others)",
        suggestion: EntryID.suggested(for: text, taken: []).text)
      return nil
    }
    let offset = reader.place(of: table)
    let (line, column) = reader.document.position(offset)
    let location = SourceLocation(
      file: scanned.files[reader.file].path, line: line, column: column,
      bytes: reader.document.region(ofTable: table))
    if let index = sources.indices.updateValue(sources.locations.count, forKey: text) {
      sources.indices[text] = index
      let other = sources.locations[index].place
      reader.error(
        key: table, "\(reader.label(table)) has the id of an entry at \(other); every id is used once")
      return nil
    }
    sources.locations.append(location)
    return id
  }

  private func unknownKey(
    _ key: String, _ node: Int, in table: Int, _ kind: EntryKind, _ vocabulary: Vocabulary,
    _ reader: FieldReader
  ) {
    let owners = EntryKind.written.filter { Vocabulary.entry($0)?.fields[key] != nil }.map(\.rawValue)
    // The name of a thing is called differently for different kinds; that is a slip, not another kind's key.
    let twin: [String: String] = kind == .appointment ? ["name": "title"] : ["title": "name"]
    if let meant = twin[key] {
      reader.error(key: node, "unknown key \(reader.name(node)) in \(reader.label(table))", suggestion: meant)
      return
    }
    guard owners.isEmpty else {
      reader.error(
        key: node,
        "unknown key \(reader.name(node)) in \(reader.label(table)); it is a key of \(owners.joined(separator: " and "))"
      )
      return
    }
    reader.unknownKey(node, in: table, valid: vocabulary.fields.keys)
  }

  private func name(of kind: EntryKind, _ table: Int, _ reader: FieldReader) -> String? {
    let field: Field = kind == .appointment ? .title : .name
    let example =
      switch kind {
      case .medication: "Midostaurin"
      case .appointment: "Hematology clinic"
      case .activity: "Gentle yoga"
      case .checkIn: "Evening check-in"
      case .step: ""
      }
    if let node = node(field) { return reader.text(node, example: example) }
    if kind == .checkIn { return checkInName(reader.document.key(table)) }
    reader.error(
      key: table, "\(reader.label(table)) has no \(field.key); write \(field.key) = \"\(example)\"")
    return nil
  }

  /// `morning-weight` → `Morning weight check-in`.
  private func checkInName(_ id: String) -> String {
    let words = String(decoding: id.utf8.map { $0 == UInt8(ascii: "-") ? 0x20 : $0 }, as: UTF8.self)
    guard words != "check in" else { return "Check-in" }
    let capital = words.prefix(1).uppercased() + words.dropFirst()
    return capital.hasSuffix(" check in") ? capital.dropLast(8) + "check-in" : capital + " check-in"
  }

  /// Where the entry says otherwise than the settings.
  private func ladder(_ importance: Importance?, _ reader: FieldReader) -> Ladder {
    var ladder = Ladder()
    if let node = node(.catchUp) { ladder.catchUp = reader.catchUp(node, importance) }
    if let node = node(.repeats) { reader.repeats(node, into: &ladder) }
    if let node = node(.escalate) {
      ladder.escalate = reader.escalation(
        node, contact: { reference($0, $1, to: "contact", reader) }, channel: { reader.channel($0, $1) })
    }
    return ladder
  }

  private func windows(_ reader: FieldReader) -> (late: TimeSpan?, missed: TimeSpan?) {
    let late = node(.lateAfter).flatMap {
      reader.span($0, example: "30m", in: TimeSpan.seconds(0)...TimeSpan.days(7))
    }
    let missed = node(.missedAfter).flatMap {
      reader.span($0, example: "4h", in: TimeSpan.seconds(1)...TimeSpan.days(7))
    }
    if let late, let missed, missed <= late, let node = node(.missedAfter) {
      reader.error(value: node, "\"missed-after\" (\(missed)) has to be longer than \"late-after\" (\(late))")
    }
    return (late, missed)
  }
}

extension TimeSpan {
  static func seconds(_ count: Int64) -> TimeSpan { TimeSpan(seconds: count) }
}
