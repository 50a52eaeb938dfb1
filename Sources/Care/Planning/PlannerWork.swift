import Almanac

/// The state of one step while it is being decided: the occurrences as they stand, and the events so far.
struct PlannerWork {
  let now: Instant
  let ledger: LedgerSnapshot
  /// False while the clock shows a time before Tend was made: such rows would be missed as soon as it is set right.
  var mayWriteRows = true
  private(set) var occurrences: [Occurrence]
  private(set) var events: [NewEvent] = []
  private var index: [OccurrenceKey: Int] = [:]
  private var place: [OccurrenceID: Int] = [:]
  private(set) var rowsWritten: Int64

  init(_ ledger: LedgerSnapshot, now: Instant) {
    self.now = now
    self.ledger = ledger
    occurrences = ledger.occurrences
    rowsWritten = ledger.rowsWritten
    for (position, occurrence) in occurrences.enumerated() {
      index[occurrence.facts.key] = position
      place[occurrence.id] = position
    }
  }

  func occurrence(_ key: OccurrenceKey) -> Occurrence? { index[key].map { occurrences[$0] } }

  /// Adds an event, folded in at once so that what follows sees it.
  mutating func record(_ event: NewEvent) {
    events.append(event)
    guard let id = event.occurrence else { return }
    if let position = place[id] {
      occurrences[position].apply(provisional(event))
    } else if case .scheduled(let facts) = event.body {
      index[facts.key] = occurrences.count
      place[id] = occurrences.count
      occurrences.append(Occurrence(id: id, facts))
    }
  }

  /// Writes the row of an occurrence that has none, or opens a withdrawn one again under its old id.
  mutating func schedule(_ facts: OccurrenceFacts) {
    let id: OccurrenceID
    if let known = occurrence(facts.key) {
      id = known.id
    } else {
      id = OccurrenceID(number: rowsWritten)
      rowsWritten += 1
    }
    record(NewEvent(occurrence: id, entry: facts.key.entry, .scheduled(facts)))
  }

  mutating func record(_ body: EventBody, of occurrence: Occurrence) {
    record(NewEvent(occurrence: occurrence.id, entry: occurrence.facts.key.entry, body))
  }

  /// After a step back of the clock.
  mutating func returnOccurrences() {
    for occurrence in occurrences {
      if let body = occurrence.returning(to: now) { record(body, of: occurrence) }
    }
  }

  /// Tells, finds missed, and skips what a pause covers, oldest nominal time first.
  mutating func advance(isClockTrusted: Bool) {
    let due = occurrences.filter { (nextAction(of: $0) ?? now + 1) <= now }
    for occurrence in due.sorted(by: { ($0.facts.instant, $0.id.text) < ($1.facts.instant, $1.id.text) }) {
      if let skip = pausedAnswer(occurrence) {
        record(.answered(skip), of: occurrence)
      } else if let body = occurrence.advancing(to: now, isClockTrusted: isClockTrusted) {
        record(body, of: occurrence)
      }
    }
  }

  /// When time alone changes the occurrence; one that a pause covers says nothing before it is skipped.
  func nextAction(of occurrence: Occurrence) -> Instant? {
    guard let action = occurrence.nextAction, pause(over: occurrence) != nil else {
      return occurrence.nextAction
    }
    return max(action, occurrence.facts.instant)
  }

  /// The answer the household's pause gives to an occurrence nobody was told of at its nominal time.
  private func pausedAnswer(_ occurrence: Occurrence) -> Answer? {
    guard let pause = pause(over: occurrence), occurrence.facts.instant <= now,
      occurrence.state.lastTold.map({ $0 < occurrence.facts.instant }) ?? true
    else { return nil }
    return Answer(
      outcome: .skipped, happenedAt: occurrence.facts.instant, by: pause.by,
      reason: "paused by \(pause.by)" + (pause.reason.map { ": \($0)" } ?? ""))
  }

  /// The pause that covers its nominal time, unless someone took back the skip that came of it.
  private func pause(over occurrence: Occurrence) -> Pause? {
    guard !occurrence.state.defiesPause, let pause = ledger.pauses[occurrence.facts.key.entry],
      pause.covers(occurrence.facts.instant)
    else { return nil }
    return pause
  }

  /// The event as if it were recorded now; the number is given by the ledger.
  private func provisional(_ event: NewEvent) -> RecordedEvent {
    RecordedEvent(
      number: 0, stamp: EventStamp(at: now, bootID: "", sinceBoot: 0),
      origin: EventOrigin(actor: EventOrigin.daemon, channel: EventOrigin.daemon),
      occurrence: event.occurrence, entry: event.entry,
      body: event.body)
  }
}
