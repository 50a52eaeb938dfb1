import ArgumentParser
import Care
import Household
import Ledger
import PlanFile

/// `tend rename`: another id for an entry, which keeps its history.
struct Rename: Verb {
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Give an entry another id; its history goes along.",
    discussion: """
      tend rename prednison prednisone
      Whatever names the entry in the plan names it by the new id, in every file.
      What is due stays due under the short id it has, and nothing is told anew.
      tend undo takes it back.
      The ids of people and contacts stay; their names may change: tend set person.maria name=…
      """)

  @Argument(help: "The id of an entry.")
  var entry: EntryArgument

  @Argument(help: "The id it is to have.")
  var new: String

  @OptionGroup var edit: EditOptions

  func run(_ context: CommandContext) throws {
    let renaming = Renaming(from: entry.id, to: try newID())
    try check(renaming.to, context)
    var editing = try edit.editing(context, channel: "rename")
    editing.alongside = { _, ledger in
      // tendd may have seen the plan and carried it over already.
      try ledger.hasHistory(of: renaming.from) ? [NewEvent(entry: renaming.to, .renamed(renaming))] : []
    }
    let result = try editing.changeAll { try changes($0, renaming) }
    let report = EntryReport(context: context, result: result)
    if edit.dryRun {
      try report.preview(renaming.to)
    } else {
      try report.changed(result.new.entry(renaming.to))
    }
  }

  private func newID() throws -> EntryID {
    if let id = EntryID(new), id.parent == nil { return id }
    throw CommandFailure(
      "“\(new)” cannot be an id", code: .usage,
      hint: "tend rename \(entry.id) \(EntryID.suggested(for: new, taken: []))")
  }

  /// An id that was another entry's has that one's history.
  private func check(_ id: EntryID, _ context: CommandContext) throws {
    do {
      let ledger = try context.openLedger(.readOnly)
      defer { try? ledger.close() }
      guard try ledger.read({ try $0.hasHistory(of: id) }) else { return }
    } catch let failure as CommandFailure where failure.code == .unavailable {
      return
    }
    throw CommandFailure(
      "something was recorded under “\(id)” before, and two histories cannot become one", code: .refused,
      hint: "tend history \(id)")
  }

  /// What was recorded names people and contacts by their ids, so only entries are renamed.
  private func refuseSomebody(_ id: EntryID, _ plan: Plan) throws {
    guard plan.entry(id) == nil else { return }
    for section in [PlanEditor.PeopleSection.person, .contact] {
      let prefix = "\(section)."
      let text = id.text.hasPrefix(prefix) ? String(id.text.dropFirst(prefix.count)) : id.text
      guard let known = PlanTable.all(section, in: plan).first(where: { $0.id == text }) else { continue }
      throw CommandFailure(
        "“\(text)” is a \(section), whose id stays: the record names \(known.name) by it", code: .refused,
        hint: "what people read is the name: tend set \(prefix)\(text) name=…")
    }
  }

  private func changes(_ draft: PlanDraft, _ renaming: Renaming) throws -> [FileChange] {
    guard let plan = draft.plan else {
      throw EditComplaint(draft.loaded.plan.diagnostics, .commandOnMistakes).failure
    }
    try refuseSomebody(renaming.from, plan)
    guard plan.entry(renaming.to) == nil else {
      throw CommandFailure("the plan has an entry “\(renaming.to)” already", code: .refused)
    }
    let holder = try draft.editor(holding: renaming.from)
    let uses = Dictionary(
      grouping: draft.loaded.plan.entryUses.filter { $0.id == renaming.from }, by: \.file)
    let others = uses.keys.filter { $0 != holder.path }.sorted()
    func rename(in editor: inout PlanEditor) throws {
      let places = uses[editor.path]?.map(\.bytes) ?? []
      try editor.rename(renaming.from, to: renaming.to, uses: places)
    }
    var editor = holder
    try rename(in: &editor)
    try editor.set(renaming.to, "renamed-from", to: .text(renaming.from.text))
    return try [draft.change(editor, of: renaming.to)]
      + others.map { path in
        var editor = try draft.editor(of: path)
        try rename(in: &editor)
        return draft.change(editor, of: nil)
      }
  }
}
