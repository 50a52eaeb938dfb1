import Almanac

/// What a line says to a person: the most needed thing first, and at the end what to type.
struct Sentence {
  let wording: Wording
  let zone: ZoneRules
  /// When the event was recorded.
  let now: Instant

  func full(_ event: RecordedEvent, occurrence: Occurrence?, undone: RecordedEvent?) -> String {
    switch event.body {
    case .told(let telling): occurrence.map { told(telling, $0) } ?? "A reminder"
    case .missed(let finding): occurrence.map { missed(finding, $0) } ?? "Missed"
    case .answered(let answer):
      answered(answer, occurrence, byTend: event.origin.channel == EventOrigin.daemon)
    case .snoozed(let snooze):
      "Snoozed until \(time(snooze.until)) by \(wording.name(of: snooze.by)): \(subject(occurrence))"
    case .reviewed(let review):
      "Reviewed by \(wording.name(of: review.by)), stays missed: \(subject(occurrence))\(after(review.note))"
    case .withdrawn(let reason): "Not asked for any more (\(reason.rawValue)): \(subject(occurrence))"
    case .undone: takenBack(undone, occurrence)
    case .paused(let pause): paused(pause, event.entry)
    case .resumed: "\(event.entry?.text ?? "An entry") goes on: the pause is over"
    case .held(let hold): held(hold, event.entry)
    case .released(let release): released(release, event.entry)
    case .admitted(let stay): admitted(stay)
    case .discharged(let discharge): discharged(discharge)
    case .stock(let change): stock(change, event.entry)
    case .planAccepted(let acceptance): accepted(acceptance)
    case .planRejected(let rejection): rejected(rejection, first: rejection.diagnostics.first)
    case .started, .stopped, .zoneChanged, .clockSuspect: ofTend(event.body)
    case .recordLost(let loss): lost(loss)
    case .lossAcknowledged: acknowledged(by: event.origin.actor)
    case .flagged(let flag): flagged(flag, number: event.number)
    case .flagClosed(let closing): flagClosed(closing)
    case .noted(let note): "Noted by \(wording.name(of: note.by)): \(note.words)"
    case .asked(let question): "To be asked, says \(wording.name(of: question.by)): \(question.text)"
    case .questionClosed(let closing):
      "Question \(closing.question) was asked, says \(wording.name(of: closing.by))\(after(closing.answer))"
    case .escalated(let escalation): escalated(escalation, occurrence)
    case .suppressed(let suppression): suppressed(suppression, occurrence)
    case .digest(let digest): self.digest(digest)
    case .silence(let silence): self.silence(silence)
    case .renamed(let renaming):
      "\(renaming.from) is called \(renaming.to) from now on, and its history goes along"
    case .scheduled, .rescheduled, .returned, .delivery, .edited: event.body.kind.rawValue
    }
  }

  /// Of Tend itself: nothing in it is about a person.
  func ofTend(_ body: EventBody) -> String {
    switch body {
    case .started(let start):
      guard let last = start.lastProcessed else { return "Tend \(start.version) runs for the first time" }
      return "Tend \(start.version) runs and takes up from \(time(last)), \(Phrase.relative(last, now: now))"
    case .stopped(let reason): return "Tend stops (\(reason)): nothing is told until it runs again"
    case .zoneChanged(let from, let to):
      return "This computer moved from \(from) to \(to); times without a zone of their own follow it"
    case .clockSuspect(let doubt):
      return "\(Phrase.capitalised(doubt.rawValue)); nothing is called missed for it"
    default: return body.kind.rawValue
    }
  }

  /// What went wrong with the plan; `first` names the first mistake where that may be said.
  func rejected(_ rejection: PlanRejection, first: String?) -> String {
    let rest = rejection.diagnostics.count - 1
    let more = rest > 0 ? " (and \(rest) more)" : ""
    let isOfSettings = rejection.diagnostics.allSatisfy { $0.hasPrefix("settings.toml:") }
    let subject = isOfSettings ? "The settings have mistakes" : "The plan has mistakes"
    let consequence =
      switch (isOfSettings, rejection.keepsEarlierPlan) {
      case (true, _): "The last good settings go on"
      case (false, true): "The last good plan goes on"
      case (false, false): "There is no earlier plan: nothing is reminded of"
      }
    let mistake = first.map { ": \($0)\(more)" } ?? ""
    let stop = mistake.hasSuffix("?") ? "" : "."
    return "\(subject)\(mistake)\(stop) \(consequence). See: tend check"
  }

