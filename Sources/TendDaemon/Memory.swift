import Almanac
import Care
import Ledger

/// What the daemon remembers between two looks, so that it can go on telling when the ledger cannot be written.
struct Memory {
  /// Seconds after which a ledger that could not be written is tried again.
  static let retryAfter: Int64 = 30

  private(set) var snapshot = LedgerSnapshot()
  /// Decided and told while the ledger could not be written; recorded when it can be again.
  private(set) var backlog: [NewEvent] = []

  /// After a recorded step.
  mutating func keep(_ snapshot: LedgerSnapshot, step: PlannerStep, now: Instant) {
    self.snapshot = snapshot
    remember(step, now: now)
    backlog = []
  }

  /// The step that memory alone leads to; it is remembered as if it were recorded.
  mutating func step(_ planner: Planner, now: Instant) -> PlannerStep {
    let step = planner.step(snapshot, now: now, release: Release.date)
    backlog += step.events
    remember(step, now: now)
    return step
  }

  /// Records what was told meanwhile.
  ///
  /// What contradicts the ledger by now is left out: the ledger is the truth.
  func writeBacklog(to ledger: LedgerTransaction) throws {
    for event in backlog {
      do {
        try ledger.append(event)
      } catch LedgerError.refused {
        continue
      }
    }
  }

  private mutating func remember(_ step: PlannerStep, now: Instant) {
    snapshot.occurrences = step.occurrences
    snapshot.rowsWritten += Int64(step.events.count { if case .scheduled = $0.body { true } else { false } })
    snapshot.lastProcessed = now
  }
}
