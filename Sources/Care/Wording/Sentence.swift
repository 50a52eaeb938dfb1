import Almanac

/// What a line says to a person: the most needed thing first, and at the end what to type.
struct Sentence {
  let wording: Wording
  let zone: ZoneRules
  /// When the event was recorded.
  let now: Instant

  /// Neutral text: the id and what is asked, no name, dose or person.
  func discreet(_ kind: JournalEvent, _ occurrence: Occurrence) -> String {
    let id = occurrence.id.text
    return switch kind {
    case .reminder: "Something is due — \(id)"
    case .reminderAhead: "Something is coming up — \(id)"
    case .late: "Something is late — \(id)"
    case .missed: "Something was missed — \(id)"
    case .answered: "Answered — \(id)"
    case .snoozed: "Snoozed — \(id)"
    case .undone: "Taken back — \(id)"
    case .reviewed: "Reviewed — \(id)"
    case .withdrawn: "Withdrawn — \(id)"
    default: "\(Phrase.capitalised(kind.rawValue)) — \(id)"
    }
  }

  func full(_ event: RecordedEvent, occurrence: Occurrence?, undone: RecordedEvent?) -> String {
    switch event.body {
    case .told(let telling): occurrence.map { told(telling, $0) } ?? "A reminder"
    case .missed(let finding): occurrence.map { missed(finding, $0) } ?? "Missed"
    case .answered(let answer): occurrence.map { answered(answer, $0) } ?? "Answered"
    case .snoozed(let snooze):
      "\(subject(occurrence)) snoozed until \(time(snooze.until)) by \(wording.name(of: snooze.by))"
    case .reviewed(let review):
      "\(subject(occurrence)) stays missed, reviewed by \(wording.name(of: review.by))"
    case .withdrawn(let reason): "\(subject(occurrence)) withdrawn: \(reason.rawValue)"
    case .undone: "Taken back: \(undone.map { recap($0, occurrence) } ?? "an event")"
    case .paused(let pause): paused(pause, event.entry)
    case .resumed: "\(entry(event.entry)) goes on"
    case .planAccepted(let acceptance): accepted(acceptance)
    case .planRejected(let rejection): rejected(rejection)
    case .started(let start): started(start)
    case .stopped(let reason): "Tend stops: \(reason). Nothing is told until it runs again"
    case .zoneChanged(let from, let to): "This computer moved from \(from) to \(to); floating times follow"
    case .clockSuspect(let doubt): "\(Phrase.capitalised(doubt.rawValue)); nothing is called missed for it"
    case .scheduled, .rescheduled, .returned, .edited: event.body.kind.rawValue
    }
  }

  private func told(_ telling: Telling, _ occurrence: Occurrence) -> String {
    let facts = occurrence.facts
    var parts: [String]
    switch telling.phase {
    case .upcoming:
      parts = ["\(what(facts)) \(Phrase.relative(facts.instant, now: now)), \(nominal(facts))"]
    case .late:
      parts = ["Late: \(what(facts)), due \(nominal(facts)), \(Phrase.relative(facts.instant, now: now))"]
    default:
      parts = ["\(what(facts)), due \(nominal(facts))"]
      if telling.isToldLate { parts[0] += ", told late (\(Phrase.relative(facts.instant, now: now)))" }
    }
    if let person = facts.personName { parts[0] += ", for \(person)" }
    if let take = facts.take { parts.append("Take \(take)" + (facts.food.map { ", \($0)" } ?? "")) }
    if facts.take == nil, let food = facts.food { parts.append(Phrase.capitalised(food)) }
    if let place = facts.place { parts.append(place) }
    if !facts.ask.isEmpty { parts.append("Asks for \(Phrase.list(facts.ask))") }
    if telling.phase == .late, let rule = facts.ifMissed { parts.append("If missed: \(trimmed(rule))") }
    if telling.phase != .upcoming {
      parts.append("Missed from \(time(facts.missedAt))")
      parts.append("Answer: tend \(verb(facts.kind)) \(occurrence.id)")
    }
    return parts.joined(separator: ". ")
  }

