public import Almanac

/// What one look at a ledger came to, with the rows as it leaves them.
public struct PlannerStep: Hashable, Sendable {
  public var look: Look
  /// The occurrences of the snapshot and the new ones, as they stand once the events are recorded.
  public var occurrences: [Occurrence]
  /// How many rows there ever were once the events are recorded.
  public var rowsWritten: Int64
  public var household: HouseholdRecord

  public var events: [NewEvent] { look.events }
  public var doubt: ClockDoubt? { look.doubt }
  /// Nil when nothing is to come.
  public var nextWakeup: Instant? { look.nextWakeup }
  public var sends: [Send] { look.sends }
}

extension Planner {
  /// One look by somebody who knows no more than what the ledger says; see `look`.
  public func step(
    _ ledger: LedgerSnapshot, now: Instant, release: Instant, followsPlan: Bool = true,
    returned: Set<ChannelName> = [], clock: ClockStanding = .trusted
  ) -> PlannerStep {
    var state = PlannerState(ledger)
    let look = look(
      &state, now: now, release: release, followsPlan: followsPlan, returned: returned, clock: clock)
    return PlannerStep(
      look: look, occurrences: state.occurrences, rowsWritten: state.rowsWritten, household: state.household)
  }
}
