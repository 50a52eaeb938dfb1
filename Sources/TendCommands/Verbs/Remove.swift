import ArgumentParser
import Care
import PlanFile

/// `tend remove`: an entry leaves the plan; its history stays.
struct Remove: Verb {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Take an entry out of the plan.",
    discussion: "What was recorded of it stays in the history. tend undo puts the entry back.")

  @Argument(help: "The id of an entry.")
  var entry: EntryArgument

  @OptionGroup var edit: EditOptions

  @OptionGroup var order: OrderOptions

  func run(_ context: CommandContext) throws {
    let result = try edit.editing(context, channel: "remove", order: order).change { draft in
      var editor = try draft.editor(holding: entry.id)
      try draft.checkNamedByNone(entry.id)
      try editor.remove(entry.id)
      return draft.change(editor, of: entry.id)
    }
    let report = EntryReport(context: context, result: result)
    guard !edit.dryRun else { return try report.preview(nil) }
    try report.changed(nil)
    if result.isRecorded { context.printer.line("To put it back: tend undo") }
  }
}
