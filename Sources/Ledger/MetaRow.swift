import GRDB

/// The numbers the ledger keeps beside its tables.
enum MetaRow: String {
  case lastProcessed, journalCursor, rowsWritten, rebuilds
  /// The newest event when tendd last evaluated the whole plan; none in a ledger of before.
  case evaluatedEvent

  func value(in database: Database) throws -> Int64? {
    try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT value FROM meta WHERE key = ?"), arguments: [rawValue])
  }

  func store(_ value: Int64, into database: Database) throws {
    try database.cachedStatement(sql: "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)")
      .execute(arguments: [rawValue, value])
  }
}
