public import Almanac

/// One sentence of why something was told as it was, or was not, and the rule that says so.
public struct Reason: Hashable, Sendable {
  /// Words that programs read; they never change their meaning.
  public enum Rule: String, CaseIterable, Hashable, Sendable {
    /// What the plan says.
    case plan, timing, except, dates
    case notApproved = "not-approved"
    case asNeeded = "as-needed"
    case withdrawn
    /// What became of it.
    case told
    case toldLate = "told-late"
    case channel, escalation, missed, answer, snooze, undone, review, pause, clock
    /// What kept it from being told.
    case quietHours = "quiet-hours"
    case budget
    case catchUp = "catch-up"
    case contactHours = "contact-hours"
    /// What was told of it together with others.
    case digest, silence
    /// What is to come.
    case next
  }

  public var rule: Rule
  /// When it was so; nil for what simply holds.
  public var at: Instant?
  public var text: String

  public init(_ rule: Rule, at: Instant? = nil, _ text: String) {
    self.rule = rule
    self.at = at
    self.text = text
  }
}

extension Reason.Rule {
  /// The rule behind an event; nil for what explains nothing.
  init?(_ body: EventBody) {
    switch body {
    case .told(let telling): self = telling.isToldLate ? .toldLate : .told
    case .missed: self = .missed
    case .returned: self = .clock
    case .answered: self = .answer
    case .snoozed: self = .snooze
    case .reviewed: self = .review
    case .withdrawn: self = .withdrawn
    case .undone: self = .undone
    case .escalated: self = .escalation
    case .rescheduled: self = .plan
    case .digest: self = .digest
    case .silence: self = .silence
    case .suppressed(let suppression):
      switch suppression.rule {
      case .quietHours: self = .quietHours
      case .budget: self = .budget
      case .catchUp: self = .catchUp
      case .contactHours: self = .contactHours
      }
    default: return nil
    }
  }
}
