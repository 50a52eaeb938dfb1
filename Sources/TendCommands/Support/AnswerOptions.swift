import Almanac
import ArgumentParser
import Care
import Household

/// What every answer can say: which occurrence, when it happened, who says so and how they know.
struct AnswerOptions: ParsableArguments {
  @Argument(help: "An occurrence (k7f), an entry (midostaurin), or entry@2026-12-03T08:00.")
  var target: TargetArgument

  @Option(name: .long, help: "When it happened: 07:50, “yesterday 20:00”, “20m ago”, 2026-12-03T07:50.")
  var at: String?

  @Flag(name: .long, help: "It has happened already: a fact, recorded whatever the plan says now.")
  var already = false

  @Option(name: .long, help: "Who says so: a contact of the plan, or a name.")
  var by: String?

  @Option(name: .long, help: "How they know: saw, told or assumed.")
  var basis: BasisArgument?

  @Option(name: .long, help: "A word on this one time.")
  var note: String?

  /// Records the answer and says what was recorded.
  ///
  /// - Parameter override: Why a dose is to be recorded although a limit of the care team forbids it now.
  func record(
    _ context: CommandContext, channel: String, reason: String? = nil, override: String? = nil,
    outcome: (Occurrence) -> Outcome
  ) throws {
    let zone = try context.displayZone()
    let moment = try moment()
    let isFact = already || at != nil
    let recorder = try Recorder(context, channel: channel, by: by)
    if let taking = try AsNeededTaking(recorder, target, reason: reason) {
      let happenedAt = moment?.past(in: zone, now: context.now) ?? context.now
      let answer = Answer(
        outcome: .taken, happenedAt: happenedAt, by: recorder.by, basis: basis?.value, note: note)
      let result = try taking.record(
        answer, isFact: already || happenedAt < context.now, override: override)
      context.printer.line(recorder.confirmation(result.event, result.occurrence))
      return try recorder.sayStock(of: result.occurrence)
    }
    let roughly = moment?.past(in: zone, now: context.now)
    let planner = try context.planner(recorder.plan, recorder.settings)
    let result = try recorder.record(target, happenedAt: roughly) { occurrence, ledger in
      // “20:30” of a dose missed three days ago means that evening; an entry's id means the latest times.
      let nominal = target.isOfEntry ? nil : occurrence.facts.instant
      let happenedAt = moment?.past(in: zone, near: nominal, now: context.now) ?? context.now
      let answer = Answer(
        outcome: outcome(occurrence), happenedAt: happenedAt, by: recorder.by, basis: basis?.value,
        reason: reason, note: note)
      do {
        return try planner.answering(
          occurrence, answer, isFact: isFact, isPast: already || happenedAt < context.now, override: override,
          in: ledger, now: context.now)
      } catch let error as Refusal {
        throw error.failure(occurrence, names: recorder.name, zone: zone, now: context.now)
      }
    }
    context.printer.line(recorder.confirmation(result.event, result.occurrence))
    try recorder.sayStock(of: result.occurrence)
    try recorder.sayQuestions(of: result.occurrence)
  }

  func moment() throws -> MomentArgument? {
    guard let at else { return nil }
    guard let moment = MomentArgument(at) else {
      throw CommandFailure(
        "“\(at)” is not a time", code: .usage, hint: "07:50, “yesterday 20:00”, “20m ago” or 2026-12-03T07:50"
      )
    }
    return moment
  }
}

/// `--basis`, in the words of the record.
enum BasisArgument: String, CaseIterable, ExpressibleByArgument {
  case saw, told, assumed

  var value: Answer.Basis {
    switch self {
    case .saw: .saw
    case .told: .told
    case .assumed: .assumed
    }
  }
}
