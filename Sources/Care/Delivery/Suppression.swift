public import Almanac

/// Something was not told, because a rule says so.
public struct Suppression: Hashable, Sendable, Codable {
  public enum Rule: String, CaseIterable, Hashable, Sendable, Codable {
    case quietHours = "quiet-hours"
    /// Enough of low importance was told that day.
    case budget
    /// It came due while Tend was not there.
    case catchUp = "catch-up"
    /// Outside the hours of the contact.
    case contactHours = "contact-hours"
  }

  public var rule: Rule
  /// When it would have been told.
  public var planned: Instant
  /// The step of the escalation; nil for a reminder.
  public var step: Int?
  public var contact: String?
  /// What the rule says, as it is written: `22:00-07:00`, `6`.
  public var limit: String?
  /// Until when it waits; nil where it is passed over.
  public var until: Instant?
  /// Of a reminder: when to tell next; nil for never.
  public var next: Instant?

  public init(
    rule: Rule, planned: Instant, step: Int? = nil, contact: String? = nil, limit: String? = nil,
    until: Instant? = nil, next: Instant? = nil
  ) {
    self.rule = rule
    self.planned = planned
    self.step = step
    self.contact = contact
    self.limit = limit
    self.until = until
    self.next = next
  }
}
