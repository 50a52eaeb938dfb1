public import Almanac

/// The life of an occurrence as the words of DOMAIN.md name it at one instant.
public enum Phase: String, Hashable, Sendable, Codable {
  case upcoming, due, late, missed, answered, withdrawn
}

extension Occurrence {
  /// What it is at `now`; past its missed-after time it is missed, also before tendd has recorded the finding.
  public func phase(at now: Instant) -> Phase {
    if state.answer != nil { return .answered }
    if state.withdrawn != nil { return .withdrawn }
    return state.isMissed || now >= facts.missedAt ? .missed : phaseUnanswered(at: now)
  }

  /// As a reminder calls it, which never says missed: only the finding does.
  func phaseUnanswered(at now: Instant) -> Phase {
    if now < facts.instant { return .upcoming }
    return now < facts.lateAt ? .due : .late
  }

  /// Asked to wait: a snooze that has not run out.
  public func isSnoozed(at now: Instant) -> Bool {
    state.isOpen && (state.snoozedUntil.map { now < $0 } ?? false)
  }
}
