import Almanac
import Care

extension Refusal {
  /// In words, with what can be done instead.
  func failure(_ occurrence: Occurrence, names: (String) -> String, zone: ZoneRules, now: Instant)
    -> CommandFailure
  {
    func time(_ instant: Instant) -> String { Phrase.time(instant, in: zone, now: now) }
    let id = occurrence.id
    switch self {
    case .alreadyAnswered(let answer, let recordedAt):
      let recorded = recordedAt.map { ", recorded \(time($0))" } ?? ""
      let basis = answer.basis.map { " (\($0.rawValue))" } ?? ""
      return CommandFailure(
        "already \(answer.outcome.words) at \(time(answer.happenedAt)) by \(names(answer.by))\(basis)\(recorded)",
        code: .refused, hint: "if that is wrong: tend undo \(id), then answer again")
    case .withdrawn(let reason):
      return CommandFailure(
        "\(id) was withdrawn: \(reason.rawValue)", code: .refused,
        hint: "if it happened all the same, say when: --at HH:MM")
    case .inTheFuture(let instant):
      return CommandFailure("\(time(instant)) is still to come", code: .usage)
    case .snoozeTooLong(let latest):
      return CommandFailure(
        "it counts as missed from \(time(latest)) on, so a snooze must end before that", code: .refused,
        hint: "tend snooze \(id) \(longestSnooze(until: latest, now))")
    case .alreadyMissed:
      return CommandFailure(
        "it is missed already", code: .refused,
        hint: "tend take \(id) --at HH:MM, or tend skip \(id) --reason …")
    case .limited(let breaches, let room):
      return CommandFailure(
        LimitWords(zone: zone, now: now).refusal(breaches, room), code: .refused,
        hint: "if it was given already: tend take \(id) --already; "
          + "if the care team says so: tend take \(id) --override \"why\"")
    case .notTaken:
      return CommandFailure(
        "\(id) was not taken by then, so it cannot have been not kept", code: .refused,
        hint: "tend show \(id) says what is recorded of it")
    case .nothingMissed:
      return CommandFailure("\(id) is not missed, or was reviewed already", code: .refused)
    }
  }

  /// In whole minutes where it is longer than one.
  private func longestSnooze(until latest: Instant, _ now: Instant) -> TimeSpan {
    let seconds = max(1, latest - now - 1)
    return TimeSpan(seconds: seconds > 60 ? seconds / 60 * 60 : seconds)
  }
}
