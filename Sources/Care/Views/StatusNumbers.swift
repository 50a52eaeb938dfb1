public import Almanac

/// How things stand, in numbers that name nobody.
public struct StatusNumbers: Hashable, Sendable {
  /// When the next is due that has a row; nil for nothing within the next 48 hours.
  public var nextDue: Instant?
  /// Due and not answered.
  public var open = 0
  /// Missed, and nobody looked at it yet.
  public var missed = 0
  /// Flags that are open.
  public var flags = 0

  public init() {}

  public init(_ state: PlannerState, missed: Int, flags: Int = 0, now: Instant) {
    nextDue = state.nextNominal(after: now)?.facts.instant
    open = state.due(at: now).count
    self.missed = missed
    self.flags = flags
  }
}
