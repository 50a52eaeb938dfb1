public import Almanac

/// The record was lost, wholly or from some instant on, and this ledger goes on in its place.
///
/// What may have been answered in the time it covers is in doubt: it is never told as plainly due.
public struct RecordLoss: Hashable, Sendable, Codable {
  public var cause: Cause
  /// What was found, for a person to read.
  public var detail: String?
  /// From when on nothing is known; nil where nothing is known at all.
  public var from: Instant?
  /// When this ledger took over.
  public var until: Instant
  /// Where what was there before is kept, whole.
  public var setAside: String?
  /// The newest good backup there was then; of a restored ledger, the one it came from.
  public var backup: String?
  /// How many numbers of rows are passed over, so that no id the lost record gave out is given again.
  public var skippedRows: Int64

  public init(
    cause: Cause, detail: String? = nil, from: Instant? = nil, until: Instant, setAside: String? = nil,
    backup: String? = nil, skippedRows: Int64 = 0
  ) {
    self.cause = cause
    self.detail = detail
    self.from = from
    self.until = until
    self.setAside = setAside
    self.backup = backup
    self.skippedRows = skippedRows
  }

  public enum Cause: String, CaseIterable, Hashable, Sendable, Codable {
    case damaged
    /// A database of another program was in its place.
    case foreign
    /// There was none where there must have been one.
    case vanished
    /// It cannot be read for now: what is recorded meanwhile stands alone.
    case unreadable
    /// Someone went back to a backup, and knows.
    case restored
  }

  /// Whether an answer to such an occurrence may have been lost.
  public func castsDoubt(on facts: OccurrenceFacts) -> Bool {
    facts.earlyFrom <= until && (from.map { facts.missedAt > $0 } ?? true)
  }
}

/// What somebody must know before they act on a reminder.
public enum Caution: String, CaseIterable, Hashable, Sendable, Codable {
  /// It may have been given: the record of that time is lost.
  case recordLost = "record-lost"
}
