public import Almanac

extension Occurrence {
  /// What is told this much after its planned time counts as *told late*: nobody was there to tell it.
  public static let punctuality = TimeSpan(seconds: 10)

  /// Seconds that a reminder off the ladder keeps from the next one on it, at most: a dose told on waking up must not
  /// be told again a moment later.
  private static let mostDistance: Int64 = 300

  /// The instant at which time alone changes something; nil when only a person can.
  public var nextAction: Instant? {
    guard state.isOpen else { return nil }
    var first = facts.missedAt
    if let reminder = state.nextReminder { first = min(first, reminder) }
    if let step = nextStep?.planned { first = min(first, step) }
    return first
  }

  /// What is due to happen by `now`: a reminder, a step of the escalation, or the finding that it was missed; nil for
  /// nothing.
  ///
  /// However many reminders were due since it was last looked at, one is told: the newest state, not a burst.
  ///
  /// A clock that is not trusted makes nothing missed; it is told as late instead (DESIGN.md rule 11).
  public func advancing(to now: Instant, isClockTrusted: Bool) -> EventBody? {
    guard state.isOpen else { return nil }
    if now >= facts.missedAt, isClockTrusted {
      return .missed(
        Finding(
          remindersTold: state.attempts, isToldLate: isLate(facts.missedAt, at: now),
          routes: routes + state.alarmed))
    }
    if let planned = state.nextReminder, now >= planned {
      return .told(
        Telling(
          phase: phaseUnanswered(at: now), attempt: state.attempts + 1, rung: rung(at: now), planned: planned,
          isToldLate: isLate(planned, at: now), next: nextReminder(toldAt: now), routes: routes))
    }
    guard let (number, step, planned) = nextStep, now >= planned else { return nil }
    return .escalated(
      Escalation(
        step: number, contact: step.contact, askedSince: state.askedSince ?? planned,
        remindersTold: state.attempts, isToldLate: isLate(planned, at: now), routes: step.routes(number)))
  }

  /// The next step of the escalation, with when it is due.
  ///
  /// It counts from when the household was really asked: nobody is alarmed about what nobody was told of. It waits for
  /// the end of a snooze.
  var nextStep: (number: Int, step: EscalationStep, planned: Instant)? {
    let number = (state.stepsTaken ?? 0) + 1
    guard number <= facts.escalation.count, let asked = state.askedSince else { return nil }
    let step = facts.escalation[number - 1]
    let planned = max(asked, facts.instant) + step.after
    let waited = max(state.snoozedUntil ?? planned, state.heldUntil ?? planned)
    return (number, step, max(planned, waited))
  }

  /// What a step back of the clock to `now` takes back; nil when it changes nothing.
  ///
  /// Unanswered and nominal after now is *upcoming* again. The rungs that were told are not told twice; but where none
  /// is left, or some were passed over, it is asked for once more at its nominal time, as silence would lose it. What
  /// only the wrong clock made missed is not missed: there is still time to tell of it.
  public func returning(to now: Instant) -> EventBody? {
    guard state.answer == nil, state.withdrawn == nil else { return nil }
    let next: Instant?
    guard facts.instant > now else {
      return state.isMissed ? returningMissed(to: now) : returningDue(to: now)
    }
    if let told = state.lastTold, told >= facts.instant {
      next = state.snoozedUntil ?? (isPassedOver(by: told) ? nil : nextReminder(after: told)) ?? facts.instant
    } else if state.isMissed || isPassedOver {
      // Lead times that were told are not told twice.
      next = nextReminder(after: max(now, state.lastTold ?? now))
    } else {
      return nil
    }
    return state.isMissed || next != state.nextReminder ? .returned(next: next) : nil
  }

  /// The same of what only the wrong clock found missed: there is still time to tell of it.
  private func returningMissed(to now: Instant) -> EventBody? {
    guard !state.isReviewed, facts.missedAt > now + Occurrence.punctuality.seconds else { return nil }
    let next = wasAsked ? nextReminder(after: now) : facts.instant
    return next == nil ? nil : .returned(next: next)
  }

