public import Almanac
public import Care
import GRDB

/// One write to the ledger: everything its body does becomes true together, or nothing does.
public final class LedgerTransaction: LedgerReader {
  let origin: EventOrigin
  let stamp: EventStamp

  init(_ database: Database, _ origin: EventOrigin, _ stamp: EventStamp) {
    self.origin = origin
    self.stamp = stamp
    super.init(database)
  }

  /// Writes the event and brings the derived rows up to date with it.
  ///
  /// - Throws: `LedgerError.refused` when it contradicts the ledger: it is of an occurrence that has no row, undoes an
  ///   event that is not there, or schedules a day and slot that has a row under another id.
  @discardableResult
  public func append(_ event: NewEvent) throws -> RecordedEvent {
    try append(contentsOf: [event])[0]
  }

  /// Writes the events in order; the derived rows change once for all of them.
  @discardableResult
  public func append(contentsOf events: [NewEvent]) throws -> [RecordedEvent] {
    var fold = DerivedFold(self)
    let recorded = try events.map { event in
      let event = try fold.completed(event)
      let recorded = try EventRow.insert(event, origin, stamp, into: database)
      try fold.apply(recorded)
      return recorded
    }
    try fold.store()
    return recorded
  }

  /// Only tendd moves it, once everything up to `instant` is in the ledger.
  ///
  /// - Parameter isPlanEvaluated: Whether that is so of every entry as the newest accepted plan has it.
  public func setLastProcessed(_ instant: Instant, isPlanEvaluated: Bool = true) throws {
    try MetaRow.lastProcessed.store(instant.secondsSinceEpoch, into: database)
    if isPlanEvaluated { try MetaRow.evaluatedEvent.store(try lastEventNumber(), into: database) }
  }

  /// Only tendd moves it, once the journal has every event up to the numbered one.
  public func setJournalCursor(_ number: Int64) throws {
    try MetaRow.journalCursor.store(number, into: database)
  }

  /// Keeps the text of an accepted plan and returns its revision; that of the latest one when it is the same.
  public func keepPlan(files: [PlanText.File], hash: String) throws -> Int64 {
    if let latest = try latestPlan(), latest.hash == hash, latest.files == files { return latest.revision }
    try database.execute(
      sql: "INSERT INTO planText (hash, acceptedAt, files) VALUES (?, ?, ?)",
      arguments: [hash, stamp.at.secondsSinceEpoch, try Coding.text(files)])
    return database.lastInsertedRowID
  }

  /// Notes from when on an entry stands as it is written now; nil forgets an entry that left the plan.
  public func setSince(_ since: EntrySince?, of entry: EntryID) throws {
    guard let since else {
      try database.execute(sql: "DELETE FROM entrySince WHERE entry = ?", arguments: [entry.text])
      return
    }
    try database.execute(
      sql: "INSERT OR REPLACE INTO entrySince (entry, fingerprint, since) VALUES (?, ?, ?)",
      arguments: [entry.text, since.fingerprint, since.since.secondsSinceEpoch])
  }
}
