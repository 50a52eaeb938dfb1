import Almanac

// What is told of many at once: digests, and that nobody answers anything.

extension PlannerWork {
  /// Lists what was not told by itself: what came due while Tend was away, and what quiet hours held back.
  mutating func recordDigests() {
    let away = listed.map { state.occurrence($0.id) ?? $0 }.filter { $0.state.heldBackAt == nil }
    if !away.isEmpty { record(NewEvent(.digest(Digest(.catchUp, away)))) }
    guard let due = digestWakeup, due <= now else { return }
    let held = state.occurrences.filter {
      ($0.state.isOpen || $0.awaitsReview) && $0.isHeldBack(in: state.household)
    }
    record(NewEvent(.digest(Digest(.quietHours, held))))
  }

  /// Says that nobody answers anything, once until somebody does; not by a clock that nobody has confirmed.
  mutating func noticeSilence() {
    guard let rule = rules.settings.silence, let since = state.household.waitingSince,
      let due = silenceWakeup, due <= now, unconfirmedBoot == nil
    else { return }
    let waiting = waiting(since: since)
    let contact = silenceContact(rule)
    let channels = rule.channels ?? contact?.channels ?? []
    let name = rule.contact == Contact.onDuty ? contact?.id : rule.contact
    let usual = waiting.flatMap(\.facts.channels)
    var routes: [Route] = []
    for channel in channels.isEmpty ? usual : channels where channel != .journal {
      let route = Route(channel, contact: name, step: Route.silence)
      if !routes.contains(route) { routes.append(route) }
    }
    record(
      NewEvent(
        .silence(
          Silence(
            since: since, waiting: waiting.count, contact: name, routes: waiting.isEmpty ? [] : routes)))
    )
  }

  /// Whom silence is told: the contact of the rule, or who is on duty now and may be told.
  private func silenceContact(_ rule: SilenceRule) -> Contact? {
    rule.contact == Contact.onDuty
      ? rules.plan.alarmedOnDuty(at: now, in: rules.zone) : rules.plan.contact(rule.contact)
  }

  /// When digests and silence want to be looked at again.
  var householdWakeups: [Instant] {
    let recheck = unconfirmedBoot == nil || silenceWakeup == nil ? nil : now + Planner.recheck
    return [digestWakeup, rules.settings.silence == nil ? nil : silenceWakeup, recheck].compactMap(\.self)
      .filter { $0 > now }
  }

  /// When what was held back is to be listed; never within quiet hours.
  private var digestWakeup: Instant? {
    guard let due = state.household.digestDue else { return nil }
    guard due <= now, let quiet = rules.settings.quiet, quiet.window.covers(now, in: rules.zone) else {
      return due
    }
    return quiet.window.end(after: now, in: rules.zone)
  }

  /// When silence is to be told: within the hours of the contact, and not in quiet hours unless what waits is critical.
  private var silenceWakeup: Instant? {
    guard let rule = rules.settings.silence, let since = state.household.waitingSince,
      state.household.isSilenceTold != true
    else { return nil }
    let due = since + rule.after.seconds
    guard due <= now else { return due }
    if let hours = silenceContact(rule)?.hours, !hours.covers(now, in: rules.zone) {
      return hours.opening(after: now, in: rules.zone)
    }
    if let quiet = rules.settings.quiet, quiet.window.covers(now, in: rules.zone),
      !waiting(since: since).contains(where: { $0.facts.importance == .critical })
    {
      return quiet.window.end(after: now, in: rules.zone)
    }
    return due
  }

  /// What was told, and waits for an answer or a review.
  private func waiting(since: Instant) -> [Occurrence] {
    state.occurrences.filter { row in
      guard row.facts.importance != .low else { return false }
      let isAsked = row.state.isOpen && row.state.attempts > 0 && row.facts.instant <= now
      return isAsked || row.awaitsReview && row.facts.missedAt >= since
    }
  }
}
