import Almanac

/// The one renderer of what Tend says about an event.
///
/// The privacy level is applied here, last.
public struct Wording: Sendable {
  public var privacy: Settings.Privacy
  /// Contact and person ids with the names people know them by.
  public var names: [String: String]
  public var zones: ZoneBook
  /// Who is asked first, by name; nil where the settings name no contact.
  public var me: String?

  public init(privacy: Settings.Privacy, names: [String: String], zones: ZoneBook, me: String? = nil) {
    self.privacy = privacy
    self.names = names
    self.zones = zones
    self.me = me
  }

  /// For what this plan and these settings say.
  public init(plan: Plan, settings: Settings, zones: ZoneBook) {
    var names: [String: String] = [:]
    for person in plan.people { names[person.id] = person.name }
    for contact in plan.contacts { names[contact.id] = contact.name }
    names[Contact.onDuty] = "whoever is on duty"
    self.init(
      privacy: settings.privacy, names: names, zones: zones, me: plan.contact(settings.me)?.name)
  }

  /// The line for a recorded event; nil for one that is only kept.
  ///
  /// `occurrence` is the one it is about, as it was when the event was recorded or later; `undone`, for an event that
  /// takes another back, is that other one.
  ///
  /// - Parameter route: The way it goes, where that is not the journal's: whom an escalation brought in reads of an
  ///   answer that it is settled.
  public func line(
    _ event: RecordedEvent, occurrence: Occurrence?, undone: RecordedEvent? = nil, to route: Route? = nil
  ) -> JournalLine? {
    guard let kind = JournalEvent(event.body) else { return nil }
    let facts = occurrence?.facts
    let zone = facts.flatMap { zones[$0.zone] } ?? zones.machine
    let sentence = Sentence(wording: self, zone: zone, now: event.stamp.at)
    var fields = [JournalLine.Field("TEND_EVENT", kind.rawValue), .init("TEND_NUMBER", "\(event.number)")]
    fields += subjectFields(event, occurrence: occurrence, zone: zone)
    fields += bodyFields(event.body, zone: zone)
    var message =
      switch privacy {
      case .full: sentence.full(event, occurrence: occurrence, undone: undone)
      case .discreet:
        sentence.discreet(kind, event.body, of: occurrence, id: occurrence?.id ?? event.occurrence)
      }
    if let route, route.step != nil, event.body.settles { message = sentence.settled(message, route) }
    return JournalLine(
      event: kind, message: message, priority: priority(kind, event.body, facts), fields: fields)
  }

  /// What happened in full words, also of an event that is only kept and has no line.
  public func sentence(_ event: RecordedEvent, occurrence: Occurrence?, undone: RecordedEvent? = nil)
    -> String
  {
    let zone = occurrence.flatMap { zones[$0.facts.zone] } ?? zones.machine
    return Sentence(wording: self, zone: zone, now: event.stamp.at)
      .full(event, occurrence: occurrence, undone: undone)
  }

  /// The name of a contact, or the words given where there is none of that id.
  func name(of id: String) -> String { names[id] ?? id }

  private func priority(_ kind: JournalEvent, _ body: EventBody, _ facts: OccurrenceFacts?) -> Int {
    switch kind {
    case .planRejected: Priority.error
    case .clockSuspect: Priority.warning
    case .started, .stopped, .planAccepted, .zoneChanged: Priority.info
    case .recordLost: Priority.of(body)
    case .flagged: Priority.of(body)
    case .silence: Priority.error
    case .digest: body.holdsMissed ? Priority.warning : Priority.notice
    case .answered where body.breaksLimit: Priority.warning
    default: facts.map { Priority.of(kind, $0.importance, caution: $0.caution) } ?? Priority.notice
    }
  }

  private func contactField(_ contact: String?) -> [JournalLine.Field] {
    guard privacy == .full, let contact else { return [] }
    return [.init("TEND_CONTACT", contact)]
  }

  private func limitFields(_ note: LimitNote?, zone: ZoneRules) -> [JournalLine.Field] {
    guard let note else { return [] }
    var fields: [JournalLine.Field] = []
    if let next = note.room?.nextAllowed {
      fields.append(.init("TEND_NEXT_ALLOWED", next.rfc3339(in: zone)))
    }
    if !note.breaches.isEmpty {
      fields.append(.init("TEND_BREACH", note.breaches.map(\.rule.rawValue).joined(separator: " ")))
    }
    return fields
  }

