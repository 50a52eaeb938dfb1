import Almanac

/// Who is brought in, what a rule kept back, and that it is settled.
extension Sentence {
  /// To someone who was not there: who has not answered what, since when, and what to do.
  func escalated(_ escalation: Escalation, _ occurrence: Occurrence?) -> String {
    let times = escalation.remindersTold == 1 ? "once" : "\(escalation.remindersTold) times"
    var parts = ["\(unanswered(escalation, occurrence)): \(subject(occurrence))"]
    parts[0] += ", asked \(times) since \(time(escalation.askedSince))"
    if let caution = occurrence?.facts.caution, let kind = occurrence?.facts.kind {
      parts.append(Phrase.capitalised(Phrase.warning(caution, kind)))
    }
    if let facts = occurrence?.facts {
      parts += lateRule(facts)
      parts.append("Missed from \(time(facts.missedAt))")
    }
    let helper = escalation.contact.map { "\(wording.name(of: $0)): please" } ?? "Please"
    parts.append("\(helper) call or look in")
    if let occurrence {
      parts.append("What came of it is recorded with: tend \(verb(occurrence.facts)) \(occurrence.id)")
    }
    return parts.joined(separator: ". ")
  }

  /// `Ana and Jonas have not answered`.
  private func unanswered(_ escalation: Escalation, _ occurrence: Occurrence?) -> String {
    var silent = [wording.me].compactMap(\.self)
    for route in occurrence?.state.alarmed ?? [] {
      guard let contact = route.contact, contact != escalation.contact else { continue }
      let name = wording.name(of: contact)
      if !silent.contains(name) { silent.append(name) }
    }
    guard !silent.isEmpty else { return "Nobody has answered" }
    return "\(Phrase.list(silent)) \(silent.count == 1 ? "has" : "have") not answered"
  }

  /// To whoever was alarmed, before what was answered.
  func settled(_ text: String, _ route: Route) -> String {
    let start = route.step == Route.silence ? "There is an answer again" : "Settled, nothing more to do"
    return "\(start). \(text)"
  }

  /// What was not told, and which rule says so.
  func suppressed(_ suppression: Suppression, _ occurrence: Occurrence?) -> String {
    let limit = suppression.limit.map { " \($0)" } ?? ""
    let whom = suppression.contact.map { wording.name(of: $0) } ?? "The next one"
    let until = suppression.until.map { " until \(time($0))" } ?? ""
    let what = subject(occurrence)
    switch (suppression.rule, suppression.step) {
    case (.quietHours, nil): return "Held back\(until) (quiet hours\(limit)): \(what)"
    case (.quietHours, _): return "\(whom) is not asked\(until) (quiet hours\(limit)): \(what)"
    case (.budget, _):
      return "Not told (\(suppression.limit ?? "enough") of low importance were told today): \(what)"
    case (.catchUp, _): return "Not told, only listed (it came due while Tend was away): \(what)"
    case (.contactHours, _):
      return "\(whom) is not asked (only\(limit)), still no answer: \(what)"
    }
  }
}
