/// What a local date and time means in a zone.
public enum LocalTime: Hashable, Sendable {
  /// It happens once.
  case unique(Instant)
  /// No clock showed it: read with the offset before the change, and with the one after.
  ///
  /// `before` is the later instant, as the offset before a gap is the smaller one.
  case gap(before: Instant, after: Instant)
  /// It happens twice.
  case overlap(first: Instant, second: Instant)

  /// The instant Tend goes by: once in a gap, with the offset before it; once in an overlap, the first.
  public var instant: Instant {
    switch self {
    case .unique(let instant), .gap(before: let instant, after: _), .overlap(first: let instant, second: _):
      instant
    }
  }
}
