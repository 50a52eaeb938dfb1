import Almanac

extension PlannerState {
  /// When time alone changes the occurrence; one that a pause or a hold covers says nothing before it is
  /// answered so.
  func nextAction(of occurrence: Occurrence) -> Instant? {
    guard let action = occurrence.nextAction,
      pause(over: occurrence) != nil || heldAnswer(occurrence) != nil
    else {
      return occurrence.nextAction
    }
    return max(action, occurrence.facts.instant)
  }

  /// The answer that the care team's hold, or else the household's pause, gives to an occurrence nobody was told of at
  /// its nominal time.
  func restingAnswer(_ occurrence: Occurrence, now: Instant) -> Answer? {
    guard occurrence.facts.instant <= now,
      occurrence.state.lastTold.map({ $0 < occurrence.facts.instant }) ?? true
    else { return nil }
    if let held = heldAnswer(occurrence) { return held }
    guard let pause = pause(over: occurrence) else { return nil }
    return Answer(
      outcome: .skipped, happenedAt: occurrence.facts.instant, by: pause.by,
      reason: "paused by \(pause.by)" + (pause.reason.map { ": \($0)" } ?? ""))
  }

  private func heldAnswer(_ occurrence: Occurrence) -> Answer? {
    occurrence.state.defiesPause ? nil : household.orders.answer(occurrence.facts)
  }

  /// The pause that covers its nominal time, unless someone took back the skip that came of it.
  private func pause(over occurrence: Occurrence) -> Pause? {
    guard !occurrence.state.defiesPause, let pause = pauses[occurrence.facts.key.entry.written],
      pause.covers(occurrence.facts.instant)
    else { return nil }
    return pause
  }
}
