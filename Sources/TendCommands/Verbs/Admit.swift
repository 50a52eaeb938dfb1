import Almanac
import ArgumentParser
import Care

/// `tend admit`: a person goes to hospital.
struct Admit: Verb {
  static let configuration = CommandConfiguration(
    commandName: "admit", abstract: "Stop the reminders at home while somebody is in hospital.",
    discussion: """
      Medicines, activities and check-ins of that person rest, and are recorded as held, not as missed. Appointments,
      and whatever is for others, go on. Going home is tend discharge, which walks through the list.
      """)

  @Argument(help: "An id or a name of the plan.")
  var person: String

  @Option(name: .long, help: "From when on: 14:30, “yesterday 20:00”, 2026-12-03T14:30; else now.")
  var from: String?

  @Option(name: .long, help: "Why, in a few words.")
  var reason: String?

  @Option(name: .long, help: "Who says so: a contact of the plan, or a name.")
  var by: String?

  func run(_ context: CommandContext) throws {
    let desk = try CareDesk(context, channel: "admit")
    let person = try desk.person(person)
    let by = by.map(desk.contact) ?? desk.actor
    var from = context.now
    if let text = self.from {
      guard let moment = MomentArgument(text) else {
        throw CommandFailure("“\(text)” is not a time", code: .usage, hint: "14:30 or 2026-12-03T14:30")
      }
      from = moment.past(in: try context.displayZone(), now: context.now)
    }
    guard from <= context.now else {
      throw CommandFailure(
        "\(text(from, context)) is still to come; say it when it happens", code: .usage)
    }
    try desk.record { orders, ledger in
      if let stay = orders.stays[person.id], stay.until == nil, !stay.isHalfOver {
        throw CommandFailure(
          "\(person.name) is in hospital already, since \(text(stay.from, context))", code: .refused,
          hint: "tend discharge \(person.id)")
      }
      let stay = Stay(person: person.id, from: from, by: by, reason: reason)
      let atHome = desk.plan.entries.filter {
        $0.person == person.id && [.medication, .activity, .checkIn].contains($0.kind)
      }
      let why = "in hospital" + (reason.map { ": \($0)" } ?? "")
      // What was due before it stays to be answered.
      return try desk.close(Set(atHome.map(\.id)), by: by, reason: why, since: from, in: ledger)
        + [NewEvent(.admitted(stay))]
    }
  }

  private func text(_ instant: Instant, _ context: CommandContext) -> String {
    (try? context.displayZone()).map { Phrase.time(instant, in: $0, now: context.now) } ?? "that"
  }
}
