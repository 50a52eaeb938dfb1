import ArgumentParser
import Care
import Host
import Household
import PlanFile

/// `tend edit`: the plan in an editor, checked before it is saved.
struct EditPlan: Verb {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change the plan in an editor.",
    discussion: """
      Opens a copy in $VISUAL or $EDITOR, and saves it only if the whole plan reads well then. A text that does not
      is kept, and its path is said.
      """)

  @Argument(help: "An entry to go to; the file that has it is opened.")
  var entry: EntryArgument?

  @Option(name: .long, help: "Who changes it: a contact of the plan, or a name.")
  var by: String?

  func run(_ context: CommandContext) throws {
    guard context.terminal.canAsk || EditorProgram.isChosen(in: context.environment) else {
      throw CommandFailure(
        "nobody can be asked here", hint: "change \(context.household.paths.planFile) and run tend check")
    }
    guard let editor = EditorProgram(environment: context.environment) else {
      throw CommandFailure(
        "there is no editor; set EDITOR to the one you like", code: .unavailable,
        hint: "EDITOR=nano tend edit")
    }
    let draft = try PlanDraft(context.household)
    let place = try entry.map { try self.place(of: $0.id, in: draft) }
    let file = place?.file ?? PlanDraft.mainFile
    let before = draft.text(of: file)
    let copy = try EditorDraft(of: before ?? PlanDraft.header, named: file, context)
    var line = place?.line
    while true {
      try open(copy, with: editor, line: line)
      guard !copy.isUntouched else {
        copy.remove()
        return context.printer.line("Nothing was changed.")
      }
      do {
        let result = try save(try copy.text(), over: before, of: file, context)
        copy.remove()
        return try EntryReport(context: context, result: result).changed(
          entry.flatMap { result.new.entry($0.id) })
      } catch let failure as CommandFailure {
        guard failure.code == .badPlan, asks(again: failure, context) else { throw kept(failure, copy) }
        line = nil
      }
    }
  }

  private func place(of id: EntryID, in draft: PlanDraft) throws -> SourceLocation {
    guard let place = draft.loaded.plan.sources[id] else {
      throw CommandFailure.noEntry(id, in: draft.plan)
    }
    return place
  }

  private func open(_ copy: EditorDraft, with editor: EditorProgram, line: Int?) throws {
    let code = try editor.open(copy.path, line: line)
    guard code != 0 else { return }
    let failure = CommandFailure("\(editor.command) ended with \(code); the plan is as it was")
    if copy.isUntouched {
      copy.remove()
      throw failure
    }
    throw kept(failure, copy)
  }

  private func save(
    _ text: [UInt8], over before: [UInt8]?, of file: String, _ context: CommandContext
  ) throws -> PlanEditing.Result {
    var editing = PlanEditing(context: context, channel: "edit", by: by, isByHand: true, mayEmpty: false)
    func change(_ now: PlanDraft) throws -> FileChange {
      guard now.text(of: file) == before else {
        throw CommandFailure("\(file) was changed by somebody else while the editor was open", code: .refused)
      }
      return FileChange(path: file, before: before, after: text, entry: entry?.id)
    }
    do {
      return try editing.change(change)
    } catch is PlanEditing.Emptied {
      // Asked with the lock given back: a person may take their time.
      guard isEmptyMeant(context) else {
        throw CommandFailure("the plan would have no entries at all; it is as it was", code: .refused)
      }
      editing.mayEmpty = true
      return try editing.change(change)
    }
  }

  /// An editor that fails can leave an empty file, which must not end all reminders.
  private func isEmptyMeant(_ context: CommandContext) -> Bool {
    let answer = context.terminal.ask("the plan would have no entries at all. Keep it so? (y/N)")
    return ["y", "yes"].contains(answer?.lowercased())
  }

  private func asks(again failure: CommandFailure, _ context: CommandContext) -> Bool {
    guard context.terminal.canAsk else { return false }
    context.printer.problem("tend: \(failure.message)")
    return ["", "y", "yes"].contains(context.terminal.ask("Edit it again? (Y/n)")?.lowercased())
  }

  private func kept(_ failure: CommandFailure, _ copy: EditorDraft) -> CommandFailure {
    var failure = failure
    failure.hint = "your text is kept in \(copy.path)"
    return failure
  }
}
