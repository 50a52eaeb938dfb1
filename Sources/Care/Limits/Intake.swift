public import Almanac

/// A dose that was really taken, as far as anyone recorded it.
public struct Intake: Hashable, Sendable {
  public var entry: EntryID
  public var name: String
  /// Nil for a dose that is only being recorded.
  public var occurrence: OccurrenceID?
  /// When it was taken, which is what limits go by.
  public var at: Instant
  public var by: String
  public var basis: Answer.Basis?
  public var recordedAt: Instant?

  public init(
    entry: EntryID, name: String, occurrence: OccurrenceID?, at: Instant, by: String,
    basis: Answer.Basis? = nil, recordedAt: Instant? = nil
  ) {
    self.entry = entry
    self.name = name
    self.occurrence = occurrence
    self.at = at
    self.by = by
    self.basis = basis
    self.recordedAt = recordedAt
  }

  /// Nil where nothing was taken.
  ///
  /// A dose that was not kept was taken all the same.
  public init?(_ occurrence: Occurrence) {
    guard let answer = occurrence.state.answer, answer.outcome.isIntake else { return nil }
    self.init(
      entry: occurrence.facts.key.entry, name: occurrence.facts.name, occurrence: occurrence.id,
      at: answer.happenedAt, by: answer.by, basis: answer.basis, recordedAt: occurrence.state.answeredAt)
  }
}

extension Outcome {
  /// A medicine went into the body, whether or not it stayed there.
  public var isIntake: Bool { self == .taken || self == .takenNotKept }
}