  /// The same of what is due: where a clock that was ahead told of it or kept it back, it is not silent until that
  /// hour comes again.
  ///
  /// Unless the whole ladder up to there was told, which is not told twice.
  private func returningDue(to now: Instant) -> EventBody? {
    guard state.isOpen, state.snoozedUntil == nil else { return nil }
    var next = state.nextReminder
    if !wasAsked {
      if isAhead(state.heldBackAt, of: now) { next = facts.instant }
    } else if let told = state.lastTold, told > now {
      if isPassedOver(by: told) { next = nextReminder(toldAt: now) }
    } else if isAhead(state.heldBackAt, of: now) {
      next = nextReminder(after: now)
    }
    return next != state.nextReminder || isAhead(state.askedSince, of: now) ? .returned(next: next) : nil
  }

  private func isAhead(_ instant: Instant?, of now: Instant) -> Bool { instant.map { $0 > now } ?? false }

  /// Somebody was told that it is due.
  private var wasAsked: Bool { state.lastTold.map { $0 >= facts.instant } ?? false }

  /// Fewer were told than the ladder has up to the last one: a clock that was ahead left out the rest.
  private func isPassedOver(by told: Instant) -> Bool {
    let number = (min(told, facts.missedAt - 1) - facts.instant) / max(1, facts.repeatEvery.seconds)
    return state.attempts < min(number, Int64(facts.repeats ?? .max)) + 1
  }

  /// A rule kept it back at its nominal time, and nobody was told since.
  private var isPassedOver: Bool {
    state.isOpen && state.snoozedUntil == nil && state.nextReminder.map { $0 > facts.instant } ?? true
  }

  /// The first reminder after `now` that the ladder holds: a lead time, the nominal time, the moment it becomes
  /// late, or the next whole repeat counted from the nominal time; nil when it is missed before that.
  func nextReminder(after now: Instant) -> Instant? {
    if now < facts.instant { return facts.leads.first { $0 > now } ?? facts.instant }
    let late = facts.lateAt > now ? facts.lateAt : nil
    guard let next = [nextRepeat(after: now), late].compactMap(\.self).min(), next < facts.missedAt
    else { return nil }
    return next
  }

  /// The same after a reminder that was told at `now`: one off the ladder keeps some distance from the next.
  private func nextReminder(toldAt now: Instant) -> Instant? {
    guard now >= facts.instant, !isRung(now) else { return nextReminder(after: now) }
    let distance = min(facts.repeatEvery.seconds / 2, Occurrence.mostDistance)
    let late = facts.lateAt > now ? max(facts.lateAt, now + distance) : nil
    guard let next = [nextRepeat(after: now + max(0, distance - 1)), late].compactMap(\.self).min(),
      next < facts.missedAt
    else { return nil }
    return next
  }

  private func nextRepeat(after now: Instant) -> Instant? {
    let interval = max(1, facts.repeatEvery.seconds)
    let number = (now - facts.instant) / interval + 1
    if let most = facts.repeats, number > most { return nil }
    return facts.instant + number * interval
  }

  /// It was told when the ladder says so.
  private func isRung(_ now: Instant) -> Bool {
    let interval = max(1, facts.repeatEvery.seconds)
    let slack = Occurrence.punctuality.seconds
    let number = (now - facts.instant) / interval
    let isRepeat = number <= Int64(facts.repeats ?? .max) && (now - facts.instant) % interval <= slack
    return isRepeat || (0...slack).contains(now - facts.lateAt)
  }

  /// The newest step of the ladder by `now`, however many before it nobody told.
  private func rung(at now: Instant) -> Int {
    guard now < facts.instant else {
      let number = Int((now - facts.instant) / max(1, facts.repeatEvery.seconds))
      return min(number, facts.repeats ?? .max)
    }
    let ahead = facts.leads.count { $0 > now }
    return -(min(ahead + 1, max(1, facts.leads.count)))
  }

  var routes: [Route] { facts.channels.map { Route($0) } }

  private func isLate(_ planned: Instant, at now: Instant) -> Bool {
    now - planned > Occurrence.punctuality.seconds
  }
}
