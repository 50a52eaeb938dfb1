import Almanac

// The rules that may keep something from being told now: quiet hours, the budget, what came due while Tend was away,
// and the hours of contacts. Each says so in the record.

/// What the rules go by.
struct TellingRules {
  let plan: Plan
  let settings: Settings
  /// Of this computer: the clock that hours are read on.
  let zone: ZoneRules

  /// When quiet hours end that hold for this importance now; nil where none do.
  func quietEnd(for importance: Importance, at now: Instant) -> Instant? {
    guard let quiet = settings.quiet, quiet.silences.contains(importance), quiet.window.covers(now, in: zone)
    else { return nil }
    return quiet.window.end(after: now, in: zone)
  }

  /// When the present day of this computer ends.
  func midnight(after now: Instant) -> Instant {
    zone.instant(of: CivilDateTime(zone.local(at: now).date + 1, .midnight))
  }
}

extension PlannerWork {
  /// What becomes of it under the rules.
  func ruled(_ body: EventBody, _ occurrence: Occurrence, toldLate: Set<OccurrenceID>) -> EventBody {
    switch body {
    case .missed(var finding):
      let isBacklog = finding.isToldLate && !toldLate.contains(occurrence.id)
      if isBacklog, occurrence.state.alarmed.isEmpty { finding.isFolded = true }
      finding.heldUntil = rules.quietEnd(for: occurrence.facts.importance, at: now)
      // Whom an escalation brought in waits to hear what became of it.
      if finding.isFolded == true || finding.heldUntil != nil { finding.routes = occurrence.state.alarmed }
      return .missed(finding)
    case .told(let telling): return ruled(telling, occurrence, toldLate: toldLate)
    case .escalated(let escalation): return ruled(escalation, occurrence)
    default: return body
    }
  }

  private func ruled(_ telling: Telling, _ occurrence: Occurrence, toldLate: Set<OccurrenceID>) -> EventBody {
    let facts = occurrence.facts
    var telling = telling
    if rules.settings.silence != nil, facts.importance != .low, telling.phase != .upcoming {
      telling.isWatched = true
    }
    if facts.kind == .appointment {
      let questions = state.household.questions.filter { $0.question.isFor(facts) }.map(\.question.text)
      telling.questions = questions.isEmpty ? nil : questions
    }
    // Somebody asked to be told just now.
    guard occurrence.state.snoozedUntil == nil else { return .told(telling) }
    if let end = rules.quietEnd(for: facts.importance, at: now) {
      return .suppressed(
        Suppression(
          rule: .quietHours, planned: telling.planned, limit: rules.settings.quiet?.window.description,
          until: end, next: occurrence.nextReminder(after: end - 1)))
    }
    guard telling.phase != .upcoming else { return .told(telling) }
    if telling.isToldLate, facts.importance != .critical, !toldLate.contains(occurrence.id) {
      return .suppressed(
        Suppression(
          rule: .catchUp, planned: telling.planned, next: occurrence.nextReminder(after: now)))
    }
    guard facts.importance == .low, let budget = rules.settings.ladders[.low]?.budget else {
      return .told(telling)
    }
    let day = rules.zone.local(at: now).date
    let spent = state.household.budgetDay == day ? state.household.interruptions ?? 0 : 0
    guard spent >= budget else {
      telling.budgetDay = day
      return .told(telling)
    }
    return .suppressed(
      Suppression(
        rule: .budget, planned: telling.planned, limit: "\(budget)",
        next: occurrence.nextReminder(after: rules.midnight(after: now) - 1)))
  }

  private func ruled(_ escalation: Escalation, _ occurrence: Occurrence) -> EventBody {
    let planned = occurrence.facts.escalation[escalation.step - 1]
    let step = planned.onDuty(rules.plan, usual: occurrence.facts.channels, at: now, in: rules.zone)
    var escalation = escalation
    if planned.contact == Contact.onDuty {
      (escalation.contact, escalation.routes) = (step.contact, step.routes(escalation.step))
    }
    if let hours = step.hours, !hours.covers(now, in: rules.zone) {
      return .suppressed(
        Suppression(
          rule: .contactHours, planned: now, step: escalation.step, contact: escalation.contact,
          limit: hours.description))
    }
    // A contact has hours of their own; what only grows louder at home waits for the end of the quiet ones.
    guard planned.contact == nil, let end = rules.quietEnd(for: occurrence.facts.importance, at: now) else {
      return .escalated(escalation)
    }
    return .suppressed(
      Suppression(
        rule: .quietHours, planned: now, step: escalation.step,
        limit: rules.settings.quiet?.window.description, until: end))
  }

  /// Those that came due while Tend was away and are told one by one all the same.
  ///
  /// The most important, then the newest, up to the cap. Those missed and those that can still be answered have a cap
  /// each.
  func toldLate(_ due: [Occurrence], isClockTrusted: Bool) -> Set<OccurrenceID> {
    var open: [Occurrence] = []
    var missed: [Occurrence] = []
    for occurrence in due {
      switch occurrence.advancing(to: now, isClockTrusted: isClockTrusted) {
      case .told(let telling) where telling.isToldLate && occurrence.facts.catchUp != .record:
        open.append(occurrence)
      case .missed(let finding) where finding.isToldLate && occurrence.facts.catchUp == nil:
        missed.append(occurrence)
      default: break
      }
    }
    let cap = rules.settings.catchUpCap
    func first(_ occurrences: [Occurrence], _ count: Int) -> [OccurrenceID] {
      guard occurrences.count > count else { return occurrences.map(\.id) }
      let sorted = occurrences.sorted { a, b in
        a.facts.importance != b.facts.importance
          ? a.facts.importance > b.facts.importance : Occurrence.isEarlier(b, a)
      }
      return sorted.prefix(max(0, count)).map(\.id)
    }
    return Set(first(open, cap) + first(missed, cap - lateFindings))
  }
}
