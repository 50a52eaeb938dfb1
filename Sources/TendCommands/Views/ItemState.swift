import Almanac
import Care

/// Where an occurrence stands, in the word of the JSON and in words for people.
struct ItemState {
  let item: AgendaItem

  /// `upcoming`, `due`, `late`, `missed`, `answered`, `withdrawn`, and over these `snoozed`, `paused` and `held`.
  var word: String {
    switch item.phase {
    case .answered, .withdrawn, .missed: item.phase.rawValue
    case _ where item.isHeld: "held"
    case _ where item.isPaused: "paused"
    case _ where item.isSnoozed: "snoozed"
    case .upcoming, .due, .late: item.phase.rawValue
    }
  }

  var style: Style {
    if caution != nil { return .alarm }
    return switch item.phase {
    case .missed: .alarm
    case .late: .warning
    case .due: .bold
    case .answered: .good
    case .upcoming, .withdrawn: .plain
    }
  }

  /// `due`, `taken 07:55 by Ana`, `skipped by Ana: asleep`, `late, snoozed until 08:20`.
  func words(_ outlook: Outlook) -> String {
    // What is only computed yet is most of a long listing, and says the least.
    guard item.hasRow else { return word + leaving(outlook) }
    func time(_ instant: Instant) -> String { Phrase.time(instant, in: outlook.zone, now: outlook.now) }
    if let answer = item.answer {
      let basis = answer.basis.map { " (\($0.rawValue))" } ?? ""
      let names = { (id: String) in outlook.plan.contact(id)?.name ?? id }
      let reasonWords = answer.reasonWords(names)
      if answer.isOfRest, let reasonWords { return "\(answer.outcome.words), \(reasonWords)" }
      let by = "by \(names(answer.by))\(basis)"
      let reason = reasonWords.map { ": \($0)" } ?? ""
      let hasHappened = answer.outcome == Outcome.fulfilled(item.subject.kind) || answer.outcome.isIntake
      return hasHappened
        ? "\(answer.outcome.words) \(time(answer.happenedAt)) \(by)\(against)"
        : "\(answer.outcome.words) \(by)\(reason)"
    }
    let warning = caution.map { ", \(Phrase.warning($0, item.subject.kind))" } ?? ""
    if let until = item.snoozedUntil {
      return "\(item.phase.rawValue), snoozed until \(time(until))\(warning)"
    }
    let window = closing.map { closes in
      ", \(outlook.now <= closes ? "until" : "too late since") \(time(closes))"
    }
    return (item.phase == .missed && caution == nil ? missed : word) + leaving(outlook) + (window ?? "")
      + warning
  }

  /// When to set out for an appointment that is still to come.
  private func leaving(_ outlook: Outlook) -> String {
    guard item.phase == .upcoming, let leaveAt = item.leaveAt else { return "" }
    return ", leave \(Phrase.time(leaveAt, in: outlook.zone, now: item.instant))"
  }

  /// Until when the plan lets a late dose be taken; nil where it does not say, and once nobody asks any more.
  private var closing: Instant? {
    guard caution == nil, [.due, .late, .missed].contains(item.phase), let row = item.row,
      !row.state.isReviewed
    else { return nil }
    return row.facts.rules?.closesAt
  }

  /// Of one that still waits for an answer: the answer says what was done about it.
  private var caution: Caution? {
    item.hasRow && item.answer == nil && item.phase != .withdrawn && !(item.row?.state.isReviewed ?? false)
      ? item.caution : nil
  }

  private var against: String {
    (item.answer?.limits?.breaches.isEmpty ?? true) ? "" : ", against the limit"
  }

  /// “They let it pass” and “we never told them” stay apart.
  private var missed: String {
    if item.row?.state.isReviewed ?? false { return "missed, reviewed" }
    switch item.attempts {
    case 0: return "missed, not told in time"
    case 1: return "missed, told once"
    default: return "missed, told \(item.attempts) times"
    }
  }
}
