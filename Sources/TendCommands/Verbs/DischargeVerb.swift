import ArgumentParser
import Care
import PlanFile

/// `tend discharge`: going home, through the list entry by entry.
struct DischargeVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "discharge", abstract: "Go home from hospital: walk through the list, entry by entry.",
    discussion: """
      At a terminal each entry is asked about: keep it, change it, stop it, or hold it. Elsewhere the flags say it:
      tend discharge maria --by dr-okafor --keep cetirizine,famotidine --hold midostaurin --stop prednisone
      tend discharge maria --by dr-okafor --keep-rest
      What was not gone through stays silent, and every listing says so loudly. Another dose or other times: tend set
      first, with --ordered-by, then --keep.
      """)

  @Argument(help: "An id or a name of the plan.")
  var person: String

  @Option(name: .long, help: "Who gave the new orders: a contact of the plan, or a name.")
  var by: String?

  @Option(name: .long, help: "Entries that go on as the plan has them, separated by commas.")
  var keep: String?

  @Option(name: .long, help: "Entries that end: they are taken out of the plan.")
  var stop: String?

  @Option(name: .long, help: "Entries that the care team holds for now.")
  var hold: String?

  @Option(name: .long, help: "Why they are held.")
  var reason: String?

  @Flag(name: .long, help: "Everything else goes on as the plan has it.")
  var keepRest = false

  func run(_ context: CommandContext) throws {
    let desk = try CareDesk(context, channel: "discharge")
    let person = try desk.person(person)
    guard let stay = try desk.orders().stays[person.id], stay.until == nil else {
      throw CommandFailure(
        "\(person.name) is not in hospital", code: .refused, hint: "tend admit \(person.id)")
    }
    var walk = DischargeWalk(
      desk: desk, person: person, by: by.map(desk.contact) ?? desk.actor, orderedBy: by)
    let named = try (
      keep: ids(keep, walk.waiting), stop: ids(stop, walk.waiting), hold: ids(hold, walk.waiting)
    )
    let all = named.keep + named.stop + named.hold
    guard Set(all).count == all.count else {
      throw CommandFailure("an entry is named twice", code: .usage)
    }
    if !named.hold.isEmpty, reason == nil {
      throw CommandFailure("--hold needs --reason", code: .usage)
    }
    for entry in named.stop { try walk.stop(entry) }
    for entry in named.hold { try walk.hold(entry, reason: reason ?? "") }
    for entry in named.keep { try walk.keep(entry) }
    if keepRest { for entry in walk.waiting { try walk.keep(entry.id) } }
    if all.isEmpty, !keepRest {
      guard context.terminal.canAsk || walk.waiting.isEmpty else {
        throw CommandFailure(
          "nothing says what becomes of \(Phrase.list(walk.waiting.map(\.id.text)))", code: .usage,
          hint: "--keep, --stop, --hold or --keep-rest; or at a terminal")
      }
      try walk.ask()
    }
    try walk.finish()
  }

  private func ids(_ text: String?, _ waiting: [Entry]) throws -> [EntryID] {
    try (text ?? "").split(separator: ",").map { part in
      let word = part.filter { $0 != " " }.lowercased()
      guard let id = EntryID(word), waiting.contains(where: { $0.id == id }) else {
        throw CommandFailure(
          "“\(word)” does not wait", code: .usage,
          hint: "waiting: \(Phrase.list(waiting.map(\.id.text)))")
      }
      return id
    }
  }
}
