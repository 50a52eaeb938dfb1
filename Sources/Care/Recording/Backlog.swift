/// What was decided while the ledger could not be written, to be recorded when it can be again.
public struct Backlog: Sendable {
  /// What one look decided.
  public struct Batch: Sendable {
    public fileprivate(set) var events: [NewEvent]
    public let origin: EventOrigin
    public let stamp: EventStamp
    /// Which of the events nobody has been told of yet.
    fileprivate var untold: [Int]
    /// The number that its first event has in memory.
    fileprivate let first: Int64

    fileprivate func event(_ number: Int64) -> NewEvent { events[Int(number - first)] }

    fileprivate var numbered: [(number: Int64, event: NewEvent)] {
      events.enumerated().map { (first + Int64($0), $1) }
    }
  }

  /// What of the oldest batch is to be recorded, as the ledger stands.
  public struct Writing: Sendable {
    public let events: [NewEvent]
    fileprivate let newest: Int64
    fileprivate let isUndisturbed: Bool
    /// How many of the events, from the first on, were told.
    fileprivate let told: Int
    /// What the events are in memory, with their numbers there.
    fileprivate let remembered: [(number: Int64, event: NewEvent)]

    /// Up to where the journal has everything once the events are recorded under these numbers; nil where it stays.
    ///
    /// What was told already is not told again, provided that nothing older waits to be told.
    ///
    /// - Parameter cursor: Up to where the journal had everything before.
    public func cursor(after numbers: [Int64], from cursor: Int64) -> Int64? {
      isUndisturbed && cursor >= newest ? numbers.prefix(told).last : nil
    }
  }

  private var batches: [Batch] = []
  /// The newest event of the ledger that what is in here builds on.
  private var base: Int64 = 0
  /// Whether others wrote to the ledger since, so that not everything in here need be true of it.
  private var isDisturbed = false
  /// What the rows are that were written in here: another one may have their id in the ledger by now.
  private var keys: [OccurrenceID: OccurrenceKey] = [:]
  /// The number that the next event has in memory.
  private var nextNumber: Int64 = 1
  /// What was recorded, by the numbers it had in memory.
  private var recordedAs: [Int64: Recorded] = [:]

  private struct Recorded {
    var event: NewEvent
    /// In the ledger.
    var number: Int64

    /// Its number, where it is what a channel had of it that is reported.
    func number(of report: DeliveryReport, about id: OccurrenceID?) -> Int64? {
      event.occurrence == id && event.body.isFor(report.route) ? number : nil
    }
  }

  public init() {}

  public var isEmpty: Bool { batches.isEmpty }
  public var hasUntold: Bool { batches.contains { !$0.untold.isEmpty } }
  /// The oldest, which is recorded first.
  public var first: Batch? { batches.first }

  public mutating func add(
    _ events: [NewEvent], _ origin: EventOrigin, _ stamp: EventStamp, after base: Int64
  ) {
    guard !events.isEmpty else { return }
    if isEmpty { (self.base, isDisturbed, keys, nextNumber, recordedAs) = (base, false, [:], base + 1, [:]) }
    for event in events {
      if case .scheduled(let facts) = event.body, let id = event.occurrence { keys[id] = facts.key }
    }
    batches.append(
      Batch(
        events: events, origin: origin, stamp: stamp, untold: Array(events.indices), first: nextNumber))
    nextNumber += Int64(events.count)
  }

  /// The event that is to be handed over, where it is one of these; `row` is what it is about.
  ///
  /// It has the number that it will have, unless others write before it is recorded: then what they wrote has that
  /// number too, and is what is to be handed over where this event is nothing for that route.
  public func event(_ send: Send, about row: Occurrence?) -> RecordedEvent? {
    for batch in batches {
      let offset = send.message - batch.first
      guard offset >= 0, offset < batch.events.count else { continue }
      let event = batch.recorded(batch.events[Int(offset)], send.message)
      guard event.occurrence == send.occurrence, event.body.isFor(send.route) else { return nil }
      return row?.state.answerEvent == send.message && event.body.kind != .answered ? nil : event
    }
    return nil
  }

  /// Gives every event that nobody was told of yet to `tell`, oldest first, until one is not taken.
  public mutating func tell(_ tell: (NewEvent, EventStamp) -> Bool) {
    for index in batches.indices where !batches[index].untold.isEmpty {
      let batch = batches[index]
      while let first = batches[index].untold.first {
        guard tell(batch.events[first], batch.stamp) else { return }
        batches[index].untold.removeFirst()
      }
    }
  }

  /// What of the oldest batch, of which there must be one, is to be recorded.
  ///
  /// Where another process wrote in between, only what still agrees with the ledger: the ledger is the truth.
  public func writing(to record: some LedgerRecord) throws -> Writing {
    let batch = batches[0]
    let newest = try record.lastEventNumber()
    let isUndisturbed = newest == base && !isDisturbed
    let agreeing = isUndisturbed ? batch.numbered : try agreeing(batch, record, newest: newest)
    return Writing(
      events: agreeing.map(\.event), newest: newest, isUndisturbed: isUndisturbed,
      told: batch.untold.first ?? batch.events.count,
      remembered: agreeing.map { ($0.number, batch.event($0.number)) })
  }

