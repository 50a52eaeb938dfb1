import ArgumentParser
import Care

/// `tend add appointment`.
struct AddAppointment: Verb {
  static let configuration = CommandConfiguration(
    commandName: "appointment", abstract: "Add an appointment.")

  @Option(name: .long, help: "Whom to see: a contact of the plan.")
  var with: String?

  @Option(name: .long, help: "How long it takes: 40m.")
  var lasts: String?

  @Option(name: .long, help: "Where it is.")
  var place: String?

  @Option(name: .long, help: "How long before to tell of it, besides at its time: 7d,1d,2h.")
  var remind: [String] = []

  @Option(name: .long, help: "How long the way there takes: 45m. Tend says when to leave.")
  var travel: String?

  @Option(name: .long, help: "How many days before and after its day it may be: 3d. Then --when names a day.")
  var window: String?

  @Option(name: .long, help: "When the next one is to follow: 6 weeks. Tend asks to arrange it.")
  var followUp: String?

  @Option(name: .long, help: "A page, such as where to join: https://…, or with a name “Join: https://…”.")
  var link: [String] = []

  @OptionGroup var entry: EntryOptions

  func run(_ context: CommandContext) throws {
    try entry.add(.appointment, to: context) { plan in
      var before = FieldList()
      before.add("with", with.map(plan.contactID))
      var after = FieldList()
      after.add("lasts", lasts)
      after.add("links", link)
      after.add("place", place)
      after.add("remind", remind)
      after.add("travel", travel)
      after.add("window", window)
      after.add("follow-up", followUp)
      return (before, after)
    }
  }
}
