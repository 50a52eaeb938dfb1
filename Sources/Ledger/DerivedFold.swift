import Almanac
import Care
import GRDB

/// Folds new events into the derived tables.
///
/// Rows are loaded once, changed as values, and written back together, because an occurrence may take the day and slot that another one leaves with the same batch.
struct DerivedFold {
  private let ledger: LedgerTransaction
  /// The rows that were touched; nil where there is none.
  private var occurrences: [OccurrenceID: Occurrence?] = [:]
  private var pausedEntries: Set<EntryID> = []
  private var newRows: Int64 = 0
  /// Nil until an event may change it.
  private var household: HouseholdRecord?

  init(_ ledger: LedgerTransaction) { self.ledger = ledger }

  /// The event as it is to be written.
  ///
  /// An undo carries the occurrence and the entry of what it undoes, and an event of an occurrence its entry, so that
  /// each is found under both.
  func completed(_ event: NewEvent) throws -> NewEvent {
    if case .undone(let number) = event.body {
      guard let target = try ledger.event(number) else {
        throw LedgerError.refused(detail: "there is no event \(number) to undo")
      }
      return NewEvent(occurrence: target.occurrence, entry: target.entry, event.body)
    }
    guard event.entry == nil, let id = event.occurrence else { return event }
    let key = if case .scheduled(let facts) = event.body { facts.key } else { try row(id)?.facts.key }
    return NewEvent(occurrence: id, entry: key?.entry, event.body)
  }

  mutating func apply(_ event: RecordedEvent) throws {
    if HouseholdRecord.kinds.contains(event.body.kind) {
      var record = try household ?? HouseholdRow.fetch(ledger.database)
      record.apply(event)
      household = record
    }
    switch event.body {
    case .scheduled(let facts):
      try schedule(facts, event)
    case .undone:
      if event.occurrence == nil {
        var record = try household ?? HouseholdRow.fetch(ledger.database)
        record.orders = try HouseholdRow.orders(ledger)
        record.questions = try ledger.questions().filter(\.isOpen)
        household = record
      }
      if let id = event.occurrence {
        occurrences[id] = .some(Occurrence.replay(try ledger.events(of: id)))
      } else if let entry = event.entry {
        pausedEntries.insert(entry)
      }
    case .paused, .resumed:
      guard let entry = event.entry else { throw LedgerError.refused(detail: "a pause without an entry") }
      pausedEntries.insert(entry)
    case .recordLost(let loss):
      newRows += loss.skippedRows
    case .renamed(let renaming):
      try rename(renaming)
    default:
      guard let id = event.occurrence else { return }
      guard var occurrence = try row(id) else {
        throw LedgerError.refused(
          detail: "there is no occurrence \(id) to record “\(event.body.kind.rawValue)” of")
      }
      occurrence.apply(event)
      occurrences[id] = .some(occurrence)
    }
  }

  func store() throws {
    let database = ledger.database
    for id in occurrences.keys { try OccurrenceRow.delete(id, from: database) }
    for case .some(let occurrence) in occurrences.values {
      try OccurrenceRow.insert(occurrence, into: database)
    }
    for entry in pausedEntries {
      try PauseRow.store(Pause.replay(try ledger.pauseEvents(of: entry)), of: entry, into: database)
    }
    if let household, household != (try HouseholdRow.fetch(database)) {
      try HouseholdRow.store(household, into: database)
    }
    if newRows > 0 { try MetaRow.rowsWritten.store(try ledger.rowsWritten() + newRows, into: database) }
  }

  /// Carries over what is derived: rows, pauses, orders and questions.
  private mutating func rename(_ renaming: Renaming) throws {
    ledger.knownRenamings = nil
    for row in try renamed(renaming, in: ledger) where occurrences[row.id] == nil {
      occurrences[row.id] = .some(row)
    }
    occurrences = occurrences.mapValues { $0?.renamed(renaming) }
    pausedEntries.formUnion([renaming.from, renaming.to])
    try ledger.renameSince(renaming)
    var record = try household ?? HouseholdRow.fetch(ledger.database)
    record.orders = try HouseholdRow.orders(ledger)
    record.questions = try ledger.questions().filter(\.isOpen)
    household = record
  }

  private mutating func schedule(_ facts: OccurrenceFacts, _ event: RecordedEvent) throws {
    guard let id = event.occurrence else {
      throw LedgerError.refused(detail: "a row without an occurrence id")
    }
    if var known = try row(id) {
      guard known.facts.key == facts.key else {
        throw LedgerError.refused(detail: "the id \(id) belongs to \(known.facts.key.entry) already")
      }
      known.apply(event)
      occurrences[id] = .some(known)
    } else {
      // An id whose row was undone counts once: ids are never used again.
      if try !ledger.wasScheduled(id, before: event.number) { newRows += 1 }
      occurrences[id] = .some(Occurrence(id: id, facts))
    }
  }

  private func row(_ id: OccurrenceID) throws -> Occurrence? {
    if let touched = occurrences[id] { return touched }
    return try ledger.occurrence(id)
  }
}

extension LedgerReader {
  /// What decides over the pause of an entry, oldest first.
  func pauseEvents(of entry: EntryID) throws -> [RecordedEvent] {
    try events(named: entry, and: "occurrence IS NULL AND kind IN ('paused', 'resumed', 'undone')")
  }

  fileprivate func wasScheduled(_ id: OccurrenceID, before number: Int64) throws -> Bool {
    try Bool.fetchOne(
      database.cachedStatement(
        sql: "SELECT EXISTS (SELECT 1 FROM event WHERE occurrence = ? AND kind = 'scheduled' AND number < ?)"),
      arguments: [id.text, number]) ?? false
  }
}
