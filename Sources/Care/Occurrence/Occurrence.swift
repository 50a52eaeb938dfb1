import Almanac

/// One time an entry should happen: its facts and where it stands.
///
/// Everything here is a value: decisions return event bodies, `apply` folds a recorded event in, and the same events
/// in the same order always give the same state.
public struct Occurrence: Sendable {
  private var content: Content

  /// Kept apart, so that a copy costs a reference count and not a dozen texts.
  ///
  /// Unchecked, and safe: an occurrence changes it only where no other one shares it.
  private final class Content: @unchecked Sendable {
    let id: OccurrenceID
    var facts: OccurrenceFacts
    var state: OccurrenceState

    init(_ id: OccurrenceID, _ facts: OccurrenceFacts, _ state: OccurrenceState) {
      self.id = id
      self.facts = facts
      self.state = state
    }
  }

  public var id: OccurrenceID { content.id }
  // Lent and not copied: whoever asks for one instant must not pay for a dozen texts.
  public private(set) var facts: OccurrenceFacts {
    _read { yield content.facts }
    set {
      makeUnique()
      content.facts = newValue
    }
  }
  public private(set) var state: OccurrenceState {
    _read { yield content.state }
    _modify {
      makeUnique()
      yield &content.state
    }
  }

  private mutating func makeUnique() {
    guard !isKnownUniquelyReferenced(&content) else { return }
    content = Content(content.id, content.facts, content.state)
  }

  /// A fresh row of which nothing is known but its facts.
  public init(id: OccurrenceID, _ facts: OccurrenceFacts) {
    self.init(
      id: id, facts: facts, state: OccurrenceState(nextReminder: facts.leads.first ?? facts.instant))
  }

  /// As the ledger kept it.
  public init(id: OccurrenceID, facts: OccurrenceFacts, state: OccurrenceState) {
    content = Content(id, facts, state)
  }

  /// Folds in every event of one occurrence, oldest first, leaving out those a later event undid.
  ///
  /// Undoing an undo brings back what it had taken away. Nil when the first event that counts does not schedule it,
  /// and for a dose taken as needed whose answer was undone.
  public static func replay(_ events: [RecordedEvent]) -> Occurrence? {
    let undone = RecordedEvent.undone(among: events)
    let answers = Set(events.filter { $0.body.kind == .answered }.map(\.number))
    var occurrence: Occurrence?
    for event in events {
      guard !undone.contains(event.number) else {
        if event.isSkipOfPause { occurrence?.state.defiesPause = true }
        continue
      }
      if case .undone(let number) = event.body, answers.contains(number) { occurrence?.reopenEscalation() }
      if occurrence == nil, case .scheduled(let facts) = event.body, let id = event.occurrence {
        occurrence = Occurrence(id: id, facts)
      } else {
        occurrence?.apply(event)
      }
    }
    if let answer = occurrence?.state.answerEvent, !undone.isEmpty {
      occurrence?.noteReturn(RecordedEvent.returning(answer, among: events))
    }
    // A dose taken as needed was never planned: without its answer there is nothing left of it.
    if let occurrence, !occurrence.facts.isPlanned, occurrence.state.answer == nil { return nil }
    return occurrence
  }

