import Almanac

extension PlannerState {
  /// When time alone changes the occurrence; one that a pause or a hold is to answer says nothing before it does.
  func nextAction(of occurrence: Occurrence) -> Instant? {
    guard let action = occurrence.nextAction, restingAnswer(occurrence) != nil else {
      return occurrence.nextAction
    }
    return max(action, occurrence.facts.instant)
  }

  /// The answer that the care team's hold, or else the household's pause, has given to an occurrence by now.
  func restingAnswer(_ occurrence: Occurrence, now: Instant) -> Answer? {
    occurrence.facts.instant <= now ? restingAnswer(occurrence) : nil
  }

  /// The same, given at its nominal time; nil where somebody was told that it is due, also by a clock that was ahead:
  /// then it reminds on.
  private func restingAnswer(_ occurrence: Occurrence) -> Answer? {
    guard occurrence.state.lastTold.map({ $0 < occurrence.facts.instant }) ?? true else { return nil }
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
