import Almanac
import ArgumentParser
import Care
import Household
import Ledger
import PlanFile

/// What an entry of any kind can say when it is added: a key of the plan each.
struct EntryOptions: ParsableArguments {
  @Argument(help: "What people call it.")
  var name: String

  @Option(name: .long, help: "Its id in the plan; else one is made from the name.")
  var id: String?

  @Option(name: .long, help: "Who it is for; else the only person of the plan, if there is just one.")
  var person: String?

  @OptionGroup(title: "When")
  var timing: TimingOptions

  @OptionGroup(title: "How to remind")
  var windows: WindowOptions

  @OptionGroup(title: "The change")
  var edit: EditOptions

  /// Adds the entry and says what was added.
  ///
  /// `details` are the keys of its kind: those that come before the timing, and those after it.
  func add(
    _ kind: EntryKind, to context: CommandContext, isAsNeeded: Bool = false,
    details: (Plan) -> (before: FieldList, after: FieldList)
  ) throws {
    try timing.check(isAsNeeded: isAsNeeded)
    var added: EntryID?
    var continues = false
    let result = try edit.editing(context, channel: "add").change { draft in
      guard let plan = draft.plan else {
        throw EditComplaint(draft.loaded.plan.diagnostics, .commandOnMistakes).failure
      }
      let id = try newID(kind, plan)
      added = id
      // Looked up before it is saved: tendd may write its first rows at once.
      continues = try hasHistory(id, context)
      let (before, after) = details(plan)
      var fields = FieldList()
      // What is a carer's own is of nobody cared for.
      let isCarers = after.fields.contains { $0.key == "carer" }
      let only = plan.people.count == 1 && !isCarers ? plan.people[0].id : nil
      fields.add("person", person.map(plan.personID) ?? only)
      fields.add(kind == .appointment ? "title" : "name", name)
      let all = fields.fields + before.fields + timing.fields + after.fields + windows.fields
      var editor = try draft.editor(of: PlanDraft.mainFile)
      try editor.add(kind, id, all)
      return draft.change(editor, of: id)
    }
    let report = EntryReport(context: context, result: result)
    guard let id = added, let entry = result.new.entry(id) else { return }
    guard !edit.dryRun else { return try report.preview(id) }
    try report.added(entry)
    if continues {
      context.printer.problem(
        "tend: \(id) was in the plan before; its history goes on under this id (see tend history \(id))")
    }
  }

  private func newID(_ kind: EntryKind, _ plan: Plan) throws -> EntryID {
    let taken = Set(plan.entries.map(\.id))
    let free = EntryID.suggested(for: id ?? name, taken: taken)
    guard let text = id else {
      try refuseTwin(kind, plan, free)
      return free
    }
    guard let id = EntryID(text), id.parent == nil else {
      throw CommandFailure("“\(text)” cannot be an id", code: .usage, hint: "--id \(free)")
    }
    guard !taken.contains(id) else {
      throw CommandFailure("the plan has an entry “\(id)” already", code: .usage, hint: "--id \(free)")
    }
    return id
  }

  /// Two of a name for one person are reminded of twice, which is dangerous unless it is meant.
  private func refuseTwin(_ kind: EntryKind, _ plan: Plan, _ free: EntryID) throws {
    let person = person.map(plan.personID) ?? (plan.people.count == 1 ? plan.people[0].id : nil)
    let twin = plan.entries.first {
      $0.kind == kind && $0.person == person && $0.name.lowercased() == name.lowercased()
    }
    guard let twin else { return }
    let timing = plan.timingText(of: twin)
    throw CommandFailure(
      "\(twin.name) is in the plan already (\(twin.id): \(timing))", code: .refused,
      hint: "tend set \(twin.id) …; if it is another one: --id \(free)")
  }

  /// Whether the id was in the plan before.
  private func hasHistory(_ id: EntryID, _ context: CommandContext) throws -> Bool {
    guard let ledger = try? context.household.openLedger(.readOnly) else { return false }
    defer { try? ledger.close() }
    return try ledger.read { try !$0.occurrences(of: id).isEmpty }
  }
}
