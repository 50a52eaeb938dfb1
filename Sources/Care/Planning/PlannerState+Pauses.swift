import Almanac

extension PlannerState {
  /// When time alone changes the occurrence; one that a pause covers says nothing before it is skipped.
  func nextAction(of occurrence: Occurrence) -> Instant? {
    guard let action = occurrence.nextAction, pause(over: occurrence) != nil else {
      return occurrence.nextAction
    }
    return max(action, occurrence.facts.instant)
  }

  /// The answer the household's pause gives to an occurrence nobody was told of at its nominal time.
  func pausedAnswer(_ occurrence: Occurrence, now: Instant) -> Answer? {
    guard let pause = pause(over: occurrence), occurrence.facts.instant <= now,
      occurrence.state.lastTold.map({ $0 < occurrence.facts.instant }) ?? true
    else { return nil }
    return Answer(
      outcome: .skipped, happenedAt: occurrence.facts.instant, by: pause.by,
      reason: "paused by \(pause.by)" + (pause.reason.map { ": \($0)" } ?? ""))
  }

  /// The pause that covers its nominal time, unless someone took back the skip that came of it.
  private func pause(over occurrence: Occurrence) -> Pause? {
    guard !occurrence.state.defiesPause, let pause = pauses[occurrence.facts.key.entry.written],
      pause.covers(occurrence.facts.instant)
    else { return nil }
    return pause
  }
}
