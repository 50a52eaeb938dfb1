import Almanac
import Care

/// A walk through what was missed, one key for each.
struct Triage {
  let context: CommandContext
  let recorder: Recorder
  let zone: ZoneRules

  /// What a key press came to.
  private enum Step {
    case settled(Occurrence, EventBody)
    case next
    case quit
  }

  func walk(_ missed: [Occurrence]) throws {
    var settled = 0
    for (position, occurrence) in missed.enumerated() {
      say("\(position + 1) of \(missed.count)  \(describe(occurrence))")
      switch ask(occurrence) {
      case .settled(let occurrence, let body):
        do {
          let result = try recorder.record(TargetArgument(occurrence.id)) { current, _ in
            try decide(body, current)
          }
          settled += 1
          say(recorder.confirmation(result.event, result.occurrence))
        } catch let failure as CommandFailure {
          // Somebody else answered meanwhile; the walk goes on.
          context.printer.problem("tend: \(failure.message)")
        }
      case .next: continue
      case .quit: return finish(missed.count - settled)
      }
    }
    finish(missed.count - settled)
  }

  private func finish(_ left: Int) {
    say(left == 0 ? "Nothing missed is left to review." : "\(left) left to review.")
  }

  private func describe(_ occurrence: Occurrence) -> String {
    let facts = occurrence.facts
    var text = "\(occurrence.id)  \(facts.name)\(facts.amount.map { " \($0)" } ?? "")"
    if let person = facts.personName { text += " for \(person)" }
    text += ", due \(Phrase.time(facts.instant, in: zone, now: context.now))"
    text += " (\(Phrase.relative(facts.instant, now: context.now))), "
    switch occurrence.state.attempts {
    case 0: text += "nobody was told in time"
    case 1: text += "told once"
    default: text += "told \(occurrence.state.attempts) times"
    }
    return text + (facts.ifMissed.map { "\nIf missed: \($0)" } ?? "")
  }

  private func ask(_ occurrence: Occurrence) -> Step {
    let fulfilled = Outcome.fulfilled(occurrence.facts.kind).rawValue
    while true {
      switch context.terminal.askKey(
        "[t] \(fulfilled) at …  [s] skipped  [k] keep as missed  [n] next  [q] quit")
      {
      case "t", "d":
        if let body = happened(occurrence) { return .settled(occurrence, body) }
      case "s":
        guard let reason = context.terminal.ask("Why?"), !reason.allSatisfy(\.isWhitespace) else { continue }
        return .settled(
          occurrence,
          .answered(Answer(outcome: .skipped, happenedAt: context.now, by: recorder.by, reason: reason)))
      case "k": return .settled(occurrence, .reviewed(Review(by: recorder.by)))
      case "n": return .next
      case "q", nil: return .quit
      default: continue
      }
    }
  }

  /// Asks for the time; nil where none was given, which answers nothing.
  private func happened(_ occurrence: Occurrence) -> EventBody? {
    guard let text = context.terminal.ask("When? (HH:MM)"), !text.isEmpty else { return nil }
    guard let moment = MomentArgument(text) else {
      say("“\(text)” is not a time: 07:50, “yesterday 20:00” or 2026-12-03T07:50.")
      return nil
    }
    let happenedAt = moment.past(in: zone, near: occurrence.facts.instant, now: context.now)
    return .answered(
      Answer(outcome: .fulfilled(occurrence.facts.kind), happenedAt: happenedAt, by: recorder.by))
  }

  /// Asks the occurrence as it stands now.
  private func decide(_ body: EventBody, _ current: Occurrence) throws -> EventBody {
    do throws(Refusal) {
      switch body {
      case .answered(let answer): return try current.answering(answer, now: context.now, isFact: true)
      case .reviewed(let review): return try current.reviewing(by: review.by, note: review.note)
      default: return body
      }
    } catch {
      throw error.failure(current, names: recorder.name, zone: zone, now: context.now)
    }
  }

  private func say(_ text: String) {
    context.printer.line(text)
    context.printer.flush()
  }
}
