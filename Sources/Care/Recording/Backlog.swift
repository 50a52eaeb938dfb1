/// What was decided while the ledger could not be written, to be recorded when it can be again.
public struct Backlog: Sendable {
  /// What one look decided.
  public struct Batch: Sendable {
    public let events: [NewEvent]
    public let origin: EventOrigin
    public let stamp: EventStamp
    /// Which of the events nobody has been told of yet.
    fileprivate(set) var untold: [Int]
    /// The number of its first event, in memory.
    let first: Int64

    var numbered: [(number: Int64, event: NewEvent)] {
      events.enumerated().map { (first + Int64($0), $1) }
    }
  }

  private(set) var batches: [Batch] = []
  /// The newest event of the ledger that what is in here builds on.
  private(set) var base: Int64 = 0
  /// The newest event of the ledger when the first of what is in here was decided.
  private(set) var start: Int64 = 0
  /// Whether others wrote to the ledger since, so that not everything in here need be true of it.
  private(set) var isDisturbed = false
  /// What the rows are that were written in here: another one may have their id in the ledger by now.
  private(set) var keys: [OccurrenceID: OccurrenceKey] = [:]
  /// Whose answer was taken back, and after which event in here.
  private(set) var reopened: [OccurrenceID: [Int64]] = [:]
  /// The number of the newest event that was ever in here.
  private(set) var lastNumber = RecordedNumbers.firstOfMemory
  /// What became of the numbers of what was in here.
  public private(set) var numbers = RecordedNumbers()

  public init() {}

  public var isEmpty: Bool { batches.isEmpty }
  public var hasUntold: Bool { batches.contains { !$0.untold.isEmpty } }
  /// The oldest, which is recorded first.
  public var first: Batch? { batches.first }

  public mutating func add(
    _ events: [NewEvent], _ origin: EventOrigin, _ stamp: EventStamp, after base: Int64
  ) {
    guard !events.isEmpty else { return }
    if isEmpty { (self.base, start, isDisturbed, keys, reopened) = (base, base, false, [:], [:]) }
    for event in events {
      if case .scheduled(let facts) = event.body, let id = event.occurrence { keys[id] = facts.key }
    }
    batches.append(
      Batch(
        events: events, origin: origin, stamp: stamp, untold: Array(events.indices), first: lastNumber + 1))
    lastNumber += Int64(events.count)
  }

  /// Lets go of everything: there is nothing any more that it could be recorded in.
  ///
  /// Not by a new backlog, which would give the same numbers again.
  public mutating func clear() { batches = [] }

  /// The event that has this number in memory; nil once it is recorded, or let go of.
  public func event(_ number: Int64) -> RecordedEvent? {
    for batch in batches {
      let offset = number - batch.first
      guard offset >= 0, offset < batch.events.count else { continue }
      return batch.recorded(batch.events[Int(offset)], number)
    }
    return nil
  }

  /// What a channel said, of its message as that is called by now.
  ///
  /// Nil where the message was not true any more when it could be recorded; but whoever was alarmed by it was, and has
  /// to hear that it is settled.
  public func present(_ report: NewEvent) -> NewEvent? {
    guard case .delivery(var delivery) = report.body else { return report }
    delivery.message = numbers.present(delivery.message)
    if RecordedNumbers.isOfMemory(delivery.message), event(delivery.message) == nil {
      guard delivery.isAlarm else { return nil }
      delivery.message = DeliveryReport.unrecorded
    }
    return NewEvent(occurrence: report.occurrence, entry: report.entry, .delivery(delivery))
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

  /// The occurrences that something in here is of.
  var occurrences: Set<OccurrenceID> { Set(batches.flatMap(\.events).compactMap(\.occurrence)) }

  /// An answer that others gave was taken back: whoever was alarmed before is brought in anew.
  mutating func reopen(_ id: OccurrenceID) { reopened[id, default: []].append(lastNumber) }

  /// Everything in here, oldest first.
  var events: [RecordedEvent] {
    batches.flatMap { batch in batch.numbered.map { batch.recorded($1, $0) } }
  }

  /// The entries that were renamed in here.
  var renamings: [RecordedEvent] { events.filter { $0.body.kind == .renamed } }

  /// The oldest batch was recorded as that, under these numbers.
  public mutating func wrote(_ writing: Writing, as numbers: [Int64]) {
    base = numbers.last ?? base
    for (number, recorded) in zip(writing.remembered, numbers) { self.numbers.note(number, as: recorded) }
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
  func recorded(_ event: NewEvent, _ number: Int64) -> RecordedEvent {
    RecordedEvent(
      number: number, stamp: stamp, origin: origin, occurrence: event.occurrence, entry: event.entry,
      body: event.body)
  }
}
