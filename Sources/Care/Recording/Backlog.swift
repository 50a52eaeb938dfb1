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

  public init() {}

  public var isEmpty: Bool { batches.isEmpty }
  public var hasUntold: Bool { batches.contains { !$0.untold.isEmpty } }
  /// The oldest, which is recorded first.
  public var first: Batch? { batches.first }

  public mutating func add(
    _ events: [NewEvent], _ origin: EventOrigin, _ stamp: EventStamp, after base: Int64
  ) {
    guard !events.isEmpty else { return }
    if isEmpty { (self.base, isDisturbed) = (base, false) }
    batches.append(Batch(events: events, origin: origin, stamp: stamp, untold: Array(events.indices)))
  }

  /// The event that will have this number, unless others write before it is recorded.
  public func event(_ number: Int64) -> RecordedEvent? {
    var offset = number - base - 1
    guard offset >= 0 else { return nil }
    for batch in batches {
      guard offset >= batch.events.count else {
        let event = batch.events[Int(offset)]
        return RecordedEvent(
          number: number, stamp: batch.stamp, origin: batch.origin, occurrence: event.occurrence,
          entry: event.entry, body: event.body)
      }
      offset -= Int64(batch.events.count)
    }
    return nil
  }

  /// Gives every event that nobody was told of yet to `tell`, oldest first, until one is not taken.
  public mutating func tell(_ tell: (NewEvent, EventStamp) -> Bool) {
    for index in batches.indices {
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
      events: isUndisturbed ? batch.events : try batch.events.filter { try record.agrees(with: $0) },
      newest: newest, isUndisturbed: isUndisturbed, told: batch.untold.first ?? batch.events.count)
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

extension LedgerRecord {
  /// Whether an event decided without the ledger is still true of it.
  fileprivate func agrees(with event: NewEvent) throws -> Bool {
    guard let id = event.occurrence else { return true }
    guard let occurrence = try occurrence(id), occurrence.facts.key.entry == event.entry,
      occurrence.state.isOpen
    else { return false }
    switch event.body {
    case .told(let telling): return occurrence.state.attempts < telling.attempt
    case .missed: return true
    default: return false
    }
  }
}
