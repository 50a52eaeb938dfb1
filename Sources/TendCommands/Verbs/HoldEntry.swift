import ArgumentParser
import Care

/// `tend hold`: the care team stops an entry for now.
struct HoldEntry: Verb {
  static let configuration = CommandConfiguration(
    commandName: "hold", abstract: "Stop an entry by order of the care team.",
    discussion: """
      tend hold midostaurin --by dr-okafor --reason "platelets low"
      Nobody is reminded of it; it stays in sight every day, and what falls into the hold is recorded as held and does
      not count as skipped. What is due just now is closed as held too. For a rest that the household decides on, see
      tend pause: the two stand side by side, and each ends for itself.
      """)

  @Argument(help: "The id of an entry.")
  var entry: EntryArgument

  @Option(name: .long, help: "Who ordered it: a contact of the plan, or a name.")
  var by: String

  @Option(name: .long, help: "Why, in a few words.")
  var reason: String

  @Option(
    name: .long, help: "The last day (2026-12-24), a time (20:00) or a span (3d); else until tend release.")
  var until: String?

  func validate() throws {
    if reason.allSatisfy(\.isWhitespace) { throw ValidationError("--reason needs a word or two") }
  }

  func run(_ context: CommandContext) throws {
    let desk = try CareDesk(context, channel: "hold")
    let held = try desk.entry(entry.id)
    let end = try until.map {
      try desk.end(
        $0, zone: try desk.zone(desk.plan.zoneName(of: held)), moments: desk.plan.moments(of: held))
    }
    let by = desk.contact(by)
    try desk.record { orders, ledger in
      // What fell into the hold so far stays in it.
      let from = orders.hold(of: held.id, at: context.now)?.from ?? context.now
      let hold = Hold(from: from, until: end, by: by, reason: reason)
      return try desk.close([held.id], by: by, reason: reason, in: ledger)
        + [NewEvent(entry: held.id, .held(hold))]
    }
  }
}
