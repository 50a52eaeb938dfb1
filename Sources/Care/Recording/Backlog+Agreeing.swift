// What waits may not be true any more by the time it can be recorded: others may have written meanwhile.

extension Backlog {
  /// What of the oldest batch is to be recorded, as the ledger stands.
  public struct Writing: Sendable {
    public let events: [NewEvent]
    let newest: Int64
    let isUndisturbed: Bool
    /// How many of the events, from the first on, were told.
    let told: Int
    /// The numbers of the events in memory.
    let remembered: [Int64]

    /// Up to where the journal has everything once the events are recorded under these numbers; nil where it stays.
    ///
    /// What was told already is not told again, provided that nothing older waits to be told.
    ///
    /// - Parameter cursor: Up to where the journal had everything before.
    public func cursor(after numbers: [Int64], from cursor: Int64) -> Int64? {
      isUndisturbed && cursor >= newest ? numbers.prefix(told).last : nil
    }
  }

  /// What of the oldest batch, of which there must be one, is to be recorded.
  ///
  /// Where another process wrote in between, only what still agrees with the ledger: the ledger is the truth.
  public func writing(to record: some LedgerRecord) throws -> Writing {
    let batch = batches[0]
    let newest = try record.lastEventNumber()
    let isUndisturbed = newest == base && !isDisturbed
    let agreeing = isUndisturbed ? settled(batch) : try agreeing(batch, record, newest: newest)
    return Writing(
      events: agreeing.map(\.event), newest: newest, isUndisturbed: isUndisturbed,
      told: batch.untold.first ?? batch.events.count,
      remembered: agreeing.map(\.number))
  }

  private func settled(_ batch: Batch) -> [(number: Int64, event: NewEvent)] {
    batch.numbered.compactMap { number, event in settled(event).map { (number, $0) } }
  }

  /// What was said of messages that are recorded by now, or never will be, by the numbers of the ledger.
  private func settled(_ event: NewEvent) -> NewEvent? {
    guard case .delivery(var report) = event.body, RecordedNumbers.isOfMemory(report.message) else {
      return event
    }
    guard let message = numbers.inLedger(report.message) ?? (report.isAlarm ? DeliveryReport.unrecorded : nil)
    else { return nil }
    report.message = message
    return NewEvent(occurrence: event.occurrence, entry: event.entry, .delivery(report))
  }

  /// What of a batch is still true of the ledger, each event after those before it, with the numbers of memory.
  private func agreeing(
    _ batch: Batch, _ record: some LedgerRecord, newest: Int64
  ) throws -> [(number: Int64, event: NewEvent)] {
    var rows: [OccurrenceID: Occurrence] = [:]
    var rowsWritten = try record.rowsWritten()
    var agreeing: [(number: Int64, event: NewEvent)] = []
    let others = try record.renamings()
    let renamings = others.followed(by: self.renamings)
    for (number, event) in settled(batch) {
      var event = others.applied(to: event, decidedAfter: start)
      if case .renamed(let renaming) = event.body {
        // Somebody else may have recorded it meanwhile.
        guard try record.hasHistory(of: renaming.from), try !record.hasHistory(of: renaming.to)
        else { continue }
      }
      if let id = event.occurrence {
        if var row = try rows[id] ?? record.occurrence(id) {
          guard holds(row, renamings), let body = agreed(event.body, number, row) else { continue }
          event.body = body
          row.apply(batch.recorded(event, newest + 1 + Int64(agreeing.count)))
          rows[id] = row
        } else {
          // Somebody else may have written a row for the same time meanwhile. And an id that is not the next one would
          // be given again, as ids are counted: such a row is written anew.
          guard case .scheduled(let facts) = event.body, id == OccurrenceID(number: rowsWritten),
            try record.occurrence(facts.key) == nil
          else { continue }
          rows[id] = Occurrence(id: id, facts)
          rowsWritten += 1
        }
      }
      agreeing.append((number, event))
    }
    return agreeing
  }

