public import Almanac

/// Where an occurrence stands: the fold of its events.
///
/// Whatever time alone decides is asked with `now`.
public struct OccurrenceState: Hashable, Sendable, Codable {
  /// Reminders told so far, over every channel together.
  public var attempts = 0
  public var lastTold: Instant?
  /// When to tell next; nil when nothing more is to be told.
  public var nextReminder: Instant?
  public var snoozedUntil: Instant?
  /// The finding, until an answer or a step back of the clock takes it away.
  public var isMissed = false
  /// Someone looked at the missed occurrence and let it stand.
  public var isReviewed = false
  public var answer: Answer?
  /// The number of the event that answered, and when it was recorded.
  public var answerEvent: Int64?
  public var answeredAt: Instant?
  /// The newest event that gave the answer back after it had been taken back, and when that was recorded; nil where it
  /// was never taken back.
  public var answerReturnedBy: Int64?
  public var answerReturnedAt: Instant?
  public var withdrawn: Withdrawal?
  /// Someone took back the skip that came of a pause, so the pause does not skip it again.
  public var defiesPause = false
  /// What channels are still to be told of it.
  @OmittedWhenEmpty public var owed: [OwedSend] = []
  /// Those an escalation brought in and who were told: to be told as well when it is settled.
  @OmittedWhenEmpty public var alarmed: [Route] = []

  /// When the household was first asked; kept only where an escalation counts from it.
  public var askedSince: Instant?
  /// Steps of the escalation that are behind it; nil for none.
  public var stepsTaken: Int?
  /// Until when a rule lets the next step of the escalation wait.
  public var heldUntil: Instant?
  /// When quiet hours last held it back; nil where it was told or answered since.
  public var heldBackAt: Instant?
  /// The number of the event of that.
  public var heldBackBy: Int64?
  /// What was to be asked at an appointment when it was told last.
  public var questions: [String]?

  public init(nextReminder: Instant?) { self.nextReminder = nextReminder }

  /// By which event the answer came to be known, and when: what follows from it begins there.
  var answerKnown: (event: Int64, at: Instant)? {
    guard let event = answerReturnedBy ?? answerEvent, let at = answerReturnedAt ?? answeredAt else {
      return nil
    }
    return (event, at)
  }

  /// Nothing is known of it yet but its facts: nobody was told, nobody answered.
  public var isUntouched: Bool { attempts == 0 && answer == nil && !isMissed && withdrawn == nil }

  /// It still waits for an answer that reminders ask for.
  public var isOpen: Bool { answer == nil && !isMissed && withdrawn == nil }

  /// The events that it names have other numbers.
  mutating func renumber(_ number: (Int64) -> Int64) {
    owed.renumber(number)
    answerEvent = answerEvent.map(number)
    heldBackBy = heldBackBy.map(number)
  }
}

/// Why an occurrence was closed without an answer.
public enum Withdrawal: String, Hashable, Sendable, Codable {
  case entryRemoved = "entry removed"
  case planChanged = "plan changed"
  case notApproved = "not approved"
  /// The appointment it prepares for was cancelled or moved.
  case parentOff = "its appointment is off"
}
