import Almanac
import Care
import GRDB

/// What the events alone say, read from the first to the last.
struct Replay {
  private(set) var occurrences: [OccurrenceID: Occurrence] = [:]
  private(set) var pauses: [EntryID: Pause] = [:]
  private(set) var household = HouseholdRecord()
  private(set) var rowsWritten: Int64 = 0

  init(_ ledger: LedgerReader) throws {
    // An event of which we do not know what it changes must not be left out in silence.
    for word in try String.fetchAll(ledger.database, sql: "SELECT DISTINCT kind FROM event") {
      guard EventKind(rawValue: word) != nil else {
        throw LedgerError.newerVersion(detail: "it has events called “\(word)”")
      }
    }
    for events in try ledger.eventsGrouped(by: "occurrence", "WHERE occurrence IS NOT NULL") {
      guard let id = events.first?.occurrence else { continue }
      if events.contains(where: { $0.body.kind == .scheduled }) { rowsWritten += 1 }
      occurrences[id] = Occurrence.replay(events)
    }
    rowsWritten += try ledger.losses().reduce(0) { $0 + $1.skippedRows }
    let ofPauses = try ledger.events(
      """
      WHERE occurrence IS NULL AND entry IS NOT NULL AND kind IN ('paused', 'resumed', 'undone') ORDER BY number
      """, [])
    // Grouped by what they are called now, and not by what they were recorded as.
    for case (let entry?, let events) in Dictionary(grouping: ofPauses, by: \.entry) {
      pauses[entry] = Pause.replay(events)
    }
    household = try HouseholdRow.replay(ledger)
  }
}

extension LedgerReader {
  /// The events with the same text in the column together, oldest first.
  fileprivate func eventsGrouped(by column: String, _ condition: String) throws -> [[RecordedEvent]] {
    let renamings = try renamings()
    var groups: [[RecordedEvent]] = []
    var last: String?
    let select = try database.cachedStatement(
      sql: "SELECT \(EventRow.columns), \(column) FROM event \(condition) ORDER BY \(column), number")
    let rows = try Row.fetchCursor(select)
    while let row = try rows.next() {
      let text: String? = row[row.count - 1]
      if text != last || groups.isEmpty { groups.append([]) }
      groups[groups.count - 1].append(renamings.applied(to: try EventRow.event(row)))
      last = text
    }
    return groups
  }
}