  /// What of an event is still true of its row.
  ///
  /// Whom an escalation told while somebody answered has to hear that it is settled, so that much of it is kept.
  private func agreed(_ body: EventBody, _ number: Int64, _ row: Occurrence) -> EventBody? {
    switch body {
    case .escalated(var escalation) where row.state.answer != nil:
      guard row.isNext(escalation.step), reached(number, of: row.id) else { return nil }
      escalation.routes = []
      return .escalated(escalation)
    // Whom an escalation told is remembered, whatever overtook its message since.
    case .delivery(let report): return report.isAlarm || row.owes(report) ? body : nil
    default: return row.agrees(with: body) ? body : nil
    }
  }

  /// Whether a channel took the message of this number.
  private func reached(_ number: Int64, of id: OccurrenceID) -> Bool {
    batches.contains { batch in
      batch.events.contains { event in
        guard event.occurrence == id, case .delivery(let report) = event.body else { return false }
        return report.message == number && report.result == .told
      }
    }
  }

  /// A row as the ledger has it, under the id that its entry has by now, with what of this is still true of it.
  ///
  /// - Parameter renamings: Those of the ledger and in here.
  func added(to row: Occurrence, _ renamings: Renamings) -> Occurrence {
    guard holds(row, renamings) else { return row }
    var row = row
    var reopened = (reopened[row.id] ?? [])[...]
    for batch in batches {
      for (number, event) in batch.numbered where event.occurrence == row.id {
        while let last = reopened.first, last < number {
          row.reopenEscalation()
          reopened.removeFirst()
        }
        guard let present = present(event) else { continue }
        var event = renamings.applied(to: present, decidedAfter: start)
        guard let body = agreed(event.body, number, row) else { continue }
        event.body = body
        row.apply(batch.recorded(event, number))
      }
    }
    if !reopened.isEmpty { row.reopenEscalation() }
    return row
  }

  /// A state made of the ledger alone, with what of this is still true of it.
  func add(to state: inout PlannerState, _ renamings: Renamings) {
    var record = state.household
    for event in events {
      let present = renamings.applied(
        to: NewEvent(occurrence: event.occurrence, entry: event.entry, event.body), decidedAfter: start)
      record.apply(event)
      if case .scheduled(let facts) = present.body, let id = event.occurrence, state.occurrence(id) == nil,
        state.occurrence(facts.key) == nil
      {
        state.take(Occurrence(id: id, facts))
      }
    }
    state.setHousehold(record)
    for case .renamed(let renaming) in self.renamings.map(\.body) { state.rename(renaming) }
    for id in occurrences {
      if let row = state.occurrence(id) { state.take(added(to: row, renamings)) }
    }
  }

  /// The row is the one that was meant in here by its id.
  private func holds(_ row: Occurrence, _ renamings: Renamings) -> Bool {
    guard let key = keys[row.id] else { return true }
    func present(_ entry: EntryID) -> EntryID { renamings.present(entry, recordedAs: start) }
    return (key.day, key.slot) == (row.facts.key.day, row.facts.key.slot)
      && present(key.entry) == present(row.facts.key.entry)
  }
}

extension Occurrence {
  /// Whether what was decided without the newest events of it is still true of it; what is not is decided anew.
  fileprivate func agrees(with body: EventBody) -> Bool {
    switch body {
    case .scheduled(let new): isClosedByPlan && new.key == facts.key
    case .rescheduled(let new): followsPlan && new.key == facts.key
    case .told(let telling): state.isOpen && state.attempts < telling.attempt
    case .suppressed(let suppression): state.isOpen && isStillAhead(suppression)
    // The first again, after steps that are behind it: an answer was taken back between them.
    case .escalated(let escalation): state.isOpen && (escalation.step == 1 || isNext(escalation.step))
    case .missed, .answered, .withdrawn: state.isOpen
    case .returned: state.answer == nil && state.withdrawn == nil && state.snoozedUntil == nil
    default: false
    }
  }

  /// Steps are taken one after the other; where an answer was taken back they begin anew, and what was decided of a
  /// later one before that would pass over the first.
  fileprivate func isNext(_ step: Int) -> Bool { (state.stepsTaken ?? 0) + 1 == step }

  /// What a channel said is of a message that is still owed.
  fileprivate func owes(_ report: DeliveryReport) -> Bool {
    state.owed.contains { $0.message == report.message && $0.route == report.route }
  }

  private func isStillAhead(_ suppression: Suppression) -> Bool {
    if let step = suppression.step { return isNext(step) }
    return state.nextReminder.map { $0 <= suppression.planned } ?? false
  }
}
