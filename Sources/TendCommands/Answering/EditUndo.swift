import Care
import Glibc
import Host
import Household
import Ledger
import PlanFile

/// Takes back an edit of the plan by giving its file the text it had.
struct EditUndo {
  let household: Household
  let edit: PlanEdit

  private var path: String { household.fullPath(edit.file) }

  /// Restores the file, provided that nobody has changed it since and that the plan is sound afterwards.
  ///
  /// The caller holds the lock of the plan.
  ///
  /// - Parameter record: Records the undo and runs what it is given in the same transaction.
  func restore(
    recording record: (_ restored: PlanFiles, _ plan: Plan, _ write: () throws -> Void) throws -> Void
  ) throws {
    let draft = try PlanDraft(household)
    guard draft.text(of: edit.file) == Array(edit.after.utf8) else {
      throw CommandFailure(
        "\(path) was changed since by hand, so the change cannot be taken back", code: .refused,
        hint: "to take back something else, name it: tend undo ID")
    }
    var files = draft.files(
      after: FileChange(
        path: edit.file, before: draft.text(of: edit.file), after: Array((edit.before ?? "").utf8)))
    if edit.before == nil { files.plan.removeAll { $0.path == edit.file } }
    let loaded = household.load(files).plan
    guard let plan = loaded.plan else {
      throw CommandFailure(
        "without that change the plan would have mistakes, so nothing was taken back:\n"
          + loaded.diagnostics.map { "  \($0)" }.joined(separator: "\n"), code: .badPlan)
    }
    var isWritten = false
    do {
      try record(files, plan) {
        if let before = edit.before { try AtomicFile.write(path, Array(before.utf8)) } else { try remove() }
        isWritten = true
      }
    } catch {
      // File and record go together: what was not recorded does not stay done.
      if isWritten { try AtomicFile.write(path, Array(edit.after.utf8)) }
      throw error
    }
  }

  private func remove() throws {
    guard unlink(path) == 0 || errno == ENOENT else {
      throw CommandFailure("cannot remove \(path): \(String(cString: strerror(errno)))")
    }
  }
}
