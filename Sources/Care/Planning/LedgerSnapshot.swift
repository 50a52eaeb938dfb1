public import Almanac

/// What the planner needs to know of the past: a value read in one transaction.
public struct LedgerSnapshot: Hashable, Sendable {
  /// The number of the newest event.
  public var lastEvent: Int64
  /// The instant up to which everything was evaluated; nil on the very first start.
  public var lastProcessed: Instant?
  /// How many rows were ever written: the number of the next occurrence id.
  public var rowsWritten: Int64
  /// Every open occurrence, every one that a channel is still to be told of or that awaits a telling of many, and every
  /// other whose nominal instant lies after `Planner.lookBack` before the last processed instant (or before now, where
  /// that is earlier).
  public var occurrences: [Occurrence]
  /// The newest pause of each entry.
  ///
  /// One that ended since the last processed instant still counts: what fell into it is skipped.
  public var pauses: [EntryID: Pause]
  /// From when on each entry of the plan stands as it is written now: changing an entry does not reach back.
  public var since: [EntryID: Instant]
  /// Those of them that nobody has looked at yet as they are written now.
  public var unevaluated: Set<EntryID>
  /// The number of the newest event when everything was evaluated last; nil where that is not known.
  public var evaluatedEvent: Int64?
  /// The newest loss of the record.
  public var loss: RecordLoss?
  /// What is of no single occurrence.
  public var household: HouseholdRecord

  public init(
    lastEvent: Int64 = 0, lastProcessed: Instant? = nil, rowsWritten: Int64 = 0,
    occurrences: [Occurrence] = [],
    pauses: [EntryID: Pause] = [:], since: [EntryID: Instant] = [:],
    unevaluated: Set<EntryID> = [], evaluatedEvent: Int64? = nil,
    household: HouseholdRecord = HouseholdRecord(), loss: RecordLoss? = nil
  ) {
    self.lastEvent = lastEvent
    self.lastProcessed = lastProcessed
    self.rowsWritten = rowsWritten
    self.occurrences = occurrences
    self.pauses = pauses
    self.since = since
    self.unevaluated = unevaluated
    self.evaluatedEvent = evaluatedEvent
    self.loss = loss
    self.household = household
  }
}
