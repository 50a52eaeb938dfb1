import Almanac
import Care

/// A ledger in memory: events are the truth, rows are their fold, and nothing is ever rewritten.
struct PaperLedger {
  private(set) var events: [RecordedEvent] = []
  private(set) var rows: [OccurrenceID: Occurrence] = [:]
  /// In the order in which the rows were written.
  private(set) var ids: [OccurrenceID] = []
  private(set) var pauses: [EntryID: Pause] = [:]
  private(set) var household = HouseholdRecord()
  var since: [EntryID: Instant] = [:]
  var unevaluated: Set<EntryID> = []
  var evaluatedEvent: Int64?
  var lastProcessed: Instant?
  private(set) var loss: RecordLoss?
  private var skippedRows: Int64 = 0

  var renamings: Renamings { Renamings(events) }

  /// By the order of writing.
  var occurrences: [Occurrence] { ids.compactMap { rows[$0] } }

  @discardableResult
  mutating func record(_ new: NewEvent, at now: Instant, channel: String = EventOrigin.daemon)
    -> RecordedEvent
  {
    let event = RecordedEvent(
      number: Int64(events.count + 1), stamp: EventStamp(at: now, bootID: "", sinceBoot: 0),
      origin: EventOrigin(actor: channel, channel: channel), occurrence: new.occurrence, entry: new.entry,
      body: new.body)
    events.append(event)
    fold(event)
    return event
  }

  func events(of id: OccurrenceID) -> [RecordedEvent] { events.filter { $0.occurrence == id } }

  /// What the planner is given: every open row, and the others of the days that are looked at.
  func snapshot(at now: Instant) -> LedgerSnapshot {
    let from = min(lastProcessed ?? now, now) - Planner.lookBack.seconds
    return LedgerSnapshot(
      lastEvent: Int64(events.count), lastProcessed: lastProcessed,
      rowsWritten: Int64(ids.count) + skippedRows,
      occurrences: occurrences.filter {
        $0.state.isOpen || !$0.state.owed.isEmpty || $0.facts.instant > from || $0.awaitsTelling(household)
      }, pauses: pauses, since: since,
      unevaluated: unevaluated, evaluatedEvent: evaluatedEvent, household: household, loss: loss)
  }

  /// Tells a state that was kept what was recorded since, as tendd does; nil is made anew.
  ///
  /// After a step back of the clock rows matter again that were let go, so it is made anew then too.
  func follow(_ kept: PlannerState?, now: Instant) -> PlannerState {
    guard var state = kept, now >= lastProcessed ?? now, state.loss == loss else {
      return PlannerState(snapshot(at: now))
    }
    for event in events[Int(state.lastEvent)...] {
      if let id = event.occurrence {
        if let row = rows[id] { state.take(row) } else { state.forget(id) }
      } else if let entry = event.entry {
        state.setPause(pauses[entry], of: entry)
      }
    }
    state.setSince(since)
    state.setUnevaluated(unevaluated)
    state.lastEvent = Int64(events.count)
    state.lastProcessed = lastProcessed
    state.rowsWritten = Int64(ids.count) + skippedRows
    state.setHousehold(household)
    return state
  }

  private mutating func fold(_ event: RecordedEvent) {
    if case .recordLost(let loss) = event.body {
      self.loss = loss
      skippedRows += loss.skippedRows
    }
    household.apply(event)
    if case .renamed(let renaming) = event.body {
      rows = rows.mapValues { $0.facts.key.entry.written == renaming.from ? $0.renamed(renaming) : $0 }
      since = Dictionary(since.map { (renaming.renamed($0), $1) }) { first, _ in first }
    }
    if case .undone = event.body, event.occurrence == nil {
      household.orders = CareOrders.replay(events)
      household.questions = KeptQuestion.replay(events).filter(\.isOpen)
    }
    if let entry = event.entry {
      switch event.body {
      case .paused(let pause): pauses[entry] = pause
      case .resumed: pauses[entry]?.until = event.stamp.at
      default: break
      }
    }
    guard let id = event.occurrence else { return }
    if case .undone = event.body {
      rows[id] = Occurrence.replay(events(of: id))
    } else if rows[id] != nil {
      rows[id]?.apply(event)
    } else if case .scheduled(let facts) = event.body {
      ids.append(id)
      rows[id] = Occurrence(id: id, facts)
    }
  }
}
