import GRDB

extension Ledger {
  /// What SQLite finds wrong with the file; empty when it is sound.
  ///
  /// Pages, indexes, constraints and references are looked at, all of them.
  public func integrityProblems() throws -> [String] {
    try read { ledger in
      let pages = try String.fetchAll(ledger.database, sql: "PRAGMA integrity_check")
      let references = try Row.fetchAll(ledger.database, sql: "PRAGMA foreign_key_check").map {
        "a row of \($0["table"] as String) refers to one of \($0["parent"] as String) that is not there"
      }
      return pages.filter { $0 != "ok" } + references
    }
  }

  /// Where the derived tables say something else than the events they are derived from; empty when they agree.
  ///
  /// Reads every event: seconds for a ledger of many years.
  public func verifyDerived() throws -> [DerivedDifference] {
    try read { try DerivedDifference.all(in: $0, against: try Replay($0)) }
  }

  /// Derives every row anew from the events, which are only read, and returns what was different.
  @discardableResult
  public func rebuild() throws -> [DerivedDifference] {
    try write { database in
      let ledger = LedgerReader(database)
      let replay = try Replay(ledger)
      let differences = try DerivedDifference.all(in: ledger, against: replay)
      try database.execute(sql: "DELETE FROM occurrence; DELETE FROM pause;")
      for occurrence in replay.occurrences.values { try OccurrenceRow.insert(occurrence, into: database) }
      for (entry, pause) in replay.pauses { try PauseRow.store(pause, of: entry, into: database) }
      try HouseholdRow.store(replay.household, into: database)
      try MetaRow.rowsWritten.store(replay.rowsWritten, into: database)
      // A running tendd keeps rows in memory.
      try MetaRow.rebuilds.store(try ledger.rebuilds() + 1, into: database)
      return differences
    }
  }
}
