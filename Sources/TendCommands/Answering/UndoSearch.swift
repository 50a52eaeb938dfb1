import Almanac
import Care
import Ledger

/// Finds what `tend undo` takes back: the newest thing a person did that still has an effect.
struct UndoSearch {
  /// Nil means the newest of all that people did.
  let target: TargetArgument?
  let now: Instant

  static let kinds: Set<EventKind> = [
    .answered, .snoozed, .reviewed, .paused, .resumed, .edited, .flagClosed, .noted, .held, .released,
    .admitted, .discharged, .stock, .asked, .questionClosed,
  ]

  /// What one command records together with all that follows from it.
  private static let heads: Set<EventKind> = [.edited, .held, .released, .admitted, .discharged, .stock]

  /// The newest deed, whole: what was recorded by the command of the newest event and still has an effect.
  ///
  /// Answers that stand for themselves are a deed each. Of an occurrence that was named, its own event alone, unless
  /// that goes with a change of the plan.
  func act(in ledger: LedgerReader) throws -> [RecordedEvent] {
    guard let newest = try newest(in: ledger) else { return [] }
    let act = try ledger.act(of: newest)
    guard act.contains(where: { UndoSearch.heads.contains($0.body.kind) }) else { return [newest] }
    let hasEdit = act.contains { $0.body.kind == .edited }
    if case .occurrence? = target?.target, !hasEdit { return [newest] }
    return try act.filter { event in
      if event == newest { return true }
      // Going back to a time that was moved away took that answer back.
      if [.undone, .renamed].contains(event.body.kind) { return hasEdit }
      return try UndoSearch.kinds.contains(event.body.kind) && isInForce(event, in: ledger)
    }
  }

  private func newest(in ledger: LedgerReader) throws -> RecordedEvent? {
    guard let target else { return try newestOfAll(in: ledger) }
    switch target.target {
    case .occurrence(let id):
      return try newest(of: try ledger.events(of: id).reversed(), in: ledger)
    case .entry(let entry):
      return try newest(of: try ledger.events(of: entry).reversed(), in: ledger)
    case .nominal(let entry, let nominal):
      guard let row = try ledger.occurrences(of: entry).first(where: { $0.facts.nominal == nominal }) else {
        return nil
      }
      return try newest(of: try ledger.events(of: row.id).reversed(), in: ledger)
    }
  }

  /// Reads back as far as it takes; what tendd itself recorded is not somebody's last deed.
  private func newestOfAll(in ledger: LedgerReader) throws -> RecordedEvent? {
    var limit = 50
    while true {
      let events = try ledger.latestEvents(limit, of: UndoSearch.kinds.union([.undone]))
      let done = events.filter { $0.origin.channel != EventOrigin.daemon }
      if let event = try newest(of: done, in: ledger) { return event }
      guard events.count == limit else { return nil }
      limit *= 8
    }
  }

  /// - Parameter events: newest first.
  private func newest(of events: [RecordedEvent], in ledger: LedgerReader) throws -> RecordedEvent? {
    var undone: Set<Int64> = []
    for event in events where !undone.contains(event.number) {
      if case .undone(let number) = event.body {
        undone.insert(number)
      } else if try isInForce(event, in: ledger) {
        return event
      }
    }
    return nil
  }

  private func isInForce(_ event: RecordedEvent, in ledger: LedgerReader) throws -> Bool {
    let state = try event.occurrence.flatMap { try ledger.occurrence($0)?.state }
    return switch event.body {
    case .answered: state?.answerEvent == event.number
    case .snoozed(let snooze): state?.snoozedUntil == snooze.until && snooze.until > now
    case .reviewed: state?.isReviewed == true && state?.answer == nil
    case .paused(let pause): pause.until.map { $0 > now } ?? true
    case .held(let hold): hold.until.map { $0 > now } ?? true
    // A flag that fell away follows its answers.
    case .flagClosed(let closing): closing.word != nil
    case .resumed, .edited, .noted, .released, .admitted, .discharged, .asked,
      .questionClosed:
      true
    // What the plan counts is changed in the plan.
    case .stock(let change): change.isOfPlan != true
    default: false
    }
  }
}