  /// Folds one event in.
  ///
  /// An event of no meaning for an occurrence changes nothing; for `undone`, use `replay`.
  public mutating func apply(_ event: RecordedEvent) {
    switch event.body {
    case .scheduled(let new):
      // A withdrawn row that the plan has again: what was told of it stays told. So does one that was moved away.
      state.withdrawn = nil
      if state.answer?.outcome == .moved {
        (state.answer, state.answerEvent, state.answeredAt, state.isMissed) = (nil, nil, nil, false)
        (state.answerReturnedBy, state.answerReturnedAt) = (nil, nil)
      }
      state.snoozedUntil = nil
      move(to: new, at: event.stamp.at)
    case .rescheduled(let new):
      move(to: new, at: event.stamp.at)
    case .told(let telling):
      state.attempts = telling.attempt
      state.lastTold = event.stamp.at
      // While a snooze stands, only what was told for the instant that the row waits for moves it on: whoever told
      // anything else did not know of the snooze, whatever the clock showed then.
      if state.snoozedUntil == nil || state.nextReminder == telling.planned {
        state.nextReminder = telling.next
        state.snoozedUntil = nil
      }
      state.heldUntil = nil
      (state.heldBackAt, state.heldBackBy) = (nil, nil)
      state.questions = telling.questions
      if telling.phase != .upcoming, !facts.escalation.isEmpty, state.askedSince == nil {
        state.askedSince = event.stamp.at
      }
      state.owed.owe(event, through: telling.routes)
    case .escalated(let escalation):
      state.stepsTaken = escalation.step
      state.heldUntil = nil
      state.owed.owe(event, through: escalation.routes)
    case .suppressed(let suppression):
      suppress(suppression, event)
    case .delivery(let report):
      state.owed.take(report, at: event.stamp.at)
      noteAlarm(report, at: event.stamp.at)
    case .missed(let finding):
      state.isMissed = true
      state.nextReminder = nil
      state.snoozedUntil = nil
      state.owed = []
      state.owed.owe(event, through: finding.routes)
      if finding.heldUntil != nil { holdBack(event) }
    case .returned(let next):
      // That it was missed is not true any more, and nobody is to be told so.
      if state.isMissed { state.owed = [] }
      state.isMissed = false
      // A snooze that stands, because the end of another one was taken back, stands whatever the clock did.
      state.nextReminder = state.snoozedUntil ?? next
      // Nobody was asked at an hour that is still to come.
      state.askedSince = state.askedSince.map { min($0, event.stamp.at) }
    case .answered(let answer):
      state.answer = answer
      state.answerEvent = event.number
      state.answeredAt = event.stamp.at
      (state.answerReturnedBy, state.answerReturnedAt) = (nil, nil)
      (state.heldBackAt, state.heldBackBy) = (nil, nil)
      state.nextReminder = nil
      state.snoozedUntil = nil
      settle(event)
    case .snoozed(let snooze):
      state.snoozedUntil = snooze.until
      state.nextReminder = snooze.until
      state.owed = []
    case .reviewed:
      state.isReviewed = true
    case .withdrawn(let reason):
      state.withdrawn = reason
      state.nextReminder = nil
      state.snoozedUntil = nil
      settle(event)
    default:
      break
    }
  }

  private mutating func suppress(_ suppression: Suppression, _ event: RecordedEvent) {
    if suppression.step == nil {
      state.nextReminder = suppression.next
      state.snoozedUntil = nil
      if suppression.rule == .quietHours { holdBack(event) }
    }
    state.heldUntil = suppression.until
    if let step = suppression.step, suppression.until == nil { state.stepsTaken = step }
  }

  private mutating func holdBack(_ event: RecordedEvent) {
    (state.heldBackAt, state.heldBackBy) = (event.stamp.at, event.number)
  }

  /// Its events have other numbers.
  mutating func renumber(_ number: (Int64) -> Int64) { state.renumber(number) }

  /// An answer that was taken back settled nothing: whoever was told so is to be brought in anew.
  mutating func reopenEscalation() {
    if !state.alarmed.isEmpty { state.stepsTaken = nil }
  }

  private mutating func noteReturn(_ event: RecordedEvent?) {
    (state.answerReturnedBy, state.answerReturnedAt) = (event?.number, event?.stamp.at)
  }

  /// Whoever was alarmed is told that it is settled; the rest of what was owed is not worth telling any more.
  private mutating func settle(_ event: RecordedEvent) {
    state.owed = []
    state.owed.owe(event, through: state.alarmed)
  }

  /// Remembers whom an escalation told; one who heard of it only after the answer, or of whom the record hears only
  /// then, is told that there is one.
  private mutating func noteAlarm(_ report: DeliveryReport, at now: Instant) {
    guard report.route.step != nil, report.result == .told, !state.alarmed.contains(report.route) else {
      return
    }
    state.alarmed.append(report.route)
    if let answer = state.answerEvent, report.message != answer {
      state.owed.append(OwedSend(message: answer, route: report.route, since: now))
    }
  }

  /// Takes the facts of the plan as it is now.
  ///
  /// A snooze asked for stays; what was told is not told again.
  private mutating func move(to new: OccurrenceFacts, at now: Instant) {
    facts = new
    if let snooze = state.snoozedUntil {
      state.nextReminder = snooze
    } else if let told = state.lastTold {
      state.nextReminder =
        told < new.instant ? new.leads.first { $0 > now } ?? new.instant : nextReminder(after: told)
    } else {
      state.nextReminder = new.leads.first ?? new.instant
    }
  }
}

extension Occurrence: Hashable {
  public static func == (a: Occurrence, b: Occurrence) -> Bool {
    a.content === b.content || (a.id == b.id && a.state == b.state && a.facts == b.facts)
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

extension RecordedEvent {
  /// The answer that tendd gave for the household's pause.
  fileprivate var isSkipOfPause: Bool {
    guard case .answered = body else { return false }
    return origin.channel == EventOrigin.daemon
  }
}