  /// What of a batch is still true of the ledger, each event after those before it, with the numbers of memory.
  private func agreeing(
    _ batch: Batch, _ record: some LedgerRecord, newest: Int64
  ) throws -> [(number: Int64, event: NewEvent)] {
    var rows: [OccurrenceID: Occurrence] = [:]
    var rowsWritten = try record.rowsWritten()
    var agreeing: [(number: Int64, event: NewEvent)] = []
    var recordedAs = recordedAs
    for (number, event) in batch.numbered {
      var event = event
      let newNumber = newest + 1 + Int64(agreeing.count)
      if let id = event.occurrence {
        if var row = try rows[id] ?? record.occurrence(id) {
          guard holds(row), let body = agreed(event.body, number, row, recordedAs) else { continue }
          event.body = body
          row.apply(batch.recorded(event, newNumber))
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
      } else if case .delivery(var report) = event.body,
        let message = recordedAs[report.message]?.number(of: report, about: nil)
      {
        report.message = message
        event.body = .delivery(report)
      }
      recordedAs[number] = Recorded(event: batch.event(number), number: newNumber)
      agreeing.append((number, event))
    }
    return agreeing
  }

  /// What of an event is still true of its row.
  ///
  /// Whom an escalation told while somebody answered has to hear that it is settled, so that much of it is kept.
  ///
  /// - Parameter recordedAs: What was recorded before it.
  private func agreed(
    _ body: EventBody, _ number: Int64, _ row: Occurrence, _ recordedAs: [Int64: Recorded]
  ) -> EventBody? {
    switch body {
    case .escalated(var escalation) where row.state.answer != nil:
      guard row.isNext(escalation.step), reached(number, of: row.id) else { return nil }
      escalation.routes = []
      return .escalated(escalation)
    case .delivery(var report):
      guard let message = recordedAs[report.message]?.number(of: report, about: row.id) else {
        return row.owes(report) ? body : nil
      }
      report.message = message
      // Whom an escalation told is remembered, whatever overtook its message since.
      let isAlarm = report.route.step != nil && report.result == .told
      return isAlarm || row.owes(report) ? .delivery(report) : nil
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

  /// The row is the one that was meant in here by its id.
  private func holds(_ row: Occurrence) -> Bool { keys[row.id].map { $0 == row.facts.key } ?? true }

  /// The occurrences that something in here is of.
  var occurrences: Set<OccurrenceID> { Set(batches.flatMap(\.events).compactMap(\.occurrence)) }

  /// A row as the ledger has it, with what of this is still true of it.
  ///
  /// - Parameter wasAnswered: Whether it was answered until now; if it is not any more, whoever heard that it is settled
  ///   is brought in anew.
  func added(to row: Occurrence, wasAnswered: Bool) -> Occurrence {
    guard holds(row) else { return row }
    var row = row
    var numbers: [Int64: Recorded] = [:]
    for batch in batches {
      for (number, event) in batch.numbered {
        // Somebody's answer may have the same number.
        let isLate = event.body.kind == .escalated && row.state.answer != nil
        numbers[number] = Recorded(event: event, number: isLate ? -number : number)
        guard event.occurrence == row.id, let body = agreed(event.body, number, row, numbers) else {
          continue
        }
        var event = event
        event.body = body
        row.apply(batch.recorded(event, number))
      }
    }
    if wasAnswered, row.state.answer == nil { row.reopenEscalation() }
    return row
  }

  /// The oldest batch was recorded as that, under these numbers.
  public mutating func wrote(_ writing: Writing, as numbers: [Int64]) {
    base = numbers.last ?? base
    for (event, number) in zip(writing.remembered, numbers) {
      recordedAs[event.number] = Recorded(event: event.event, number: number)
    }
    isDisturbed = !writing.isUndisturbed
    batches.removeFirst()
  }

  /// The oldest batch can never be recorded, and must not keep everything after it from being.
  public mutating func dropFirst() {
    isDisturbed = true
    batches.removeFirst()
  }
}

extension Backlog.Batch {
  fileprivate func recorded(_ event: NewEvent, _ number: Int64) -> RecordedEvent {
    RecordedEvent(
      number: number, stamp: stamp, origin: origin, occurrence: event.occurrence, entry: event.entry,
      body: event.body)
  }
}

extension EventBody {
  /// Whether tendd owes it to this route.
  fileprivate func isFor(_ route: Route) -> Bool {
    switch self {
    case .told(let telling): telling.routes.contains(route)
    case .escalated(let escalation): escalation.routes.contains(route)
    case .missed(let finding): finding.routes.contains(route)
    case .digest(let digest): digest.routes.contains(route)
    case .silence(let silence): silence.routes.contains(route)
    // For whoever was alarmed before; who hears that silence is over hears it of somebody.
    case .answered, .withdrawn: route.step.map { $0 != Route.silence } ?? false
    default: false
    }
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
    case .escalated(let escalation): state.isOpen && isNext(escalation.step)
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
