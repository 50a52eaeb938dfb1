public import Almanac
public import Care
import GRDB

/// What the ledger says at one moment: every answer of one reader comes from the same state of the file.
///
/// Given to the body of `Ledger.read` and `Ledger.transaction`, and of no use after it returns.
public class LedgerReader: LedgerRecord {
  let database: Database
  /// Read once; a transaction that renames forgets them.
  var knownRenamings: Renamings?

  init(_ database: Database) { self.database = database }

  /// What the planner needs: every open occurrence, those that are still to be told of, and all others whose nominal
  /// instant is `windowFrom` or later.
  ///
  /// Pauses that ended by `windowFrom` are left out.
  public func snapshot(windowFrom: Instant) throws -> LedgerSnapshot {
    let household = try household()
    let window = try occurrences(
      "WHERE isOpen OR owes OR instant >= ? ORDER BY instant, id", [windowFrom.secondsSinceEpoch])
    return LedgerSnapshot(
      lastEvent: try lastEventNumber(),
      lastProcessed: try lastProcessed(),
      rowsWritten: try rowsWritten(),
      occurrences: try awaitingTelling(household, before: windowFrom) + window,
      pauses: try pauses(endingAfter: windowFrom),
      since: try entrySince().mapValues(\.since), unevaluated: try unevaluated(),
      evaluatedEvent: try MetaRow.evaluatedEvent.value(in: database),
      household: household, loss: try losses().last)
  }

  /// Those of before that a digest is still to name, or the telling of a silence to count.
  private func awaitingTelling(_ household: HouseholdRecord, before windowFrom: Instant) throws
    -> [Occurrence]
  {
    try occurrences(
      """
      WHERE awaitsReview AND NOT owes AND instant < ?1 AND (
        json_extract(state, '$.heldBackAt') > ?2 OR json_extract(state, '$.heldBackBy') > ?3
        OR json_extract(facts, '$.missedAt') >= ?4
      ) ORDER BY instant, id
      """,
      [
        windowFrom.secondsSinceEpoch, household.listedAt?.secondsSinceEpoch ?? .min,
        household.listedBy ?? .min,
        household.isSilenceTold == true ? nil : household.waitingSince?.secondsSinceEpoch,
      ]
    ).filter { $0.awaitsTelling(household) }
  }

  /// The instant up to which tendd evaluated everything; nil before its first run.
  public func lastProcessed() throws -> Instant? {
    try MetaRow.lastProcessed.value(in: database).map { Instant($0) }
  }

  /// How many occurrences were ever scheduled: the number of the next occurrence id.
  public func rowsWritten() throws -> Int64 { try MetaRow.rowsWritten.value(in: database) ?? 0 }

  /// The number of the last event tendd wrote to the journal; 0 before the first.
  public func journalCursor() throws -> Int64 { try MetaRow.journalCursor.value(in: database) ?? 0 }

  /// The newest pause of each entry that has not ended by `instant`: in force then, or ahead.
  public func pauses(endingAfter instant: Instant) throws -> [EntryID: Pause] {
    let rows = try Row.fetchAll(
      database.cachedStatement(sql: "SELECT entry, pause FROM pause WHERE until IS NULL OR until > ?"),
      arguments: [instant.secondsSinceEpoch])
    return try Dictionary(
      rows.map { (try entryID($0[0]), try readable($0[1], "pause of \($0[0] as String)")) },
      uniquingKeysWith: { $1 })
  }

  /// The newest pause of the entry, also one that has ended.
  public func pause(of entry: EntryID) throws -> Pause? {
    let select = try database.cachedStatement(sql: "SELECT pause FROM pause WHERE entry = ?")
    return try String.fetchOne(select, arguments: [entry.text]).map { try readable($0, "pause of \(entry)") }
  }

  public func entrySince() throws -> [EntryID: EntrySince] {
    let rows = try Row.fetchAll(
      database.cachedStatement(sql: "SELECT entry, fingerprint, since FROM entrySince"))
    return try Dictionary(
      rows.map { (try entryID($0[0]), EntrySince(fingerprint: $0[1], since: Instant($0[2]))) },
      uniquingKeysWith: { $1 })
  }

  private func entryID(_ text: String) throws -> EntryID {
    guard let id = EntryID(text) else { throw LedgerError.damaged(detail: "“\(text)” is not an entry id") }
    return id
  }

  func readable<T: Decodable>(_ text: String, _ what: @autoclosure () -> String) throws -> T {
    do {
      return try Coding.value(text)
    } catch {
      throw LedgerError.damaged(detail: "the \(what()) does not read: \(error)")
    }
  }
}
