import GRDB

/// How a connection is set up, and what is checked of the file behind it.
enum Connection {
  static func open(_ path: String, _ access: Ledger.Access, busyTimeout: Double) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.label = "tend.ledger"
    configuration.busyMode = .timeout(busyTimeout)
    configuration.readonly = access == .readOnly
    // GRDB's own `.wal` would set synchronous to NORMAL afterwards, so the journal mode is ours to set.
    configuration.prepareDatabase { database in
      if access == .readWrite {
        try set("journal_mode", to: "wal", in: database)
        try set("synchronous", to: "2", spelled: "FULL", in: database)
      }
      try set("trusted_schema", to: "0", spelled: "OFF", in: database)
    }
    do {
      return try DatabaseQueue(path: path, configuration: configuration)
    } catch let error as DatabaseError where access == .readOnly && error.isAboutSideFiles {
      return try openImmutable(path, configuration, after: error)
    }
  }

  /// Keeps a queue whose file is closed for the rest of the process.
  ///
  /// Letting go of one starts Dispatch's threads, which costs a short-lived `tend` more than it is worth, and whose
  /// monitor would wake an idle tendd once a second. A process opens one or two in its life.
  static func keep(_ queue: DatabaseQueue) { _ = Unmanaged.passRetained(queue) }

  /// Reads the main file alone, which is right only while the write-ahead log holds nothing.
  private static func openImmutable(
    _ path: String, _ configuration: Configuration, after error: DatabaseError
  ) throws -> DatabaseQueue {
    guard LedgerFile(path).walIsEmpty else {
      throw LedgerError.readOnly(
        detail: "\(path)-wal holds what was recorded last, and cannot be read without writing \(path)-shm")
    }
    do {
      return try DatabaseQueue(path: "file:\(percentEncoded(path))?immutable=1", configuration: configuration)
    } catch let second as DatabaseError where second.resultCode == .SQLITE_CANTOPEN {
      // An SQLite built without SQLITE_USE_URI takes it for the name of a file.
      throw error
    }
  }

  static func checkVersion(_ database: Database) throws {
    let found = try version(database)
    if found > Schema.version {
      throw LedgerError.newerVersion(
        detail: "its schema is version \(found), this Tend knows \(Schema.version)")
    }
    if found < Schema.version { throw LedgerError.olderVersion(found: found, known: Schema.version) }
  }

  /// Checks that the file is a ledger this Tend knows, and migrates an older one where that is allowed.
  static func bringUpToDate(_ database: Database, path: String, mayMigrate: Bool) throws {
    let application = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    guard application == Schema.applicationID else { throw LedgerError.foreign(path: path) }
    let found = try version(database)
    guard mayMigrate, found < Schema.version else { return try checkVersion(database) }
    try database.inTransaction(.immediate) {
      // Another process may have been first.
      try Schema.migrate(database, from: try version(database))
      return .commit
    }
  }

  static func version(_ database: Database) throws -> Int {
    try Int.fetchOne(database.cachedStatement(sql: "PRAGMA user_version")) ?? 0
  }

  /// Sets a pragma and reads it back: SQLite ignores what it does not know or cannot do.
  private static func set(
    _ pragma: String, to expected: String, spelled value: String? = nil, in database: Database
  ) throws {
    try database.execute(sql: "PRAGMA \(pragma) = \(value ?? expected)")
    let found = try String.fetchOne(database, sql: "PRAGMA \(pragma)")
    guard found == expected else {
      throw LedgerError.failed(
        detail: "SQLite keeps \(pragma) at \(found ?? "nothing") instead of \(expected)")
    }
  }

  private static func percentEncoded(_ path: String) -> String {
    path.utf8.map { byte in
      let isPlain =
        byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "%") && byte != UInt8(ascii: "?")
        && byte != UInt8(ascii: "#")
      return isPlain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}

extension DatabaseError {
  /// The write-ahead log or its index could not be made or opened.
  fileprivate var isAboutSideFiles: Bool {
    switch resultCode {
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_FULL, .SQLITE_IOERR: true
    default: false
    }
  }
}
