import GRDB

extension Ledger {
  /// Writes a complete copy, compacted and without side files, to a new file of mode 0600.
  ///
  /// Other processes may go on reading and writing; the copy is the ledger at one moment. It is at `path` only once
  /// it is complete and on disk. Nothing is overwritten: a file that is there is `refused`.
  public func backUp(to path: String) throws(LedgerError) {
    let draft = try LedgerFile.makeDraft(of: path)
    defer { LedgerFile.removeDraft(draft) }
    do {
      try queue.inDatabase { database in
        try Connection.checkVersion(database)
        try database.execute(sql: "VACUUM INTO ?", arguments: [draft])
      }
    } catch {
      throw LedgerError.from(error)
    }
    // SQLite does not sync what VACUUM INTO writes.
    try LedgerFile.sync(draft)
    guard try LedgerFile.place(draft, at: path) else { throw .refused(detail: "\(path) is there already") }
  }
}
