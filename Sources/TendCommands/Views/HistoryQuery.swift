import Almanac
import Care
import Ledger

/// One line of history: an event with what it is about.
struct HistoryLine {
  var event: RecordedEvent
  /// As it stands now; its facts are what the plan said when the row was written.
  var occurrence: Occurrence?
  /// For an event that takes another back, that other one.
  var undone: RecordedEvent?
  /// A later event took it back.
  var isTakenBack: Bool
}

/// Which events a look at the history wants.
struct HistoryQuery {
  var target: TargetArgument?
  /// When it was recorded.
  var recorded: ClosedRange<Instant>?
  var person: String?
  /// The newest so many.
  var limit: Int
  /// Also what Tend did by itself.
  var isComplete: Bool

  /// What people did, and what came of what they did not do.
  private static let deeds: Set<EventKind> = [
    .missed, .answered, .snoozed, .reviewed, .withdrawn, .undone, .paused, .resumed, .edited, .recordLost,
    .lossAcknowledged, .flagged, .flagClosed, .noted, .held, .released, .admitted, .discharged,
    .stock, .asked, .questionClosed, .renamed,
  ]

  /// Oldest first.
  func lines(_ ledger: LedgerReader, plan: Plan) throws -> [HistoryLine] {
    var lines: [HistoryLine] = []
    var takenBack: Set<Int64> = []
    var occurrences: [OccurrenceID: Occurrence] = [:]
    for event in try newestFirst(ledger) {
      // An undo that was itself taken back takes nothing back.
      if case .undone(let number) = event.body, !takenBack.contains(event.number) { takenBack.insert(number) }
      guard lines.count < limit, isComplete || HistoryQuery.deeds.contains(event.body.kind),
        recorded.map({ $0.contains(event.stamp.at) }) ?? true
      else { continue }
      if let id = event.occurrence, occurrences[id] == nil { occurrences[id] = try ledger.subject(of: event) }
      let occurrence = event.occurrence.flatMap { occurrences[$0] }
      if let person,
        (occurrence?.facts.person ?? event.body.person ?? event.entry.flatMap(plan.entry)?.person) != person
      {
        continue
      }
      var undone: RecordedEvent?
      if case .undone(let number) = event.body { undone = try ledger.event(number) }
      lines.append(
        HistoryLine(
          event: event, occurrence: occurrence, undone: undone,
          isTakenBack: takenBack.contains(event.number)))
    }
    return lines.reversed()
  }

  private func newestFirst(_ ledger: LedgerReader) throws -> [RecordedEvent] {
    switch target?.target {
    case .occurrence(let id)?:
      let events = try ledger.events(of: id)
      if events.isEmpty { throw CommandFailure("there is no occurrence \(id)") }
      return events.reversed()
    case .entry(let entry)?: return try ledger.events(of: entry).reversed()
    case .nominal(let entry, let nominal)?:
      let row = try ledger.occurrences(of: entry).first { $0.facts.nominal == nominal }
      return try row.map { try ledger.events(of: $0.id).reversed() } ?? []
    case nil: return try latest(ledger)
    }
  }

  /// Reads back until there is certainly enough.
  private func latest(_ ledger: LedgerReader) throws -> [RecordedEvent] {
    let kinds = isComplete ? [] : HistoryQuery.deeds
    var count = max(200, person == nil ? min(limit, 1 << 20) : 0)
    while true {
      let events = try ledger.latestEvents(count, of: kinds)
      let isEnough = person == nil && limit <= count || events.last.map(isTooOld) ?? true
      if events.count < count || isEnough { return events }
      count *= 8
    }
  }

  /// With a day to spare, as numbers order events and clocks step.
  private func isTooOld(_ event: RecordedEvent) -> Bool {
    recorded.map { event.stamp.at < $0.lowerBound - 86_400 } ?? false
  }
}

extension EventBody {
  /// Of whom a line of the diary or a question is.
  fileprivate var person: String? {
    switch self {
    case .noted(let note): note.person
    case .asked(let question): question.person
    default: nil
    }
  }
}
