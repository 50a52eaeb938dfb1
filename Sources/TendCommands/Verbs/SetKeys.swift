import ArgumentParser
import Care
import PlanFile

/// `tend set`: other values for keys of an entry, a person or a contact.
struct SetKeys: Verb {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Change an entry of the plan.",
    discussion: """
      tend set midostaurin at=08:00,20:00 dose="50 mg"
      tend set midostaurin until=            takes the key away
      tend set yoga approval.status=approved approval.by=dr-okafor
      tend set cladribine cycle.cycles=4     see also: tend move
      tend set person.maria day.breakfast=08:00
      tend set clinic 'prepare=["Bring the report"]'     a list or a table as the plan spells it
      """)

  @Argument(help: "The id of an entry; or person.maria, contact.dr-okafor.")
  var table: PlanTable

  @Argument(help: "key=value, with the keys of the plan; key= takes the key away.")
  var assignments: [Assignment]

  @OptionGroup var edit: EditOptions

  @OptionGroup var order: OrderOptions

  func run(_ context: CommandContext) throws {
    let result = try edit.editing(context, channel: "set", order: order).change { draft in
      var editor: PlanEditor
      switch table {
      case .entry(let id):
        editor = try draft.editor(holding: id)
        for assignment in assignments {
          try editor.set(id, assignment.key, to: assignment.value(in: draft.plan))
        }
      case .somebody(let section, let id):
        editor = try draft.editor(holding: section, id)
        for assignment in assignments {
          try editor.set(section, id, assignment.key, to: assignment.aboutSomebody)
        }
      }
      return draft.change(editor, of: table.entry)
    }
    let report = EntryReport(context: context, result: result)
    if edit.dryRun {
      try report.preview(table.entry)
    } else {
      try report.changed(table.entry.flatMap(result.new.entry))
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

  private static let words: Set = ["name", "role", "phone", "email", "url"]

  /// For a person or contact, whose words are texts whatever they look like; nil takes the key away.
  var aboutSomebody: PlanValue? {
    guard !text.isEmpty else { return nil }
    return Assignment.words.contains(key) ? .text(text) : PlanValue(typed: text, for: key)
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
