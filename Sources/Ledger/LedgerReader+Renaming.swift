public import Care
import GRDB

extension LedgerReader {
  /// Every renaming of an entry.
  public func renamings() throws -> Renamings {
    if let knownRenamings { return knownRenamings }
    let select = try database.cachedStatement(
      sql: "SELECT \(EventRow.columns) FROM event WHERE kind = 'renamed' ORDER BY number")
    let found = Renamings(try Row.fetchAll(select).map(EventRow.event))
    knownRenamings = found
    return found
  }

  /// Whether anything was recorded of an entry, or of what is derived from it, that is of it still.
  public func hasHistory(of id: EntryID) throws -> Bool {
    for name in try renamings().names(of: id) {
      let select = try database.cachedStatement(
        sql: "SELECT number, entry FROM event WHERE entry = ?1 OR entry GLOB ?1 || '.*'")
      let rows = try Row.fetchCursor(select, arguments: [name.text])
      while let row = try rows.next() {
        let text: String = row[1]
        if let entry = EntryID(text), try renamings().present(entry, recordedAs: row[0]).written == id {
          return true
        }
      }
    }
    return false
  }

  /// The events of an entry that also meet a condition, oldest first, whatever it was called when they were recorded.
  func events(named id: EntryID, and condition: String = "TRUE") throws -> [RecordedEvent] {
    let renamings = try renamings()
    guard !renamings.isEmpty else {
      return try events("WHERE entry = ? AND \(condition) ORDER BY number", [id.text])
    }
    let names = renamings.names(of: id).map(\.text).sorted()
    return try events(
      "WHERE entry IN (SELECT value FROM json_each(?)) AND \(condition) ORDER BY number",
      [try Coding.text(names)]
    ).filter { $0.entry == id }
  }
}

extension DerivedFold {
  /// The rows of the entry, and of what is derived from it, under their new id.
  func renamed(_ renaming: Renaming, in ledger: LedgerTransaction) throws -> [Occurrence] {
    try ledger.occurrences(
      "WHERE entry = ?1 OR entry GLOB ?1 || '.*'", [renaming.from.text]
    ).map { $0.renamed(renaming) }
  }
}

extension LedgerTransaction {
  /// From when on the entry stands as it is written goes along as well.
  func renameSince(_ renaming: Renaming) throws {
    for (entry, since) in try entrySince() where entry.written == renaming.from {
      try setSince(nil, of: entry)
      try setSince(since, of: renaming.renamed(entry))
    }
  }
}
