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
  /// A clock that is not trusted makes nothing missed; it is told as late instead (DESIGN.md rule 11).
  public func advancing(to now: Instant, isClockTrusted: Bool) -> EventBody? {
    guard state.isOpen else { return nil }
    if now >= facts.missedAt, isClockTrusted {
      return .missed(
        Finding(
          remindersTold: state.attempts, isToldLate: isLate(facts.missedAt, at: now), routes: routes))
    }
    guard let planned = state.nextReminder, now >= planned else { return nil }
    return .told(
      Telling(
        phase: phaseUnanswered(at: now), attempt: state.attempts + 1, rung: rung(at: now), planned: planned,
        isToldLate: isLate(planned, at: now), next: nextReminder(after: now), routes: routes))
  }

  /// What a step back of the clock to `now` takes back; nil when it changes nothing.
  ///
  /// Unanswered and nominal after now is *upcoming* again. The rungs that were told are not told twice; but where
  /// none is left, it is asked for once more at its nominal time, as silence would lose it.
  public func returning(to now: Instant) -> EventBody? {
    guard state.answer == nil, state.withdrawn == nil, facts.instant > now else { return nil }
    let next: Instant?
    if let told = state.lastTold, told >= facts.instant {
      next = state.snoozedUntil ?? nextReminder(after: told) ?? facts.instant
    } else if state.isMissed {
      next = nextReminder(after: now)
    } else {
      return nil
    }
    return state.isMissed || next != state.nextReminder ? .returned(next: next) : nil
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

  /// The newest step of the ladder by `now`, however many before it nobody told.
  private func rung(at now: Instant) -> Int {
    guard now < facts.instant else { return Int((now - facts.instant) / max(1, facts.repeatEvery.seconds)) }
    let ahead = facts.leads.count { $0 > now }
    return -(min(ahead + 1, max(1, facts.leads.count)))
  }

  private var routes: [Route] { facts.channels.map { Route($0) } }

  private func isLate(_ planned: Instant, at now: Instant) -> Bool {
    now - planned > Occurrence.punctuality.seconds
  }
}
