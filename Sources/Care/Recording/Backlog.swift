/// What was decided while the ledger could not be written, to be recorded when it can be again.
public struct Backlog: Sendable {
  /// What one look decided.
  public struct Batch: Sendable {
    public fileprivate(set) var events: [NewEvent]
    public let origin: EventOrigin
    public let stamp: EventStamp
    /// Which of the events nobody has been told of yet.
    fileprivate var untold: [Int]
  }

  /// What of the oldest batch is to be recorded, as the ledger stands.
  public struct Writing: Sendable {
    public let events: [NewEvent]
    fileprivate let newest: Int64
    fileprivate let isUndisturbed: Bool
    /// How many of the events, from the first on, were told.
    fileprivate let told: Int

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

  public init() {}

  public var isEmpty: Bool { batches.isEmpty }
  public var hasUntold: Bool { batches.contains { !$0.untold.isEmpty } }
  /// The oldest, which is recorded first.
  public var first: Batch? { batches.first }

  public mutating func add(
    _ events: [NewEvent], _ origin: EventOrigin, _ stamp: EventStamp, after base: Int64
  ) {
    guard !events.isEmpty else { return }
    if isEmpty { (self.base, isDisturbed, keys) = (base, false, [:]) }
    for event in events {
      if case .scheduled(let facts) = event.body, let id = event.occurrence { keys[id] = facts.key }
    }
    batches.append(Batch(events: events, origin: origin, stamp: stamp, untold: Array(events.indices)))
  }

  /// The event that will have this number, unless others write before it is recorded.
  public func event(_ number: Int64) -> RecordedEvent? {
    var offset = number - base - 1
    guard offset >= 0 else { return nil }
    for batch in batches {
      guard offset >= batch.events.count else {
        return batch.recorded(batch.events[Int(offset)], number)
      }
      offset -= Int64(batch.events.count)
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
    return Writing(
      events: isUndisturbed ? batch.events : try agreeing(batch, record),
      newest: newest, isUndisturbed: isUndisturbed, told: batch.untold.first ?? batch.events.count)
  }

  /// What of a batch is still true of the ledger, each event after those before it.
  private func agreeing(_ batch: Batch, _ record: some LedgerRecord) throws -> [NewEvent] {
    var rows: [OccurrenceID: Occurrence] = [:]
    var rowsWritten = try record.rowsWritten()
    return try batch.events.filter { event in
      guard let id = event.occurrence else { return true }
      if var row = try rows[id] ?? record.occurrence(id) {
        guard holds(row), row.agrees(with: event.body) else { return false }
        row.apply(batch.recorded(event, 0))
        rows[id] = row
      } else {
        // Somebody else may have written a row for the same time meanwhile. And an id that is not the next one would be
        // given again, as ids are counted: such a row is written anew.
        guard case .scheduled(let facts) = event.body, id == OccurrenceID(number: rowsWritten),
          try record.occurrence(facts.key) == nil
        else { return false }
        rows[id] = Occurrence(id: id, facts)
        rowsWritten += 1
      }
      return true
    }
  }

  /// The row is the one that was meant in here by its id.
  private func holds(_ row: Occurrence) -> Bool { keys[row.id].map { $0 == row.facts.key } ?? true }

  /// The occurrences that something in here is of.
  var occurrences: Set<OccurrenceID> { Set(batches.flatMap(\.events).compactMap(\.occurrence)) }

  /// A row as the ledger has it, with what of this is still true of it.
  func added(to row: Occurrence) -> Occurrence {
    guard holds(row) else { return row }
    var row = row
    var number = base
    for batch in batches {
      for event in batch.events {
        number += 1
        if event.occurrence == row.id, row.agrees(with: event.body) {
          row.apply(batch.recorded(event, number))
        }
      }
    }
    return row
  }

  /// The oldest batch was recorded as that, under these numbers.
  public mutating func wrote(_ writing: Writing, as numbers: [Int64]) {
    base = numbers.last ?? base
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
    // What a channel said is of a message that has another number by now.
    default: false
    }
  }

  /// Steps are taken one after the other; where an answer was taken back they begin anew, and what was decided of a
  /// later one before that would pass over the first.
  private func isNext(_ step: Int) -> Bool { (state.stepsTaken ?? 0) + 1 == step }

  private func isStillAhead(_ suppression: Suppression) -> Bool {
    if let step = suppression.step { return isNext(step) }
    return state.nextReminder.map { $0 <= suppression.planned } ?? false
  }
}
