public import Care
import GRDB

/// What one can still read of a ledger that cannot be trusted any more: enough to give no number twice, and to go on
/// from its last good plan.
public struct SalvagedRecord: Sendable {
  public var rowsWritten: Int64 = 0
  public var lastEvent: Int64 = 0
  public var plan: PlanText?
  public var since: [EntryID: EntrySince] = [:]

  public init() {}

  /// Of any file; what does not read is left out.
  public init(of path: String) {
    guard let queue = try? Connection.open(path, .readOnly, busyTimeout: 1) else { return }
    defer {
      try? queue.close()
      Connection.keep(queue)
    }
    try? queue.inDatabase { database in
      guard try Int32.fetchOne(database, sql: "PRAGMA application_id") == Schema.applicationID else { return }
      read(LedgerReader(database))
    }
  }

  /// Of a ledger of the present version.
  public init(_ ledger: LedgerReader) { read(ledger) }

  private mutating func read(_ ledger: LedgerReader) {
    rowsWritten = (try? ledger.rowsWritten()) ?? 0
    lastEvent = (try? ledger.lastEventNumber()) ?? 0
    lastEvent = max(lastEvent, (try? Sequence.event.last(in: ledger.database)) ?? 0)
    // A revision that does not read is passed over for the one before it.
    let newestFirst =
      (try? Int64.fetchAll(ledger.database, sql: "SELECT revision FROM planText ORDER BY revision DESC"))
      ?? []
    plan = newestFirst.lazy.compactMap { try? ledger.plan(revision: $0) }.first
    since = (try? ledger.entrySince()) ?? [:]
  }

  /// With what the other one knows beyond it.
  public func completed(by other: SalvagedRecord) -> SalvagedRecord {
    var both = self
    both.rowsWritten = max(rowsWritten, other.rowsWritten)
    both.lastEvent = max(lastEvent, other.lastEvent)
    if plan == nil { (both.plan, both.since) = (other.plan, other.since) }
    return both
  }

  /// How many numbers of rows to pass over so that no id is given twice.
  ///
  /// What was given out since the newest copy is unknown, so there is a margin; where nothing is known at all, the
  /// next ids are a letter longer than the first ones.
  public var skippedRows: Int64 {
    rowsWritten == 0 ? OccurrenceID.shortest : rowsWritten + max(1000, rowsWritten / 4)
  }
}
