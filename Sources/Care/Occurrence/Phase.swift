public import Almanac

/// The life of an occurrence as the words of DOMAIN.md name it at one instant.
public enum Phase: String, Hashable, Sendable, Codable {
  case upcoming, due, late, missed, answered, withdrawn
}

extension Occurrence {
  public func phase(at now: Instant) -> Phase {
    if state.answer != nil { return .answered }
    if state.withdrawn != nil { return .withdrawn }
    if state.isMissed { return .missed }
    if now < facts.instant { return .upcoming }
    return now < facts.lateAt ? .due : .late
  }

  /// Asked to wait: a snooze that has not run out.
  public func isSnoozed(at now: Instant) -> Bool {
    state.isOpen && (state.snoozedUntil.map { now < $0 } ?? false)
  }
}
