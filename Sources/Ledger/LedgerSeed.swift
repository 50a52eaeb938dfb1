public import Care
import GRDB

/// What a ledger begins with that takes the place of one that was lost.
public struct LedgerSeed: Sendable {
  /// Nil where nothing was lost.
  public var loss: RecordLoss?
  /// What could still be read of the lost one, or of its newest good copy.
  public var salvage: SalvagedRecord
  public var origin: EventOrigin
  public var stamp: EventStamp

  public init(
    loss: RecordLoss?, salvage: SalvagedRecord = SalvagedRecord(), origin: EventOrigin, stamp: EventStamp
  ) {
    self.loss = loss
    self.salvage = salvage
    self.origin = origin
    self.stamp = stamp
  }

  /// Makes the tables and writes what it knows, in one transaction.
  func plant(in database: Database) throws {
    try database.inTransaction(.immediate) {
      try Schema.migrate(database, from: 0)
      try Sequence.event.raise(to: salvage.lastEvent, in: database)
      let ledger = LedgerTransaction(database, origin, stamp)
      if let plan = salvage.plan { _ = try ledger.keepPlan(files: plan.files, hash: plan.hash) }
      for (entry, since) in salvage.since { try ledger.setSince(since, of: entry) }
      if let loss { try ledger.append(NewEvent(.recordLost(loss))) }
      return .commit
    }
  }
}

/// The counters SQLite gives numbers from that are never used again.
enum Sequence: String {
  case event, planText

  /// The next number will be greater than `number`.
  func raise(to number: Int64, in database: Database) throws {
    guard number > (try last(in: database)) else { return }
    try database.execute(sql: "DELETE FROM sqlite_sequence WHERE name = ?", arguments: [rawValue])
    try database.execute(
      sql: "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", arguments: [rawValue, number])
  }

  func last(in database: Database) throws -> Int64 {
    try Int64.fetchOne(database, sql: "SELECT seq FROM sqlite_sequence WHERE name = ?", arguments: [rawValue])
      ?? 0
  }
}