  private func subjectFields(
    _ event: RecordedEvent, occurrence: Occurrence?, zone: ZoneRules
  ) -> [JournalLine.Field] {
    var fields: [JournalLine.Field] = []
    if let occurrence {
      fields.append(.init("TEND_OCCURRENCE", occurrence.id.text))
      fields.append(.init("TEND_NOMINAL", occurrence.facts.instant.rfc3339(in: zone)))
      if let caution = occurrence.facts.caution {
        fields.append(.init("TEND_CAUTION", caution.rawValue))
      }
    }
    guard privacy == .full else { return fields }
    if let facts = occurrence?.facts {
      fields.append(.init("TEND_KIND", facts.kind.rawValue))
      fields.append(.init("TEND_NAME", facts.name))
      if let person = facts.person { fields.append(.init("TEND_PERSON", person)) }
      if let amount = facts.amount { fields.append(.init("TEND_AMOUNT", amount)) }
      if let leaveAt = facts.leaveAt {
        fields.append(.init("TEND_LEAVE", leaveAt.rfc3339(in: zone)))
      }
    }
    if let entry = event.entry {
      fields.append(.init("TEND_ENTRY", entry.text))
      if let parent = entry.parent { fields.append(.init("TEND_PARENT", parent.text)) }
    }
    return fields
  }

  private func bodyFields(_ body: EventBody, zone: ZoneRules) -> [JournalLine.Field] {
    switch body {
    case .told(let telling):
      [
        .init("TEND_STATE", telling.phase.rawValue), .init("TEND_ATTEMPT", "\(telling.attempt)"),
        .init("TEND_RUNG", "\(telling.rung)"), .init("TEND_TOLD_LATE", telling.isToldLate ? "1" : "0"),
      ]
    case .missed(let finding):
      [
        .init("TEND_STATE", "missed"), .init("TEND_ATTEMPT", "\(finding.remindersTold)"),
        .init("TEND_TOLD_LATE", finding.isToldLate ? "1" : "0"),
      ]
    case .answered(let answer):
      // The outcome alone would tell a medicine from a visit.
      switch privacy {
      case .full:
        [
          .init("TEND_STATE", answer.outcome.rawValue), .init("TEND_AT", answer.happenedAt.rfc3339(in: zone)),
          .init("TEND_BY", answer.by),
        ] + limitFields(answer.limits, zone: zone)
      case .discreet:
        [.init("TEND_STATE", "answered"), .init("TEND_AT", answer.happenedAt.rfc3339(in: zone))]
      }
    case .snoozed(let snooze):
      [.init("TEND_STATE", "snoozed"), .init("TEND_UNTIL", snooze.until.rfc3339(in: zone))]
    case .reviewed: [.init("TEND_STATE", "missed")]
    case .escalated(let escalation):
      [.init("TEND_STEP", "\(escalation.step)"), .init("TEND_ATTEMPT", "\(escalation.remindersTold)")]
        + contactField(escalation.contact)
        + [.init("TEND_TOLD_LATE", escalation.isToldLate ? "1" : "0")]
    case .digest(let digest):
      [
        .init("TEND_RULE", digest.cause.rawValue), .init("TEND_OPEN", "\(digest.open)"),
        .init("TEND_MISSED", "\(digest.missed)"),
      ]
    case .silence(let silence):
      [.init("TEND_SINCE", silence.since.rfc3339(in: zone)), .init("TEND_OPEN", "\(silence.waiting)")]
        + contactField(silence.contact)
    case .suppressed(let suppression):
      [.init("TEND_RULE", suppression.rule.rawValue)]
        + (suppression.step.map { [.init("TEND_STEP", "\($0)")] } ?? [])
        + contactField(suppression.contact)
        + (suppression.until.map { [.init("TEND_UNTIL", $0.rfc3339(in: zone))] } ?? [])
    case .recordLost(let loss): [.init("TEND_STATE", loss.cause.rawValue)]
    case .withdrawn: [.init("TEND_STATE", "withdrawn")]
    case .flagged(let flag):
      [.init("TEND_STATE", "raised")]
        + (privacy == .full ? flag.person.map { [.init("TEND_PERSON", $0)] } ?? [] : [])
    case .flagClosed(let closing):
      [
        .init("TEND_STATE", closing.word == nil ? "dropped" : "closed"),
        .init("TEND_FLAG", "\(closing.flag)"),
      ]
    case .held(let hold): hold.until.map { [.init("TEND_UNTIL", $0.rfc3339(in: zone))] } ?? []
    case .paused(let pause):
      pause.until.map { [.init("TEND_UNTIL", $0.rfc3339(in: zone))] } ?? []
    default: []
    }
  }
}

extension EventBody {
  /// A digest that names something missed.
  fileprivate var holdsMissed: Bool {
    guard case .digest(let digest) = self else { return false }
    return digest.missed > 0
  }

  /// It ends what others were alarmed about.
  fileprivate var settles: Bool {
    switch self {
    case .answered, .withdrawn, .snoozed: true
    default: false
    }
  }

  /// An answer about a dose that did not keep a limit of the care team.
  fileprivate var breaksLimit: Bool {
    guard case .answered(let answer) = self else { return false }
    return answer.limits.map { !$0.breaches.isEmpty } ?? false
  }
}
