public import Almanac

/// Why something was not recorded, and what can be done instead, in words for whoever asked.
public struct RefusalWords: Hashable, Sendable {
  public var message: String
  /// A command that helps, or the words that lead to one.
  public var hint: String?

  /// - Parameters:
  ///   - occurrence: What the answer was about.
  ///   - name: The name of a contact, by id.
  public init(
    _ refusal: Refusal, _ occurrence: Occurrence, name: (String) -> String, zone: ZoneRules, now: Instant
  ) {
    func time(_ instant: Instant) -> String { Phrase.time(instant, in: zone, now: now) }
    let id = occurrence.id
    switch refusal {
    case .alreadyAnswered(let answer, let recordedAt):
      let recorded = recordedAt.map { ", recorded \(time($0))" } ?? ""
      let basis = answer.basis.map { " (\($0.rawValue))" } ?? ""
      message =
        "already \(answer.outcome.words) at \(time(answer.happenedAt)) by \(name(answer.by))\(basis)\(recorded)"
      hint = "if that is wrong: tend undo \(id), then answer again"
    case .withdrawn(let reason):
      message = "\(id) was withdrawn: \(reason.rawValue)"
      hint = "if it happened all the same, say when: --at HH:MM"
    case .inTheFuture(let instant):
      message = "\(time(instant)) is still to come"
    case .snoozeTooLong(let latest):
      message = "it counts as missed from \(time(latest)) on, so a snooze must end before that"
      hint = "tend snooze \(id) \(RefusalWords.longestSnooze(until: latest, now))"
    case .alreadyMissed:
      message = "it is missed already"
      let verb = occurrence.facts.kind == .medication ? "take" : "done"
      hint = "tend \(verb) \(id) --at HH:MM, or tend skip \(id) --reason …"
    case .limited(let breaches, let room):
      message = LimitWords(zone: zone, now: now).refusal(breaches, room)
      hint =
        "if it was given already: tend take \(id) --already; "
        + "if the care team says so: tend take \(id) --override \"why\""
    case .notTaken:
      message = "\(id) was not taken by then, so it cannot have been not kept"
      hint = "tend show \(id) says what is recorded of it"
    case .asks(let questions):
      message = "it asks for \(Phrase.list(questions)), which a button cannot say"
      hint = "tend check-in \(id)"
    case .nothingMissed:
      message = "\(id) is not missed, or was reviewed already"
    }
  }

  /// In whole minutes where it is longer than one.
  private static func longestSnooze(until latest: Instant, _ now: Instant) -> TimeSpan {
    let seconds = max(1, latest - now - 1)
    return TimeSpan(seconds: seconds > 60 ? seconds / 60 * 60 : seconds)
  }
}