  private func missed(_ finding: Finding, _ occurrence: Occurrence) -> String {
    let facts = occurrence.facts
    let told =
      switch finding.remindersTold {
      case 0: "nobody was told in time"
      case 1: "told once, no answer"
      default: "told \(finding.remindersTold) times, no answer"
      }
    var parts = ["Missed: \(subject(occurrence)); \(told)"]
    if let rule = facts.ifMissed { parts.append("If missed: \(trimmed(rule))") }
    parts.append("If it happened after all: tend \(verb(facts.kind)) \(occurrence.id) --at HH:MM")
    return parts.joined(separator: ". ")
  }

  private func answered(_ answer: Answer, _ occurrence: Occurrence) -> String {
    var text = "\(Phrase.capitalised(answer.outcome.rawValue)): \(subject(occurrence))"
    if answer.outcome == Outcome.fulfilled(occurrence.facts.kind) {
      text += ", at \(time(answer.happenedAt))"
    }
    text += ", recorded by \(wording.name(of: answer.by))"
    if let reason = answer.reason { text += "; \(reason)" }
    return text
  }

  /// What an event that was taken back had said.
  private func recap(_ event: RecordedEvent, _ occurrence: Occurrence?) -> String {
    switch event.body {
    case .answered(let answer): "\(answer.outcome.rawValue), \(subject(occurrence))"
    case .paused: "the pause of \(entry(event.entry))"
    case .resumed: "the end of the pause of \(entry(event.entry))"
    case .edited(let edit): "the change of \(edit.file)"
    default: "\(event.body.kind.rawValue), \(subject(occurrence))"
    }
  }

  private func paused(_ pause: Pause, _ id: EntryID?) -> String {
    let until = pause.until.map { "until \(time($0))" } ?? "until tend resume"
    return "\(entry(id)) paused \(until) by \(wording.name(of: pause.by))"
      + (pause.reason.map { ": \($0)" } ?? "")
  }

  private func accepted(_ acceptance: PlanAcceptance) -> String {
    var text = "Plan in force: \(acceptance.entries) \(acceptance.entries == 1 ? "entry" : "entries")"
    guard wording.privacy == .full else { return text }
    if !acceptance.changed.isEmpty {
      text += "; new or changed: \(Phrase.list(acceptance.changed.map(\.text)))"
    }
    if !acceptance.removed.isEmpty { text += "; removed: \(Phrase.list(acceptance.removed.map(\.text)))" }
    return text
  }

  private func rejected(_ rejection: PlanRejection) -> String {
    let rest = rejection.diagnostics.count - 1
    let first = wording.privacy == .full ? rejection.diagnostics.first ?? "" : "see tend check"
    let more = rest > 0 ? " (and \(rest) more)" : ""
    let consequence =
      rejection.keepsEarlierPlan ? "The last good plan goes on" : "There is no earlier plan: nothing reminds"
    return "The plan has mistakes: \(first)\(more). \(consequence). See tend check"
  }

  private func started(_ start: Start) -> String {
    guard let last = start.lastProcessed else { return "Tend \(start.version) runs for the first time" }
    return "Tend \(start.version) runs; it last looked at \(time(last))"
  }

  /// `Midostaurin 100 mg`.
  private func what(_ facts: OccurrenceFacts) -> String {
    facts.name + (facts.amount.map { " \($0)" } ?? "")
  }

  /// `Midostaurin 100 mg, due 08:00, for Maria`.
  private func subject(_ occurrence: Occurrence?) -> String {
    guard let facts = occurrence?.facts else { return "Something" }
    return "\(what(facts)), due \(nominal(facts))" + (facts.personName.map { ", for \($0)" } ?? "")
  }

  private func entry(_ id: EntryID?) -> String {
    wording.privacy == .full ? id?.text ?? "an entry" : "an entry"
  }

  private func nominal(_ facts: OccurrenceFacts) -> String { time(facts.instant) }

  private func time(_ instant: Instant) -> String { Phrase.time(instant, in: zone, now: now) }

  private func trimmed(_ text: String) -> String { text.hasSuffix(".") ? String(text.dropLast()) : text }

  private func verb(_ kind: EntryKind) -> String { kind == .medication ? "take" : "done" }
}
