import ArgumentParser
import Care
import PlanFile

/// `tend release`: the care team lets an entry go on, at the same dose or another one.
struct ReleaseEntry: Verb {
  static let configuration = CommandConfiguration(
    commandName: "release", abstract: "End a hold by order of the care team, at another dose if they say so.",
    discussion: """
      tend release midostaurin --by dr-okafor
      tend release midostaurin --by dr-okafor --dose "50 mg" --take "2 capsules"
      A pause of the household stays: tend resume ends that.
      """)

  @Argument(help: "The id of an entry.")
  var entry: EntryArgument

  @Option(name: .long, help: "Who ordered it: a contact of the plan, or a name.")
  var by: String

  @Option(name: .long, help: "The dose from now on.")
  var dose: String?

  @Option(name: .long, help: "What the hand does for it: “2 capsules”; empty for nothing.")
  var take: String?

  @Option(name: .long, help: "A word on why.")
  var reason: String?

  func run(_ context: CommandContext) throws {
    let desk = try CareDesk(context, channel: "release")
    let held = try desk.entry(entry.id)
    guard try desk.orders().hold(of: held.id, at: context.now) != nil else {
      throw CommandFailure("\(held.id) is not on hold", code: .refused)
    }
    try NewDose(dose: dose, take: take).save(held, channel: "release", orderedBy: by, context)
    try desk.record { orders, _ in
      guard orders.hold(of: held.id, at: context.now) != nil else {
        throw CommandFailure("\(held.id) is not on hold", code: .refused)
      }
      return [NewEvent(entry: held.id, .released(HoldEnd(by: desk.contact(by), reason: reason)))]
    }
    try desk.sayStillSilent(held)
  }
}

/// Another dose for a medication, as somebody ordered it.
struct NewDose {
  let dose: String?
  let take: String?
  var times: String?

  /// Writes it into the plan; nothing where nothing was said.
  func save(_ entry: Entry, channel: String, orderedBy: String?, _ context: CommandContext) throws {
    guard dose != nil || take != nil || times != nil else { return }
    if dose != nil, take == nil, let old = entry.medication?.take {
      throw CommandFailure(
        "the plan says “\(old)” for the dose before, so the new one needs its own words", code: .usage,
        hint: "--take \"…\", or --take \"\" for none")
    }
    let editing = PlanEditing(context: context, channel: channel, by: nil, orderedBy: orderedBy)
    let result = try editing.change { draft in
      var editor = try draft.editor(holding: entry.id)
      for (key, value) in [("dose", dose), ("take", take), ("at", times)] {
        guard let value else { continue }
        try editor.set(entry.id, key, to: value.isEmpty ? nil : PlanValue(typed: value, for: key))
      }
      return draft.change(editor, of: entry.id)
    }
    try EntryReport(context: context, result: result, endsSilence: true).changed(result.new.entry(entry.id))
  }
}
