import Almanac
import ArgumentParser
import Care
import Ledger

/// `tend review`: settles what was missed.
struct ReviewVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Go through what was missed, or let one of them stand.",
    discussion: """
      On a terminal, without an id, it shows one after the other and waits for a key. With an id it lets that one
      stand as missed; what happened after all is answered with take, done or skip.
      """)

  @Argument(help: "A missed occurrence (k7f), an entry (midostaurin), or entry@2026-12-03T08:00.")
  var target: TargetArgument?

  @Option(name: .long, help: "A word on this one time.")
  var note: String?

  @Option(name: .long, help: "Who looked at it: a contact of the plan, or a name.")
  var by: String?

  func validate() throws {
    if note != nil, target == nil { throw ValidationError("--note is about one occurrence; name it") }
  }

  func run(_ context: CommandContext) throws {
    let zone = try context.displayZone()
    let recorder = try Recorder(context, channel: "review", by: by)
    guard let target else { return try walk(context, recorder, zone) }
    let chosen = try MissedChoice(context: context, ledger: recorder.ledger).choose(target)
    let result = try recorder.record(chosen) { occurrence, _ in
      do throws(Refusal) {
        return try occurrence.reviewing(by: recorder.by, note: note)
      } catch {
        throw error.failure(occurrence, names: recorder.name, zone: zone, now: context.now)
      }
    }
    context.printer.line(recorder.confirmation(result.event, result.occurrence))
  }

  private func walk(_ context: CommandContext, _ recorder: Recorder, _ zone: ZoneRules) throws {
    let missed = try recorder.ledger.read { try $0.missedUnreviewed() }
    guard !missed.isEmpty else { return context.printer.line("Nothing missed is waiting for a review.") }
    guard context.terminal.canAsk else {
      throw CommandFailure(
        "\(missed.count) missed to review, and nobody can be asked here", code: .refused,
        hint: "tend missed lists them; tend review ID --note … lets one stand")
    }
    try Triage(context: context, recorder: recorder, zone: zone).walk(missed)
  }
}
