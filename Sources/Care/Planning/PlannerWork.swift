import Almanac

/// One look while it is being decided: the state as it stands, and the events so far.
struct PlannerWork {
  let now: Instant
  let rules: TellingRules
  /// False while the clock shows a time before Tend was made: such rows would be missed as soon as it is set right.
  var mayWriteRows = true
  /// When the machine was booted, while nobody has confirmed its clock; see `ClockStanding`.
  var unconfirmedBoot: Instant?
  private(set) var state: PlannerState
  private(set) var events: [NewEvent] = []
  /// What came due while Tend was away and was not told by itself.
  ///
  /// As it was then: a row that was missed days ago may be let go of before the digest is written.
  private(set) var listed: [Occurrence] = []
  /// How many such were found missed and told by themselves.
  private(set) var lateFindings = 0

  /// Works on the state itself, not on a copy: it is given back by `finish`.
  init(taking state: inout PlannerState, rules: TellingRules, now: Instant) {
    self.now = now
    self.rules = rules
    self.state = PlannerState()
    swap(&self.state, &state)
  }

  /// Gives the state back as it is once the events are recorded.
  mutating func finish(_ state: inout PlannerState) { swap(&self.state, &state) }

  func occurrence(_ key: OccurrenceKey) -> Occurrence? { state.occurrence(key) }

  /// Adds an event, folded in at once so that what follows sees it.
  mutating func record(_ event: NewEvent) {
    events.append(event)
    state.fold(provisional(event))
  }

  /// Writes the row of an occurrence that has none, or opens a withdrawn one again under its old id.
  mutating func schedule(_ facts: OccurrenceFacts) {
    let id: OccurrenceID
    if let known = occurrence(facts.key) {
      id = known.id
    } else {
      id = OccurrenceID(number: state.rowsWritten)
      state.rowsWritten += 1
    }
    record(NewEvent(occurrence: id, entry: facts.key.entry, .scheduled(facts)))
    state.setInLine(facts.key)
  }

  mutating func record(_ body: EventBody, of occurrence: Occurrence) {
    record(NewEvent(occurrence: occurrence.id, entry: occurrence.facts.key.entry, body))
  }

  /// The rows of the occurrence's key are in line with the plan.
  mutating func setInLine(_ key: OccurrenceKey) { state.setInLine(key) }

  mutating func setStraying(_ isStraying: Bool, _ entry: EntryID) { state.setStraying(isStraying, entry) }

  /// The entries whose rows may be out of line with the plan.
  mutating func takeUnsettled(for planner: Planner) -> [EntryID] {
    state.takeUnsettled(for: planner, mayWriteRows: mayWriteRows, now: now)
  }

  /// The rows of the entry are in line; the plan brings nothing more into the horizon before `next`.
  mutating func settle(_ entry: EntryID, rank: Int? = nil, next: Instant? = nil) {
    if let rank { state.horizons[rank] = next }
    state.settle(entry, now: now)
  }

  /// Every entry was evaluated as the plan has it, unless no rows may be written yet.
  mutating func noteEvaluated() {
    if mayWriteRows { state.noteEvaluated() }
  }

  /// After a step back of the clock.
  mutating func returnOccurrences() {
    for occurrence in state.occurrences {
      if let body = occurrence.returning(to: now) { record(body, of: occurrence) }
    }
  }

  /// Tells, finds missed, and skips what a pause covers, oldest nominal time first.
  ///
  /// Returns whether something was found missed: what stood for another time of its day then does so no longer, and
  /// that time is to be written.
  mutating func advance(isClockTrusted: Bool) -> Bool {
    var foundMissed = false
    let due = state.actions.items(through: now).map { state.rows[$0] }.filter { !isInDoubt($0) }
    let toldLate = toldLate(due, isClockTrusted: isClockTrusted)
    for occurrence in due.sorted(by: Occurrence.isEarlier) {
      if let skip = state.restingAnswer(occurrence, now: now) {
        record(.answered(skip), of: occurrence)
        continue
      }
      var occurrence = occurrence
      while let body = occurrence.advancing(to: now, isClockTrusted: isClockTrusted) {
        let ruled = ruled(body, occurrence, toldLate: toldLate)
        record(ruled, of: occurrence)
        note(ruled, of: occurrence.id)
        if case .missed = body { foundMissed = true }
        guard let next = state.occurrence(occurrence.id) else { break }
        occurrence = next
      }
    }
    return foundMissed
  }

  /// Whether only an unconfirmed clock says that it was missed, in a time in which the machine was off.
  private func isInDoubt(_ occurrence: Occurrence) -> Bool {
    unconfirmedBoot.map { occurrence.facts.missedAt <= $0 } ?? false
  }

  private mutating func note(_ body: EventBody, of id: OccurrenceID) {
    switch body {
    case .missed(let finding) where finding.isFolded == true: list(id)
    case .missed(let finding) where finding.isToldLate: lateFindings += 1
    case .suppressed(let suppression) where suppression.rule == .catchUp: list(id)
    default: break
    }
  }

  private mutating func list(_ id: OccurrenceID) {
    if let occurrence = state.occurrence(id) { listed.append(occurrence) }
  }

  /// The event as it will be once it is recorded: nobody else records in between.
  private func provisional(_ event: NewEvent) -> RecordedEvent {
    RecordedEvent(
      number: state.nextNumber, stamp: EventStamp(at: now, bootID: "", sinceBoot: 0),
      origin: EventOrigin(actor: EventOrigin.daemon, channel: EventOrigin.daemon),
      occurrence: event.occurrence, entry: event.entry,
      body: event.body)
  }
}
