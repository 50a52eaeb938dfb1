import GRDB

extension Ledger {
  /// Writes a complete copy, compacted and without side files, to a new file of mode 0600.
  ///
  /// Other processes may go on reading and writing; the copy is the ledger at one moment. It is at `path` only once
  /// it is complete, checked and on disk. Nothing is overwritten: a file that is there is `refused`.
  ///
  /// A ledger that was deleted while it was open is copied all the same.
  public func backUp(to path: String) throws(LedgerError) {
    try LedgerCopy.write(queue, to: path) { try Connection.checkVersion($0) }
  }

  /// Brings everything that is in the write-ahead log into the file itself.
  public func checkpoint() throws(LedgerError) {
    do {
      _ = try queue.inDatabase { try Row.fetchOne($0, sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    } catch {
      throw LedgerError.from(error)
    }
  }
}

/// Copies of ledgers, of this version and of older ones.
public enum LedgerCopy {
  /// Copies the ledger at `source`, of this version or an older one, as it is.
  public static func make(of source: String, to path: String, busyTimeout: Double = 5) throws(LedgerError) {
    guard let status = try FileStatus.ifPresent(source) else { throw .missing(path: source) }
    guard status.isRegular, status.size > 0 else {
      throw .damaged(detail: "\(source) is \(status.isRegular ? "empty" : "not a file")")
    }
    let queue: DatabaseQueue
    do { queue = try Connection.open(source, .readOnly, busyTimeout: busyTimeout) } catch {
      throw .from(error)
    }
    defer {
      try? queue.close()
      Connection.keep(queue)
    }
    try write(queue, to: path) { database in
      let application = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
      guard application == Schema.applicationID else { throw LedgerError.foreign(path: source) }
      if try Connection.version(database) > Schema.version { try Connection.checkVersion(database) }
    }
  }

  /// What is wrong with the file at the path; nil where it is a sound ledger of this version or an older one.
  public static func problem(at path: String) -> LedgerError? {
    do {
      try LedgerFile(path).checkOwners()
      let queue = try Connection.open(path, .readOnly, busyTimeout: 1)
      defer {
        try? queue.close()
        Connection.keep(queue)
      }
      return try queue.inDatabase { database in
        let application = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        guard application == Schema.applicationID else { return .foreign(path: path) }
        if try Connection.version(database) > Schema.version { try Connection.checkVersion(database) }
        let found = try String.fetchOne(database, sql: "PRAGMA integrity_check(1)") ?? "ok"
        return found == "ok" ? nil : .damaged(detail: found)
      }
    } catch {
      return .from(error)
    }
  }

  fileprivate static func write(
    _ queue: DatabaseQueue, to path: String, _ check: (Database) throws -> Void
  ) throws(LedgerError) {
    let draft = try LedgerFile.makeDraft(of: path)
    defer { LedgerFile.removeDraft(draft) }
    do {
      try queue.inDatabase { database in
        try check(database)
        try database.execute(sql: "VACUUM INTO ?", arguments: [draft])
      }
    } catch {
      throw LedgerError.from(error)
    }
    // A copy that does not restore is none.
    if let problem = problem(at: draft) { throw problem }
    // SQLite does not sync what VACUUM INTO writes.
    try LedgerFile.sync(draft)
    guard try LedgerFile.place(draft, at: path) else { throw .refused(detail: "\(path) is there already") }
  }
}
