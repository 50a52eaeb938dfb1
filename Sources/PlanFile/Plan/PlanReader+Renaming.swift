public import Care

// `renamed-from`: the id that an entry had before, from which its history goes along.

extension PlanReader {
  /// What the entry being read was called; whether that id is free is found out once all are read.
  func renamedFrom(of id: EntryID, _ reader: FieldReader) -> EntryID? {
    guard let node = node(.renamedFrom), let text = reader.text(node, example: "prednison")
    else { return nil }
    guard let former = EntryID(text), former.parent == nil else {
      reader.error(
        value: node, "\"\(text)\" is not the id of an entry",
        suggestion: EntryID.suggested(for: text, taken: []).text)
      return nil
    }
    guard former != id else {
      reader.error(value: node, "\(reader.name(node)) names the entry itself")
      return nil
    }
    renamings.append(EntryReference(from: id.text, id: former, node: node, reader: reader))
    return former
  }

  /// Reports former ids that an entry has, or that two of them say they had.
  func checkRenamings() {
    var heirs: [EntryID: String] = [:]
    for renaming in renamings {
      let (former, reader) = (renaming.id, renaming.reader)
      if sources.indices[former.text] != nil {
        reader.error(
          value: renaming.node,
          "\"\(former)\" is still in the plan; an entry takes its history along only from an id that is free")
      } else if let other = heirs.updateValue(renaming.from, forKey: former) {
        reader.error(value: renaming.node, "\"\(former)\" became \"\(other)\" already; it has one history")
      }
    }
  }
}

extension LoadedPlan {
  /// Where the plan names an entry in another one.
  public struct EntryUse: Hashable, Sendable {
    public var id: EntryID
    /// The path the caller gave.
    public var file: String
    /// The bytes of the value, with its quotes.
    public var bytes: Range<Int>
  }
}

extension PlanReader {
  /// Every place where an entry names another one.
  func entryUses() -> [LoadedPlan.EntryUse] {
    func use(_ id: EntryID, _ node: Int, _ reader: FieldReader) -> LoadedPlan.EntryUse {
      LoadedPlan.EntryUse(
        id: id, file: scanned.files[reader.file].path, bytes: reader.document.valueSpan(node))
    }
    return entryReferences.map { use($0.id, $0.node, $0.reader) }
      + ties.map { use($0.tie.other, $0.tie.node, $0.tie.reader) }
  }
}
