import Almanac
import ArgumentParser
import Care
import Ledger

/// `tend cancel`: an appointment that does not take place.
struct Cancel: Verb {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Record that an appointment does not take place, and why.",
    discussion: """
      tend cancel hematology --by dr-okafor --reason "the doctor is ill"
      The id of an entry means its next time, however far ahead. Nobody is reminded of it or of what prepares for it;
      the plan stays as it is. One that takes place at another time is moved: tend move ID DATE.
      """)

  @Argument(help: "An occurrence (k7f), an entry (hematology), or entry@2026-12-03T09:40.")
  var target: TargetArgument

  @Option(name: .long, help: "Who cancelled it: a contact of the plan, or a name.")
  var by: String?

  @Option(name: .long, help: "Why, in a few words.")
  var reason: String?

  @Option(name: .long, help: "How you know: saw, told or assumed.")
  var basis: BasisArgument?

  @Option(name: .long, help: "A word on this one time.")
  var note: String?

  func run(_ context: CommandContext) throws {
    let recorder = try Recorder(context, channel: "cancel", by: by)
    let result = try recorder.record(try coming(recorder)) { occurrence, _ in
      guard occurrence.facts.kind == .appointment else {
        throw CommandFailure(
          "only an appointment is cancelled; \(occurrence.facts.key.entry) is not one", code: .refused,
          hint: "tend skip \(occurrence.id) --reason …")
      }
      let answer = Answer(
        outcome: .cancelled, happenedAt: context.now, by: recorder.by, basis: basis?.value, reason: reason,
        note: note)
      do {
        return try occurrence.answering(answer, now: context.now, isFact: false)
      } catch let error as Refusal {
        throw error.failure(
          occurrence, names: recorder.name, zone: try context.displayZone(), now: context.now)
      }
    }
    context.printer.line(recorder.confirmation(result.event, result.occurrence))
  }

  /// An entry's id means what is open of it, or else its next time.
  private func coming(_ recorder: Recorder) throws -> TargetArgument {
    guard case .entry(let id) = target.target else { return target }
    guard let entry = recorder.plan.entry(id) else { throw CommandFailure.noEntry(id, in: recorder.plan) }
    let rows = try recorder.ledger.read { try $0.occurrences(of: id) }
    let now = recorder.context.now
    if let open = rows.first(where: { $0.state.isOpen && $0.facts.instant <= now }) {
      return TargetArgument(open.id)
    }
    let planner = try recorder.context.planner(recorder.plan, recorder.settings)
    let next = planner.upcoming(of: entry.id, after: now, count: 1, rows: rows).first
    guard let next, let argument = TargetArgument(argument: "\(id)@\(next.nominal)") else {
      throw CommandFailure(
        "\(id) has no time that is still to come", code: .refused, hint: "tend show \(id)")
    }
    return argument
  }
}