  private func told(_ telling: Telling, _ occurrence: Occurrence) -> String {
    let facts = occurrence.facts
    let distance = Phrase.relative(facts.instant, now: now)
    var parts: [String]
    switch telling.phase {
    case .upcoming where isTimeToLeave(facts):
      parts = ["\(toLeave(facts)) for \(what(facts)), \(nominal(facts)), \(distance)"]
    case .upcoming: parts = ["\(what(facts)) \(distance), \(nominal(facts))"] + leaving(facts)
    case .late: parts = ["Late: \(subject(occurrence)), \(distance)"]
    default: parts = [subject(occurrence) + (telling.isToldLate ? ", \(distance)" : "")]
    }
    if let caution = facts.caution {
      parts[0] = "\(Phrase.capitalised(Phrase.warning(caution, facts.kind))): \(parts[0])"
    } else if telling.isToldLate, telling.phase != .upcoming {
      parts[0] += " (told late)"
    }
    let food = food(facts, telling.phase)
    if let take = facts.take { parts.append("Take \(take)" + (food.map { ", \($0)" } ?? "")) }
    if let change = facts.change { parts.insert(Phrase.capitalised(change), at: 1) }
    if facts.take == nil, let food { parts.append(Phrase.capitalised(food)) }
    let meeting = [facts.place, facts.with.map { "with \($0)" }].compactMap(\.self)
    if !meeting.isEmpty { parts.append(Phrase.capitalised(meeting.joined(separator: ", "))) }
    parts += facts.links.map(\.words)
    parts += questions(telling.questions)
    if !facts.ask.isEmpty { parts.append("Asks for \(Phrase.list(facts.ask))") }
    if telling.phase == .late { parts += lateRule(facts) }
    if telling.phase != .upcoming {
      parts.append("Missed from \(time(facts.missedAt))")
      parts.append("Answer: tend \(verb(facts)) \(occurrence.id)")
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
    if let caution = facts.caution {
      parts = ["\(Phrase.capitalised(Phrase.warning(caution, facts.kind))): \(subject(occurrence))"]
      parts[0] += "; nobody knows whether it \(facts.kind == .medication ? "was given" : "happened")"
    }
    if facts.caution == nil { parts += lateRule(facts) }
    let event = facts.kind == .medication ? "was taken" : "happened"
    parts.append("If it \(event) after all: tend \(verb(facts)) \(occurrence.id) --at HH:MM")
    return parts.joined(separator: ". ")
  }

  private func takenBack(_ undone: RecordedEvent?, _ occurrence: Occurrence?) -> String {
    var text = "Taken back: "
    if let undone {
      let by = wording.name(of: undone.origin.actor)
      text += "\(recap(undone, occurrence)) (recorded by \(by) at \(time(undone.stamp.at)))"
    } else {
      text += "an event"
    }
    if let occurrence, occurrence.facts.isPlanned, occurrence.state.isOpen, occurrence.facts.instant <= now {
      let phase = occurrence.phase(at: now).rawValue
      if let caution = occurrence.facts.caution { text += ". \(Phrase.capitalised(caution.words))" }
      text += ". It is \(phase) again: tend \(verb(occurrence.facts)) \(occurrence.id)"
    }
    return text
  }

  /// What an event that was taken back had said.
  private func recap(_ event: RecordedEvent, _ occurrence: Occurrence?) -> String {
    switch event.body {
    case .answered(let answer): "“\(answer.outcome.words)” of \(subject(occurrence))"
    case .snoozed: "the snooze of \(subject(occurrence))"
    case .reviewed: "the review of \(subject(occurrence))"
    case .paused: "the pause of \(event.entry?.text ?? "an entry")"
    case .resumed: "the end of the pause of \(event.entry?.text ?? "an entry")"
    case .held: "the hold of \(event.entry?.text ?? "an entry")"
    case .released: "the end of the hold of \(event.entry?.text ?? "an entry")"
    case .admitted(let stay): "the stay in hospital of \(wording.name(of: stay.person))"
    case .discharged(let discharge): "the discharge of \(wording.name(of: discharge.person))"
    case .stock: "the count of \(event.entry?.text ?? "an entry")"
    case .edited(let edit): "the change of \(edit.file) by \(Phrase.command(event))"
    case .renamed(let renaming): "the name \(renaming.to) of \(renaming.from)"
    case .flagClosed(let closing): "the closing of flag \(closing.flag)"
    case .noted(let note): "the note \(note.words)"
    case .asked(let question): "the question “\(question.text)”"
    case .questionClosed(let closing): "the end of question \(closing.question)"
    case .undone: "an undo, of \(subject(occurrence))"
    default: "“\(event.body.kind.rawValue)” of \(subject(occurrence))"
    }
  }

  private func paused(_ pause: Pause, _ id: EntryID?) -> String {
    let until = pause.until.map { "until \(time($0))" } ?? "until tend resume"
    return "\(id?.text ?? "An entry") is paused \(until) by \(wording.name(of: pause.by))"
      + (pause.reason.map { ": \($0)" } ?? "")
  }

  private func accepted(_ acceptance: PlanAcceptance) -> String {
    var text = "Plan in force: \(Phrase.entries(acceptance.entries))"
    if let lines = acceptance.lines, !lines.isEmpty {
      // A line is to be read, and the journal takes no more than so much.
      let rest = lines.count > 8 ? ["and \(lines.count - 8) more"] : []
      return "\(text). \((lines.prefix(8) + rest).joined(separator: ". "))"
    }
    if !acceptance.changed.isEmpty {
      text += "; new or changed: \(few(acceptance.changed))"
    }
    if !acceptance.removed.isEmpty { text += "; removed: \(few(acceptance.removed))" }
    return text
  }

  /// The ids, or the first of them and how many more there are: a line is to be read.
  private func few(_ ids: [EntryID]) -> String {
    guard ids.count > 10 else { return Phrase.list(ids.map(\.text)) }
    return Phrase.list(ids.prefix(9).map(\.text) + ["\(ids.count - 9) more"])
  }

  /// `Midostaurin 100 mg for Maria`.
  func what(_ facts: OccurrenceFacts) -> String {
    facts.name + (facts.amount.map { " \($0)" } ?? "") + (facts.personName.map { " for \($0)" } ?? "")
  }

  /// `Midostaurin 100 mg for Maria, due 08:00`, or `…, as needed`.
  func subject(_ occurrence: Occurrence?) -> String {
    guard let facts = occurrence?.facts else { return "something" }
    guard facts.isPlanned else { return "\(what(facts)), as needed" }
    return "\(what(facts)), due \(nominal(facts))"
  }

  /// What is said of food at a dose; of a late one without the clock times of the dose that was planned.
  func food(_ facts: OccurrenceFacts, _ phase: Phase) -> String? {
    phase == .late ? facts.food.map(FoodRule.late) : facts.food
  }

  /// The nominal time, with its zone where this computer's clock shows another one.
  func nominal(_ facts: OccurrenceFacts) -> String {
    let isLocal = zone.offset(at: facts.instant) == wording.zones.machine.offset(at: facts.instant)
    return time(facts.instant) + (isLocal ? "" : " (\(zone.name))")
  }

  func time(_ instant: Instant) -> String { Phrase.time(instant, in: zone, now: now) }

  func after(_ text: String?) -> String { text.map { "; \($0)" } ?? "" }

  func trimmed(_ text: String) -> String { text.hasSuffix(".") ? String(text.dropLast()) : text }

  func verb(_ kind: EntryKind) -> String { kind == .medication ? "take" : "done" }

  /// The command that answers it.
  func verb(_ facts: OccurrenceFacts) -> String {
    facts.kind == .checkIn && !facts.ask.isEmpty ? "check-in" : verb(facts.kind)
  }
}
