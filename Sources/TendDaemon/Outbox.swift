import Almanac
import Care
import Ledger
import Systemd

/// Tells every recorded event once it is recorded, in the order of their numbers.
///
/// It keeps a cursor in the ledger. A crash between telling and moving the cursor tells the same events again, under
/// the same numbers: at least once, never not at all.
struct Outbox {
  /// Seconds after which a journal that took nothing is tried again.
  static let retryAfter: Int64 = 2

  let ledger: Ledger
  let herald: Herald

  private static let batch = 200

  /// Returns whether everything recorded so far was told.
  func deliver(wording: Wording, now: Instant) -> Bool {
    do {
      while true {
        let lines = try pending(wording)
        guard !lines.isEmpty else { return true }
        var told: Int64?
        defer {
          // A cursor that cannot be moved means telling again, which is the safe side.
          if let told { try? moveCursor(to: told, now: now) }
        }
        for (event, line) in lines {
          if let line { try herald.tell(line, at: clock(event, wording)) }
          told = event.number
        }
        if lines.count < Outbox.batch { return true }
      }
    } catch {
      return false
    }
  }

  /// Tells the reminders of a step that could not be recorded.
  func deliverUnrecorded(
    _ step: PlannerStep, memory: Memory, wording: Wording, now: Instant, reason: String
  ) {
    let occurrences = Dictionary(step.occurrences.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    herald.warn(
      "the ledger cannot be written (\(reason)): reminding from memory, nothing is recorded", priority: 2)
    for event in step.events {
      let recorded = RecordedEvent(
        number: 0, stamp: EventStamp(at: now, bootID: "", sinceBoot: 0),
        origin: EventOrigin(actor: "tendd", channel: "tendd"), occurrence: event.occurrence,
        entry: event.entry,
        body: event.body)
      guard let line = wording.line(recorded, occurrence: event.occurrence.flatMap { occurrences[$0] }) else {
        continue
      }
      // The journal is all there is left; when it takes nothing either, the next look tells again.
      try? herald.tell(line.unrecorded(), at: clock(recorded, wording))
    }
  }

  private func pending(_ wording: Wording) throws -> [(RecordedEvent, JournalLine?)] {
    try ledger.read { ledger in
      try ledger.events(after: try ledger.journalCursor(), limit: Outbox.batch).map { event in
        let occurrence = try event.occurrence.flatMap { try ledger.occurrence($0) }
        var undone: RecordedEvent?
        if case .undone(let number) = event.body { undone = try ledger.event(number) }
        return (event, wording.line(event, occurrence: occurrence, undone: undone))
      }
    }
  }

  private func moveCursor(to number: Int64, now: Instant) throws {
    let stamp = EventStamp(at: now, bootID: "", sinceBoot: 0)
    try ledger.transaction(EventOrigin(actor: "tendd", channel: "tendd"), stamp) { ledger in
      try ledger.setJournalCursor(number)
    }
  }

  private func clock(_ event: RecordedEvent, _ wording: Wording) -> String {
    "\(wording.zones.machine.local(at: event.stamp.at).time)"
  }
}
