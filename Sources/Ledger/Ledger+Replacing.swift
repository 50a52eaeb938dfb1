public import Care
import GRDB

extension Ledger {
  /// Makes the ledger at `path`, complete with what it begins with, where none is; false where there is one.
  public static func make(at path: String, _ seed: LedgerSeed) throws(LedgerError) -> Bool {
    try LedgerFile(path).create(seed)
  }

  /// Gives a ledger that no tendd uses, complete and closed, another name; false where there is one of that name.
  public static func place(_ draft: String, at path: String) throws(LedgerError) -> Bool {
    defer { LedgerFile.removeDraft(draft) }
    try LedgerFile.sync(draft)
    return try LedgerFile.place(draft, at: path)
  }

  /// Removes a copy that was made on the way.
  public static func remove(draft path: String) {
    for file in [path] + LedgerFile(path).sideFiles { LedgerFile.removeDraft(file) }
  }

  /// Makes a copy of an older record go on from here: what was recorded since is lost, on purpose.
  ///
  /// Numbers of events, plans and rows go on after those that `live` gave out, so that whoever has read one of them is
  /// not told of another under the same number. Everything in the copy counts as told.
  public func begin(
    _ loss: RecordLoss, after live: SalvagedRecord, _ origin: EventOrigin, _ stamp: EventStamp
  ) throws {
    try write { database in
      let ledger = LedgerTransaction(database, origin, stamp)
      try ledger.setJournalCursor(try ledger.lastEventNumber())
      try Sequence.event.raise(to: live.lastEvent, in: database)
      if let plan = live.plan {
        try Sequence.planText.raise(to: plan.revision, in: database)
        _ = try ledger.keepPlan(files: plan.files, hash: plan.hash)
      }
      var loss = loss
      loss.skippedRows = max(0, live.rowsWritten - (try ledger.rowsWritten()))
      try ledger.append(NewEvent(.recordLost(loss)))
      // Also what was told already: it may have been answered since.
      let doubtful = try ledger.openOccurrences().filter {
        $0.facts.caution == nil && loss.castsDoubt(on: $0.facts)
      }
      try ledger.append(
        contentsOf: doubtful.map { occurrence in
          var facts = occurrence.facts
          facts.caution = .recordLost
          return NewEvent(occurrence: occurrence.id, entry: facts.key.entry, .rescheduled(facts))
        })
      try MetaRow.rebuilds.store(try ledger.rebuilds() + 1, into: database)
    }
  }

  /// Replaces everything in this ledger by what is in the one at `path`, of the same version, in one transaction: other
  /// processes, tendd among them, go on using the file and see the one or the other.
  ///
  /// - Parameter lastEvent: The newest event that was set aside before: where there is a newer one by now, nothing is
  ///   done and the error is `busy`.
  public func replaceContents(withThoseOf path: String, expecting lastEvent: Int64) throws {
    try attached(path) { database in
      guard try LedgerReader(database).lastEventNumber() == lastEvent else {
        throw LedgerError.busy(detail: "something was recorded just now")
      }
      try Ledger.copyTables(in: database)
    }
  }

  private func attached(_ path: String, _ body: (Database) throws -> Void) throws {
    try LedgerError.translating {
      try queue.inDatabase { try $0.execute(sql: "ATTACH DATABASE ? AS restored", arguments: [path]) }
      defer { try? queue.inDatabase { try $0.execute(sql: "DETACH DATABASE restored") } }
      // Tables go and come in any order; it cannot be set inside a transaction.
      try queue.inDatabase { try $0.execute(sql: "PRAGMA foreign_keys = OFF") }
      defer { try? queue.inDatabase { try $0.execute(sql: "PRAGMA foreign_keys = ON") } }
      try write(body)
    }
  }

  private static func copyTables(in database: Database) throws {
    func objects(_ schema: String, _ columns: String) throws -> [Row] {
      try Row.fetchAll(
        database, sql: "SELECT \(columns) FROM \(schema).sqlite_master WHERE name NOT GLOB 'sqlite_*'")
    }
    for row in try objects("main", "type, name") where row["type"] == "table" {
      try database.execute(sql: "DROP TABLE main.\(row["name"] as String)")
    }
    let restored = try objects("restored", "type, name, sql")
    let (tables, rest) = (
      restored.filter { $0["type"] == "table" }, restored.filter { $0["type"] != "table" }
    )
    for row in tables {
      let name: String = row["name"]
      try database.execute(sql: row["sql"])
      try database.execute(sql: "INSERT INTO main.\(name) SELECT * FROM restored.\(name)")
    }
    try database.execute(
      sql: """
        DELETE FROM main.sqlite_sequence;
        INSERT INTO main.sqlite_sequence SELECT * FROM restored.sqlite_sequence;
        """)
    // Last, so that no trigger looks at every row.
    for row in rest { try database.execute(sql: row["sql"]) }
  }
}
