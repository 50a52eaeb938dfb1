import Almanac
import Care

/// What the daemon remembers between two looks, so that it can go on telling when the ledger cannot be written.
struct Memory {
  private(set) var snapshot = LedgerSnapshot()
  /// The rows as the ledger has them.
  private var recorded: [Occurrence] = []

  /// After a step that was recorded.
  mutating func keep(_ snapshot: LedgerSnapshot, _ step: PlannerStep, now: Instant) {
    self.snapshot = snapshot
    remember(step, now: now)
    recorded = step.occurrences
  }

  /// After a step that was not.
  mutating func remember(_ step: PlannerStep, now: Instant) {
    snapshot.occurrences = step.occurrences
    snapshot.rowsWritten = step.rowsWritten
    snapshot.lastProcessed = now
  }

  /// Takes over what the ledger says now, which others may have written to: whoever was answered is not asked again.
  ///
  /// - Parameter isPure: Whether nothing is remembered that is not recorded.
  mutating func follow(_ fresh: LedgerSnapshot, isPure: Bool) {
    if isPure {
      snapshot = fresh
    } else {
      let known = Dictionary(recorded.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
      for row in fresh.occurrences where known[row.id] != row {
        snapshot.occurrences.removeAll { $0.id == row.id || $0.facts.key == row.facts.key }
        snapshot.occurrences.append(row)
      }
      snapshot.rowsWritten = max(snapshot.rowsWritten, fresh.rowsWritten)
      snapshot.pauses = fresh.pauses
      snapshot.since = snapshot.since.merging(fresh.since) { $1 }
    }
    recorded = fresh.occurrences
  }

  /// Entries of a plan that could not be recorded count from `now`, unless they were known.
  mutating func note(_ plan: Plan, now: Instant) {
    for entry in plan.entries where snapshot.since[entry.id] == nil { snapshot.since[entry.id] = now }
  }
}
