import Almanac
import Care
import Ledger

/// Reads what `VisitMove` decides on.
struct MovedVisit {
  let context: CommandContext
  let entry: EntryID
  /// What `--by` says.
  let by: String?

  /// What is recorded with the edit of the plan.
  func events(_ result: PlanEditing.Result, in ledger: LedgerReader) throws -> [NewEvent] {
    guard let old = result.old,
      let move = VisitMove(
        entry, from: try context.planner(old, result.settings), to: result.new,
        by: Actor(by, plan: result.new, settings: result.settings).id, now: context.now)
    else { return [] }
    return move.events(
      rows: try ledger.occurrences(of: entry),
      asking: try move.arrangingStep.map { try ledger.occurrences(of: $0) } ?? [],
      rowsWritten: try ledger.rowsWritten())
  }
}
