import Almanac
import Care
import Ledger
import Systemd

/// Tells every recorded event once it is recorded, in the order of their numbers.
///
/// It keeps a cursor in the ledger. A crash between telling and moving the cursor tells the same events again, under
/// the same numbers: at least once, never not at all.
final class Outbox {
  /// Seconds after which a journal that took nothing is tried again.
  static let retryAfter: Int64 = 2

  private static let batch = 200
  private let herald: Herald
  private let origin = EventOrigin(actor: EventOrigin.daemon, channel: EventOrigin.daemon)
  /// The number of the last event that was told, also where the ledger could not be told so.
  private(set) var told: Int64 = 0

  init(herald: Herald) { self.herald = herald }

  /// Another ledger, with numbers of its own, is told from now on.
  func beginAnew() { told = 0 }

  /// Returns whether everything recorded so far was told.
  func deliver(_ ledger: Ledger, wording: Wording, stamp: EventStamp) -> Bool {
    do {
      told = max(told, try ledger.read { try $0.journalCursor() })
      defer { moveCursor(ledger, stamp) }
      while true {
        let pending = try pending(ledger, wording)
        for item in pending {
          try tell(item)
          told = item.number
        }
        if pending.count < Outbox.batch { return true }
      }
    } catch {
      return false
    }
  }

  /// Tells an event that is not recorded; false when nobody took it.
  func tellUnrecorded(
    _ event: NewEvent, occurrence: Occurrence?, wording: Wording, stamp: EventStamp
  ) -> Bool {
    let recorded = RecordedEvent(
      number: 0, stamp: stamp, origin: origin, occurrence: event.occurrence, entry: event.entry,
      body: event.body)
    guard let line = wording.line(recorded, occurrence: occurrence)?.unrecorded() else { return true }
    do {
      try tell(Item(number: 0, line: line, clock: clock(stamp.at, wording)))
      return true
    } catch {
      return false
    }
  }

  /// One event, and what is said of it; nil for one that is only kept.
  private struct Item {
    var number: Int64
    var line: JournalLine?
    var clock: String
  }

  private func pending(_ ledger: Ledger, _ wording: Wording) throws -> [Item] {
    try ledger.read { ledger in
      let events: [RecordedEvent]
      do {
        events = try ledger.events(after: told, limit: Outbox.batch)
      } catch let error as LedgerError where error.isAboutOneEvent {
        return try pendingOneByOne(ledger, wording)
      }
      return try events.map { try item($0, ledger, wording) }
    }
  }

  /// An event that does not read must not keep those after it from being told.
  private func pendingOneByOne(_ ledger: LedgerReader, _ wording: Wording) throws -> [Item] {
    let last = min(try ledger.lastEventNumber(), told + Int64(Outbox.batch))
    return try ((told + 1)..<(last + 1)).map { number in
      do {
        guard let event = try ledger.event(number) else { return Item(number: number, line: nil, clock: "") }
        return try item(event, ledger, wording)
      } catch let error as LedgerError where error.isAboutOneEvent {
        herald.warn("an event of the ledger cannot be told: \(error)", priority: 3)
        return Item(number: number, line: nil, clock: "")
      }
    }
  }

  private func item(_ event: RecordedEvent, _ ledger: LedgerReader, _ wording: Wording) throws -> Item {
    let occurrence = try ledger.subject(of: event)
    var undone: RecordedEvent?
    if case .undone(let number) = event.body { undone = try ledger.event(number) }
    return Item(
      number: event.number, line: wording.line(event, occurrence: occurrence, undone: undone),
      clock: clock(event.stamp.at, wording))
  }

  /// What the journal will never take as it is, is told in short: it must not hold up the rest.
  private func tell(_ item: Item) throws(JournalError) {
    guard let line = item.line else { return }
    do {
      try herald.tell(line, at: item.clock)
    } catch .absent {
      throw .absent
    } catch .full {
      throw .full
    } catch {
      do {
        try herald.tell(line.shortened(), at: item.clock)
      } catch .tooLarge, .invalidField {
        herald.warn("event \(item.number) of the ledger cannot be told (\(error))", priority: 3)
      }
    }
  }

  /// A cursor that cannot be moved means telling again after a restart, which is the safe side.
  private func moveCursor(_ ledger: Ledger, _ stamp: EventStamp) {
    guard let cursor = try? ledger.read({ try $0.journalCursor() }), cursor < told else { return }
    try? ledger.transaction(origin, stamp) { try $0.setJournalCursor(told) }
  }

  private func clock(_ instant: Instant, _ wording: Wording) -> String {
    "\(wording.zones.machine.local(at: instant).time)"
  }
}

extension LedgerError {
  /// One event is of a newer Tend, or does not read; the others may.
  fileprivate var isAboutOneEvent: Bool {
    switch self {
    case .newerVersion, .damaged: true
    default: false
    }
  }
}

extension JournalLine {
  /// The line without what may be of any length.
  fileprivate func shortened() -> JournalLine {
    var line = self
    line.message = String(message.prefix(1000)) + " … (shortened)"
    line.fields.removeAll { $0.value.utf8.count > 1000 }
    return line
  }
}
