import Almanac
import Care

/// A ledger in memory: events are the truth, rows are their fold, and nothing is ever rewritten.
final class SimulatedLedger: LedgerRecord {
  private(set) var events: [RecordedEvent] = []
  /// In the order in which they were written.
  private var rows: [Row] = []
  private var places: [OccurrenceID: Int] = [:]
  private var placesByKey: [OccurrenceKey: Int] = [:]
  private(set) var pauses: [EntryID: Pause] = [:]
  private(set) var household = HouseholdRecord()
  /// From when on each entry stands as it is written, and what it was then.
  var since: [EntryID: Instant] = [:]
  var fingerprints: [EntryID: String] = [:]
  /// Those that no look has seen as they are written.
  var unevaluated: Set<EntryID> = []
  var evaluatedEvent: Int64?
  var processed: Instant?
  /// Up to where the journal has every event.
  var cursor: Int64 = 0
  /// The plan that was accepted last.
  var plan: Plan?

  private struct Row {
    var key: OccurrenceKey
    /// Nil of a dose taken as needed whose answer was undone.
    var occurrence: Occurrence?
    /// Where its events are.
    var events: [Int]
  }

  struct Refused: Error {
    var why: String
  }

  func lastProcessed() -> Instant? { processed }
  func lastEventNumber() -> Int64 { Int64(events.count) }
  func rowsWritten() -> Int64 { Int64(rows.count) }
  func rebuilds() -> Int64 { 0 }
  func occurrence(_ id: OccurrenceID) -> Occurrence? { places[id].flatMap { rows[$0].occurrence } }
  func occurrence(_ key: OccurrenceKey) -> Occurrence? {
    placesByKey[key].flatMap { rows[$0].occurrence }
  }
  // Nobody renames anything here.
  func renamings() -> Renamings { Renamings() }
  func hasHistory(of id: EntryID) -> Bool { events.contains { $0.entry == id } }
  func events(of id: OccurrenceID) -> [RecordedEvent] {
    places[id].map { rows[$0].events.map { events[$0] } } ?? []
  }
  /// Of the last rows that were written.
  func newest(_ count: Int) -> [Occurrence] { rows.suffix(count).compactMap(\.occurrence) }

  func snapshot(windowFrom: Instant) -> LedgerSnapshot {
    var kept: [Occurrence] = []
    for row in rows {
      guard let row = row.occurrence,
        row.facts.instant >= windowFrom || row.state.isOpen || !row.state.owed.isEmpty
          || row.awaitsTelling(household)
      else { continue }
      kept.append(row)
    }
    return LedgerSnapshot(
      lastEvent: lastEventNumber(), lastProcessed: processed, rowsWritten: rowsWritten(), occurrences: kept,
      pauses: pauses, since: since, unevaluated: unevaluated, evaluatedEvent: evaluatedEvent,
      household: household)
  }

  func update(_ state: inout PlannerState, after number: Int64) -> Bool {
    guard number < lastEventNumber() else { return true }
    var record = state.household
    for event in events[Int(number)...] {
      if let id = event.occurrence {
        if let row = occurrence(id) { state.take(row) } else { state.forget(id) }
      } else if let entry = event.entry {
        state.setPause(pauses[entry], of: entry)
      }
      if case .planAccepted = event.body {
        state.setSince(since)
        state.setUnevaluated(unevaluated)
      }
      record.apply(event)
    }
    state.setHousehold(record)
    return true
  }

  /// Why these events, one after the other, contradict the rows; nil where they do not.
  func refusal(of new: [NewEvent]) -> Refused? {
    var written: Set<OccurrenceID> = []
    for event in new {
      guard let id = event.occurrence else { continue }
      if case .scheduled(let facts) = event.body {
        if let row = places[id].map({ rows[$0] }), row.occurrence != nil, row.key != facts.key {
          return Refused(why: "\(id) is \(row.key) already")
        }
        written.insert(id)
      } else if occurrence(id) == nil, !written.contains(id) {
        guard case .undone = event.body, places[id] != nil else { return Refused(why: "\(id) has no row") }
      }
    }
    return nil
  }

  /// Appends an event and folds it in; refuses what contradicts the rows, as the real ledger does.
  func append(_ new: NewEvent, _ origin: EventOrigin, _ stamp: EventStamp) throws(Refused) {
    if let refusal = refusal(of: [new]) { throw refusal }
    let event = RecordedEvent(
      number: lastEventNumber() + 1, stamp: stamp, origin: origin, occurrence: new.occurrence,
      entry: new.entry,
      body: new.body)
    events.append(event)
    household.apply(event)
    if let id = event.occurrence {
      fold(event, of: id)
    } else if let entry = event.entry {
      switch event.body {
      case .paused, .resumed:
        pauses[entry] = Pause.replay(events.filter { $0.entry == entry && $0.occurrence == nil })
      default: break
      }
    }
  }

  private func fold(_ event: RecordedEvent, of id: OccurrenceID) {
    guard let place = places[id] else {
      guard case .scheduled(let facts) = event.body else { return }
      (places[id], placesByKey[facts.key]) = (rows.count, rows.count)
      rows.append(
        Row(key: facts.key, occurrence: Occurrence(id: id, facts), events: [events.count - 1]))
      return
    }
    rows[place].events.append(events.count - 1)
    if case .undone = event.body {
      rows[place].occurrence = Occurrence.replay(events(of: id))
    } else if rows[place].occurrence != nil {
      rows[place].occurrence?.apply(event)
    } else if case .scheduled(let facts) = event.body {
      rows[place].occurrence = Occurrence(id: id, facts)
      rows[place].key = facts.key
      placesByKey[facts.key] = place
    }
  }
}
