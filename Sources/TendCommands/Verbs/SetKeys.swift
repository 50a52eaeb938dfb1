import ArgumentParser
import Care
import PlanFile

/// `tend set`: other values for keys of an entry.
struct SetKeys: Verb {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Change an entry of the plan.",
    discussion: """
      tend set midostaurin at=08:00,20:00 dose="50 mg"
      tend set midostaurin until=            takes the key away
      tend set yoga approval.status=approved approval.by=dr-okafor
      tend set cladribine cycle.cycles=4     see also: tend move
      """)

  @Argument(help: "The id of an entry.")
  var entry: EntryArgument

  @Argument(help: "key=value, with the keys of the plan; key= takes the key away.")
  var assignments: [Assignment]

  @OptionGroup var edit: EditOptions

  func run(_ context: CommandContext) throws {
    let result = try edit.editing(context, channel: "set").change { draft in
      var editor = try draft.editor(holding: entry.id)
      for assignment in assignments {
        try editor.set(entry.id, assignment.key, to: assignment.value(in: draft.plan))
      }
      return draft.change(editor, of: entry.id)
    }
    let report = EntryReport(context: context, result: result)
    if edit.dryRun {
      try report.preview(entry.id)
    } else {
      try report.changed(result.new.entry(entry.id))
    }
  }
}

/// `key=value`.
struct Assignment: ExpressibleByArgument {
  let key: String
  let text: String

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else { return nil }
    key = String(parts[0])
    text = String(parts[1])
  }

  /// Nil takes the key away.
  func value(in plan: Plan?) -> PlanValue? {
    guard !text.isEmpty else { return nil }
    guard let plan else { return PlanValue(typed: text, for: key) }
    switch key {
    case "person": return .text(plan.personID(text))
    case "with", "ordered-by", "approval.by": return .text(plan.contactID(text))
    default: return PlanValue(typed: text, for: key)
    }
  }
}
