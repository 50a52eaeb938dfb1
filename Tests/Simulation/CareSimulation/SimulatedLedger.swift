import Almanac
import Care

/// A ledger in memory: events are the truth, rows are their fold, and nothing is ever rewritten.
///
/// A value, so that a transaction that fails is a copy thrown away.
struct SimulatedLedger: LedgerRecord {
  private(set) var events: [RecordedEvent] = []
  private(set) var rows: [OccurrenceID: Occurrence] = [:]
  /// In the order in which the rows were written.
  private(set) var ids: [OccurrenceID] = []
  private(set) var pauses: [EntryID: Pause] = [:]
  private(set) var household = HouseholdRecord()
  /// From when on each entry stands as it is written, and what it was then.
  var since: [EntryID: Instant] = [:]
  var fingerprints: [EntryID: String] = [:]
  /// Those that no look has seen as they are written.
  var unevaluated: Set<EntryID> = []
  var processed: Instant?
  /// Up to where the journal has every event.
  var cursor: Int64 = 0
  /// The plan that was accepted last.
  var plan: Plan?
  private var numbers: [OccurrenceID: [Int]] = [:]

  struct Refused: Error {
    var why: String
  }

  func lastProcessed() -> Instant? { processed }
  func lastEventNumber() -> Int64 { Int64(events.count) }
  func rowsWritten() -> Int64 { Int64(ids.count) }
  func rebuilds() -> Int64 { 0 }
  func occurrence(_ id: OccurrenceID) -> Occurrence? { rows[id] }
  func occurrence(_ key: OccurrenceKey) -> Occurrence? {
    ids.lazy.compactMap { self.rows[$0] }.first { $0.facts.key == key }
  }
  func events(of id: OccurrenceID) -> [RecordedEvent] { (numbers[id] ?? []).map { events[$0] } }

  func snapshot(windowFrom: Instant) -> LedgerSnapshot {
    LedgerSnapshot(
      lastEvent: lastEventNumber(), lastProcessed: processed, rowsWritten: rowsWritten(),
      occurrences: ids.compactMap { rows[$0] }.filter {
        $0.state.isOpen || !$0.state.owed.isEmpty || $0.facts.instant >= windowFrom
      }, pauses: pauses, since: since, unevaluated: unevaluated, household: household)
  }

  func update(_ state: inout PlannerState, after number: Int64) -> Bool {
    var record = state.household
    for event in events[Int(number)...] {
      if let id = event.occurrence {
        if let row = rows[id] { state.take(row) } else { state.forget(id) }
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

  /// Appends an event and folds it in; refuses what contradicts the rows, as the real ledger does.
  mutating func append(_ new: NewEvent, _ origin: EventOrigin, _ stamp: EventStamp) throws(Refused) {
    let event = RecordedEvent(
      number: lastEventNumber() + 1, stamp: stamp, origin: origin, occurrence: new.occurrence,
      entry: new.entry,
      body: new.body)
    if let id = new.occurrence {
      if case .scheduled(let facts) = new.body {
        if let key = rows[id]?.facts.key, key != facts.key { throw Refused(why: "\(id) is \(key) already") }
        if rows[id] == nil { ids.append(id) }
      } else if rows[id] == nil {
        guard case .undone = new.body, numbers[id] != nil else { throw Refused(why: "\(id) has no row") }
      }
      numbers[id, default: []].append(events.count)
    }
    events.append(event)
    fold(event)
  }

  private mutating func fold(_ event: RecordedEvent) {
    household.apply(event)
    guard let id = event.occurrence else {
      guard let entry = event.entry else { return }
      switch event.body {
      case .paused, .resumed:
        pauses[entry] = Pause.replay(events.filter { $0.entry == entry && $0.occurrence == nil })
      default: break
      }
      return
    }
    if case .undone = event.body {
      rows[id] = Occurrence.replay(events(of: id))
    } else if rows[id] != nil {
      rows[id]?.apply(event)
    } else if case .scheduled(let facts) = event.body {
      rows[id] = Occurrence(id: id, facts)
    }
  }
}
