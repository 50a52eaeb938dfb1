import Care
import Household
import PlanFile

/// Changes who stands in the plan: the people cared for, and the contacts.
struct PeopleEditing {
  let context: CommandContext
  let edit: EditOptions

  /// Adds somebody and returns their id; nil where it was only a look.
  func add(
    _ section: PlanEditor.PeopleSection, name: String, id: String?, _ fields: FieldList
  ) throws -> String? {
    var added: String?
    let result = try edit.editing(context, channel: "add").change { draft in
      guard let plan = draft.plan else {
        throw EditComplaint(draft.loaded.plan.diagnostics, .commandOnMistakes).failure
      }
      let new = try newID(section, name, id, plan)
      added = new
      var editor = try draft.editor(of: PlanDraft.mainFile)
      try editor.add(section, new, fields.fields)
      return draft.change(editor, of: nil)
    }
    if edit.dryRun { try EntryReport(context: context, result: result).preview(nil) }
    return added
  }

  /// Refuses a name that is there already: two of one name would be told apart by nobody.
  private func newID(
    _ section: PlanEditor.PeopleSection, _ name: String, _ id: String?, _ plan: Plan
  ) throws -> String {
    let known = PlanTable.all(section, in: plan)
    if id == nil, let twin = known.first(where: { $0.name.lowercased() == name.lowercased() }) {
      throw CommandFailure(
        "\(twin.name) is in the plan already (\(section).\(twin.id))", code: .refused,
        hint: "tend set \(section).\(twin.id) …; if it is somebody else: --id …")
    }
    let taken = Set(known.map(\.id))
    let free = EntryID.suggested(for: id ?? name, taken: Set(taken.compactMap { EntryID($0) })).text
    guard let id else { return free }
    guard EntryID.isWellFormed(id) else {
      throw CommandFailure("“\(id)” cannot be an id", code: .usage, hint: "--id \(free)")
    }
    guard !taken.contains(id) else {
      throw CommandFailure("the plan has a \(section) “\(id)” already", code: .usage, hint: "--id \(free)")
    }
    return id
  }
}
