import Care
import Household
import PlanFile

/// Takes back edits of the plan by giving their files the texts they had.
struct EditUndo {
  let household: Household
  /// Oldest first; several of one file follow one another.
  let edits: [PlanEdit]

  /// One change of each file, from the text it has now to the one it had.
  private var changes: [FileChange] {
    var changes: [FileChange] = []
    for edit in edits.reversed() {
      let before = edit.before.map { Array($0.utf8) }
      if let index = changes.firstIndex(where: { $0.path == edit.file }) {
        changes[index].after = before
      } else {
        changes.append(FileChange(path: edit.file, before: Array(edit.after.utf8), after: before))
      }
    }
    return changes
  }

  /// Restores the files, provided that nobody has changed one since and that the plan is sound afterwards.
  ///
  /// The caller holds the lock of the plan.
  ///
  /// - Parameter record: Records the undo and runs what it is given in the same transaction.
  func restore(
    recording record: (_ restored: PlanFiles, _ plan: Plan, _ write: () throws -> Void) throws -> Void
  ) throws {
    let draft = try PlanDraft(household)
    let changes = changes
    for change in changes where draft.text(of: change.path) != change.before {
      throw CommandFailure(
        "\(household.fullPath(change.path)) was changed since by hand, so the change cannot be taken back",
        code: .refused, hint: "to take back something else, name it: tend undo ID")
    }
    let files = draft.files(after: changes)
    let loaded = household.load(files).plan
    guard let plan = loaded.plan else {
      throw CommandFailure(
        "without that change the plan would have mistakes, so nothing was taken back:\n"
          + loaded.diagnostics.map { "  \($0)" }.joined(separator: "\n"), code: .badPlan)
    }
    var isWritten = false
    do {
      try record(files, plan) {
        try FileChange.write(changes, in: household)
        isWritten = true
      }
    } catch {
      // Files and record go together: what was not recorded does not stay done.
      if isWritten { try FileChange.write(changes.map(\.reversed), in: household) }
      throw error
    }
  }
}
