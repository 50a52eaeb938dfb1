import Care
import Ledger

/// What was decided while the ledger could not be written, to be recorded when it can be again.
struct Backlog {
  /// What one look decided.
  private struct Batch {
    var events: [NewEvent]
    var origin: EventOrigin
    var stamp: EventStamp
    /// Which of the events nobody has been told of yet.
    var untold: [Int]
  }

  private var batches: [Batch] = []
  /// The newest event of the ledger that what is in here builds on.
  private var base: Int64 = 0
  /// Whether others wrote to the ledger since, so that not everything in here need be true of it.
  private var isDisturbed = false

  var isEmpty: Bool { batches.isEmpty }
  var hasUntold: Bool { batches.contains { !$0.untold.isEmpty } }

  mutating func add(_ events: [NewEvent], _ origin: EventOrigin, _ stamp: EventStamp, after base: Int64) {
    guard !events.isEmpty else { return }
    if isEmpty { (self.base, isDisturbed) = (base, false) }
    batches.append(Batch(events: events, origin: origin, stamp: stamp, untold: Array(events.indices)))
  }

  /// The event that will have this number, unless others write before it is recorded.
  func event(_ number: Int64) -> RecordedEvent? {
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
  mutating func tell(_ tell: (NewEvent, EventStamp) -> Bool) {
    for index in batches.indices {
      let batch = batches[index]
      while let first = batches[index].untold.first {
        guard tell(batch.events[first], batch.stamp) else { return }
        batches[index].untold.removeFirst()
      }
    }
  }

  /// Records what is in here, oldest first, each batch in a transaction of its own and with its own time.
  ///
  /// Where another process wrote in between, only what still agrees with the ledger: the ledger is the truth. What
  /// was told already is not told again, provided that nothing older waits in the outbox.
  ///
  /// - Returns: How many events were recorded.
  mutating func write(to ledger: Ledger, _ outbox: Outbox) throws -> Int {
    var count = 0
    while let batch = batches.first {
      let (base, wasDisturbed) = (base, isDisturbed)
      do {
        let (numbers, isUndisturbed) = try ledger.transaction(batch.origin, batch.stamp) { ledger in
          let newest = try ledger.lastEventNumber()
          let isUndisturbed = newest == base && !wasDisturbed
          let events = isUndisturbed ? batch.events : try batch.events.filter { try ledger.agrees(with: $0) }
          let numbers = try ledger.append(contentsOf: events).map(\.number)
          let told = batch.untold.first.map { numbers.prefix($0).last } ?? numbers.last
          if isUndisturbed, max(outbox.told, try ledger.journalCursor()) >= newest, let told {
            try ledger.setJournalCursor(told)
          }
          return (numbers, isUndisturbed)
        }
        self.base = numbers.last ?? base
        isDisturbed = !isUndisturbed
        count += numbers.count
      } catch LedgerError.refused {
        // It can never be recorded, and must not keep everything after it from being.
        isDisturbed = true
      }
      batches.removeFirst()
    }
    return count
  }
}

extension LedgerReader {
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
