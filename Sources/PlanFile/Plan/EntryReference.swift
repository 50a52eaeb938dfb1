import Care

/// The id of another entry, where an entry names one.
struct EntryReference {
  /// The entry that names it.
  let from: String
  let id: EntryID
  let node: Int
  let reader: FieldReader
}

extension PlanReader {
  /// The id of another medication in a list or a table of the entry being read; whether there is one is found out once
  /// all are read.
  func medicationReference(_ text: String, _ node: Int, of entry: Int, _ reader: FieldReader) -> EntryID? {
    let own = reader.document.key(entry)
    guard let id = EntryID(text), id.parent == nil else {
      reader.error(
        value: node, "\"\(text)\" is not the id of an entry",
        suggestion: EntryID.suggested(for: text, taken: []).text)
      return nil
    }
    guard text != own else {
      reader.error(value: node, "\(reader.name(node)) names the entry itself")
      return nil
    }
    entryReferences.append(EntryReference(from: own, id: id, node: node, reader: reader))
    return id
  }

  /// Reports ids that no medication has.
  func checkEntryReferences() {
    guard !entryReferences.isEmpty, scanned.allAreTOML else { return }
    let kinds = Dictionary(entries.map { ($0.id, $0.kind) }) { first, _ in first }
    for reference in entryReferences {
      let (id, reader) = (reference.id, reference.reader)
      switch kinds[id] {
      case .medication?: continue
      case let kind?:
        reader.error(value: reference.node, "\"\(id)\" is \(kind.withArticle), not a medication")
      // One that could not be read is reported already.
      case nil where sources.indices[id.text] != nil: continue
      case nil:
        let known = entries.filter { $0.kind == .medication && $0.id.text != reference.from }.map(\.id.text)
        reader.error(
          value: reference.node, "there is no entry \"\(id)\" in the plan",
          suggestion: Nearest.match(id.text, among: known))
      }
    }
  }
}

extension EntryKind {
  fileprivate var withArticle: String {
    switch self {
    case .appointment, .activity: "an \(rawValue)"
    case .medication, .checkIn, .step: "a \(rawValue)"
    }
  }
}
