import ArgumentParser
import Care

/// `tend add medication`.
struct AddMedication: Verb {
  static let configuration = CommandConfiguration(
    commandName: "medication", abstract: "Add a medication.",
    discussion: """
      Write what the care team said, in their words. Tend repeats it and never advises.
      Other amounts at other times: --at "2 mg at breakfast, 4 mg at dinner".
      """)

  @Option(name: .long, help: "The amount as prescribed: “100 mg”, “2.5 ml”.")
  var dose: String?

  @Option(name: .long, help: "Where there is no number: “per infusion protocol”.")
  var doseText: String?

  @Option(name: .long, help: "What the hand does: “4 capsules”.")
  var take: String?

  @Option(name: .long, help: "Steps from --from on: “40 mg for 7 days, 30 mg for 7 days, 20 mg”.")
  var taper: [String] = []

  @Option(name: .long, help: "“with food”, “1 h before food”.")
  var food: String?

  @Option(name: .long, help: "The team's own words for a missed dose.")
  var ifMissed: String?

  @Option(name: .long, help: "The team's own words for a dose that was not kept.")
  var ifNotKept: String?

  @Option(name: .long, help: "How close to the next dose a late one may no longer be taken: 8h.")
  var notWithin: String?

  @Option(name: .long, help: "Another medication and the time between: “iron by 2h”; a list.")
  var apartFrom: String?

  @Option(name: .long, help: "A contact of the plan.")
  var orderedBy: String?

  @OptionGroup(title: "As needed")
  var asNeeded: AsNeededOptions

  @OptionGroup var entry: EntryOptions

  func run(_ context: CommandContext) throws {
    try entry.add(.medication, to: context, isAsNeeded: asNeeded.isGiven) { plan in
      var before = FieldList()
      before.add("dose", dose)
      before.add("dose-text", doseText)
      before.add("take", take)
      before.add("taper", taper)
      before.add("as-needed", asNeeded.fields)
      var after = FieldList()
      after.add("food", food)
      after.add("if-missed", ifMissed)
      after.add("not-within", notWithin)
      after.add("if-not-kept", ifNotKept)
      after.add("apart-from", apartFrom)
      after.add("ordered-by", orderedBy.map(plan.contactID))
      return (before, after)
    }
  }
}
