public import Almanac

/// The answer to an occurrence. *Missed* is not among them:
///
/// it is a finding until someone answers or reviews.
public enum Outcome: String, CaseIterable, Hashable, Sendable, Codable {
  case taken, done, attended
  case takenNotKept = "taken-not-kept"
  case skipped, held, cancelled, moved

  /// As it is said in a sentence: `taken, not kept`.
  public var words: String { self == .takenNotKept ? "taken, not kept" : rawValue }

  /// The outcome that says "it happened", for this kind of entry.
  public static func fulfilled(_ kind: EntryKind) -> Outcome {
    switch kind {
    case .medication: .taken
    case .appointment: .attended
    case .activity, .checkIn, .step: .done
    }
  }
}

/// An answer: what happened, when, who says so, and how they know.
public struct Answer: Hashable, Sendable, Codable {
  public var outcome: Outcome
  /// When it happened, which is not when it was recorded.
  public var happenedAt: Instant
  /// A contact id, or the plain name given.
  public var by: String
  public var basis: Basis?
  public var reason: String?
  public var note: String?
  /// How the dose stood to the limits of the care team; nil where there are none.
  public var limits: LimitNote?
  /// When a dose that was not kept was lost, where that was said.
  public var lostAt: Instant?
  /// What was answered to the questions of a check-in; nil where nobody was asked.
  public var readings: [Reading]?

  public init(
    outcome: Outcome, happenedAt: Instant, by: String, basis: Basis? = nil, reason: String? = nil,
    note: String? = nil, limits: LimitNote? = nil, lostAt: Instant? = nil, readings: [Reading]? = nil
  ) {
    self.outcome = outcome
    self.happenedAt = happenedAt
    self.by = by
    self.basis = basis
    self.reason = reason
    self.note = note
    self.limits = limits
    self.lostAt = lostAt
    self.readings = readings
  }

  /// How the one who answers knows it.
  public enum Basis: String, CaseIterable, Hashable, Sendable, Codable {
    case saw, told, assumed
  }
}
