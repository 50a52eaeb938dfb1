public import Almanac

/// One step of the ladder above the reminders themselves: whom to bring in after how long without an answer.
public struct EscalationRule: Hashable, Sendable {
  /// Counted from when the household was first asked.
  public var after: TimeSpan
  /// A contact id, or `Contact.onDuty`; nil for whoever is there.
  public var contact: String?
  /// Nil takes those of the contact.
  public var channels: [ChannelName]?

  public init(after: TimeSpan, contact: String? = nil, channels: [ChannelName]? = nil) {
    self.after = after
    self.contact = contact
    self.channels = channels
  }
}

/// The same as a row copies it, so that a change of plan or settings never changes history.
public struct EscalationStep: Hashable, Sendable, Codable {
  /// Seconds from when the household was first asked.
  public var after: Int64
  /// `Contact.onDuty` is made out when the step is taken.
  public var contact: String?
  /// Without the journal, which has every event; of whoever is on duty none where they are that contact's own.
  public var channels: [ChannelName]
  /// When the contact may be told; nil for always.
  public var hours: ClockWindow?

  public init(after: Int64, contact: String? = nil, channels: [ChannelName], hours: ClockWindow? = nil) {
    self.after = after
    self.contact = contact
    self.channels = channels
    self.hours = hours
  }

  /// As it is of an entry that is told through `usual`.
  ///
  /// A contact without channels, or whom the plan does not have any more, is reached through whoever is there.
  init(_ rule: EscalationRule, plan: Plan, usual: [ChannelName]) {
    guard rule.contact != Contact.onDuty else {
      self.init(
        after: rule.after.seconds, contact: rule.contact,
        channels: (rule.channels ?? []).filter { $0 != .journal })
      return
    }
    let contact = plan.contact(rule.contact)
    let channels = rule.channels ?? contact.map(\.channels) ?? []
    self.init(
      after: rule.after.seconds, contact: rule.contact,
      channels: (channels.isEmpty ? usual : channels).filter { $0 != .journal }, hours: contact?.hours)
  }

  func routes(_ number: Int) -> [Route] { channels.map { Route($0, contact: contact, step: number) } }

  /// The same once it is known who is on duty: the first in the plan's order whose hours allow it.
  ///
  /// Where nobody is, it goes to whoever is there, through what the occurrence is told through: an alarm is not lost for
  /// want of a name.
  func onDuty(_ plan: Plan, usual: [ChannelName], at now: Instant, in zone: ZoneRules) -> EscalationStep {
    guard contact == Contact.onDuty else { return self }
    var step = self
    let found = plan.alarmedOnDuty(at: now, in: zone)
    step.contact = found?.id
    if step.channels.isEmpty { step.channels = (found?.channels ?? []).filter { $0 != .journal } }
    if step.channels.isEmpty { step.channels = usual }
    return step
  }
}

/// Someone is brought in, because nobody answered.
public struct Escalation: Hashable, Sendable, Codable {
  /// From 1.
  public var step: Int
  public var contact: String?
  /// When the household was first asked.
  public var askedSince: Instant
  /// Reminders told before.
  public var remindersTold: Int
  public var isToldLate: Bool
  @OmittedWhenEmpty public var routes: [Route] = []

  public init(
    step: Int, contact: String?, askedSince: Instant, remindersTold: Int, isToldLate: Bool, routes: [Route]
  ) {
    self.step = step
    self.contact = contact
    self.askedSince = askedSince
    self.remindersTold = remindersTold
    self.isToldLate = isToldLate
    self.routes = routes
  }
}
