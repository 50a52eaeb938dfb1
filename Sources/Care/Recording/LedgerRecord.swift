public import Almanac

/// What tendd reads of the ledger to go on from where it was; every answer comes from the same moment.
///
/// The ledger is one. A simulated household has another, so that it runs the code that tendd runs.
public protocol LedgerRecord {
  /// The instant up to which tendd evaluated everything; nil before its first run.
  func lastProcessed() throws -> Instant?
  /// The number of the newest event; 0 where there is none.
  func lastEventNumber() throws -> Int64
  /// How many occurrences were ever scheduled: the number of the next occurrence id.
  func rowsWritten() throws -> Int64
  /// How often the derived rows were made anew, which no event tells of.
  func rebuilds() throws -> Int64
  func occurrence(_ id: OccurrenceID) throws -> Occurrence?
  func occurrence(_ key: OccurrenceKey) throws -> Occurrence?
  /// Every renaming of an entry.
  func renamings() throws -> Renamings
  /// Whether anything was recorded of an entry that is of it still.
  func hasHistory(of id: EntryID) throws -> Bool
  /// Everything that was recorded of an occurrence, oldest first.
  func events(of id: OccurrenceID) throws -> [RecordedEvent]
  /// Every open occurrence, those that channels are still to be told of, and all since `windowFrom`.
  func snapshot(windowFrom: Instant) throws -> LedgerSnapshot
  /// Tells a state what was recorded after the numbered event; false where it has to be made anew: it has not changed
  /// then.
  func update(_ state: inout PlannerState, after number: Int64) throws -> Bool
}
