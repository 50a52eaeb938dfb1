public import Almanac

extension Occurrence {
  /// What is told this much after its planned time counts as *told late*: nobody was there to tell it.
  public static let punctuality = TimeSpan(seconds: 10)

  /// The instant at which time alone changes something; nil when only a person can.
  public var nextAction: Instant? {
    guard state.isOpen else { return nil }
    return state.nextReminder.map { min($0, facts.missedAt) } ?? facts.missedAt
  }

  /// What is due to happen by `now`: a reminder, or the finding that it was missed; nil for nothing.
  ///
  /// However many reminders were due since it was last looked at, one is told: the newest state, not a burst.
  ///
  /// - Parameter isClockTrusted: false makes nothing missed; it is told as late instead (DESIGN.md rule 11).
  public func advancing(to now: Instant, isClockTrusted: Bool) -> EventBody? {
    guard state.isOpen else { return nil }
    if now >= facts.missedAt, isClockTrusted {
      return .missed(
        Finding(remindersTold: state.attempts, isToldLate: isLate(facts.missedAt, at: now)))
    }
    guard let planned = state.nextReminder, now >= planned else { return nil }
    return .told(
      Telling(
        phase: phase(at: now), attempt: state.attempts + 1, rung: rung(planned), planned: planned,
        isToldLate: isLate(planned, at: now), next: nextReminder(after: now)))
  }

  /// What a step back of the clock to `now` takes back; nil when it changes nothing.
  ///
  /// Unanswered and nominal after now is *upcoming* again. What was told stays told and is not told twice.
  public func returning(to now: Instant) -> EventBody? {
    guard state.answer == nil, state.withdrawn == nil, facts.instant > now else { return nil }
    if let told = state.lastTold, told >= facts.instant {
      return .returned(next: nextReminder(after: told))
    }
    return state.isMissed ? .returned(next: nextReminder(after: now)) : nil
  }

  /// The first reminder after `now` that the ladder holds: a lead time, the nominal time, the moment it becomes
  /// late, or the next whole repeat counted from the nominal time; nil when it is missed before that.
  func nextReminder(after now: Instant) -> Instant? {
    if now < facts.instant { return facts.leads.first { $0 > now } ?? facts.instant }
    let interval = max(1, facts.repeatEvery.seconds)
    var next = facts.instant + ((now - facts.instant) / interval + 1) * interval
    if facts.lateAt > now { next = min(next, facts.lateAt) }
    return next < facts.missedAt ? next : nil
  }

  private func rung(_ planned: Instant) -> Int {
    guard planned >= facts.instant else { return -facts.leads.count(where: { $0 >= planned }) }
    return Int((planned - facts.instant) / max(1, facts.repeatEvery.seconds))
  }

  private func isLate(_ planned: Instant, at now: Instant) -> Bool {
    now - planned > Occurrence.punctuality.seconds
  }
}
