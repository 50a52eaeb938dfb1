import Almanac

/// One time an entry should happen: its facts and where it stands.
///
/// Everything here is a value: decisions return event bodies, `apply` folds a recorded event in, and the same events
/// in the same order always give the same state.
public struct Occurrence: Hashable, Sendable {
  public let id: OccurrenceID
  public private(set) var facts: OccurrenceFacts
  public private(set) var state: OccurrenceState

  /// A fresh row of which nothing is known but its facts.
  public init(id: OccurrenceID, _ facts: OccurrenceFacts) {
    self.id = id
    self.facts = facts
    state = OccurrenceState(nextReminder: facts.leads.first ?? facts.instant)
  }

  /// As the ledger kept it.
  public init(id: OccurrenceID, facts: OccurrenceFacts, state: OccurrenceState) {
    self.id = id
    self.facts = facts
    self.state = state
  }

  /// Folds in every event of one occurrence, oldest first, leaving out those a later event undid.
  ///
  /// Nil when the first that counts does not schedule it.
  public static func replay(_ events: [RecordedEvent]) -> Occurrence? {
    let undone = Set(events.compactMap { if case .undone(let number) = $0.body { number } else { nil } })
    var occurrence: Occurrence?
    for event in events where !undone.contains(event.number) {
      if occurrence == nil, case .scheduled(let facts) = event.body, let id = event.occurrence {
        occurrence = Occurrence(id: id, facts)
      } else {
        occurrence?.apply(event)
      }
    }
    return occurrence
  }

  /// Folds one event in. An event of no meaning for an occurrence changes nothing; for `undone`, use `replay`.
  public mutating func apply(_ event: RecordedEvent) {
    switch event.body {
    case .scheduled(let new):
      self = Occurrence(id: id, new)
    case .rescheduled(let new):
      facts = new
      // A snooze asked for stays; reminders already told ahead of time are not told again.
      state.nextReminder = state.snoozedUntil ?? new.leads.first { $0 > event.stamp.at } ?? new.instant
    case .told(let telling):
      state.attempts = telling.attempt
      state.lastTold = event.stamp.at
      state.nextReminder = telling.next
      state.snoozedUntil = nil
    case .missed:
      state.isMissed = true
      state.nextReminder = nil
      state.snoozedUntil = nil
    case .returned(let next):
      state.isMissed = false
      state.nextReminder = next
    case .answered(let answer):
      state.answer = answer
      state.answerEvent = event.number
      state.answeredAt = event.stamp.at
      state.nextReminder = nil
      state.snoozedUntil = nil
    case .snoozed(let snooze):
      state.snoozedUntil = snooze.until
      state.nextReminder = snooze.until
    case .reviewed:
      state.isReviewed = true
    case .withdrawn(let reason):
      state.withdrawn = reason
      state.nextReminder = nil
      state.snoozedUntil = nil
    default:
      break
    }
  }
}
