import ArgumentParser
import Care
import PlanFile

/// `tend add person`.
struct AddPerson: Verb {
  static let configuration = CommandConfiguration(
    commandName: "person", abstract: "Add somebody who is cared for.",
    discussion: """
      tend add person Maria --wake 07:00 --breakfast 07:30 --lunch 12:30 --dinner 18:30 --bedtime 22:30
      What is tied to a moment follows it: tend set person.maria day.breakfast=08:00
      """)

  @Argument(help: "What people call them.")
  var name: String

  @Option(name: .long, help: "Their id in the plan; else one is made from the name.")
  var id: String?

  @Option(name: .long, help: "The time zone they live in, such as Europe/Berlin; else that of this computer.")
  var zone: String?

  @Option(name: .long, help: "When they wake: 07:00. The day begins then.")
  var wake: String?

  @Option(name: .long, help: "When they have breakfast.")
  var breakfast: String?

  @Option(name: .long, help: "When they have lunch.")
  var lunch: String?

  @Option(name: .long, help: "When they have dinner.")
  var dinner: String?

  @Option(name: .long, help: "When they go to bed.")
  var bedtime: String?

  @OptionGroup var edit: EditOptions

  func run(_ context: CommandContext) throws {
    var day = FieldList()
    day.add("wake", wake)
    day.add("breakfast", breakfast)
    day.add("lunch", lunch)
    day.add("dinner", dinner)
    day.add("bedtime", bedtime)
    var fields = FieldList()
    fields.add("name", literally: name)
    fields.add("zone", literally: zone)
    fields.add("day", day)
    let added = try PeopleEditing(context: context, edit: edit).add(.person, name: name, id: id, fields)
    guard let added, !edit.dryRun else { return }
    context.printer.line("\(added)  \(name)")
    context.printer.line("  an entry for them says --person \(added)")
  }
}
