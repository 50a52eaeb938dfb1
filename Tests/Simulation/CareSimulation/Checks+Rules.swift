import Almanac
import Care

// What rules keep back: told or recorded, and listed when the rule ends.

extension Checks {
  /// Nothing is told that a rule keeps back.
  func requireAllowed(
    _ telling: Telling, _ shadow: Shadow, at now: Instant, _ source: Source, _ life: Life
  ) throws {
    guard shadow.snoozedUntil == nil else { return }
    let (id, importance) = (shadow.id, shadow.facts.importance)
    try require(life.quietEnd(for: importance, at: now) == nil, "\(id) is told in quiet hours")
    guard telling.phase != .upcoming, source == .look else { return }
    if importance == .low, let budget = life.settings.ladders[.low]?.budget {
      try require(household.interruptions(on: life.today) < budget, "\(id) is told beyond the budget")
    }
    if telling.isToldLate, importance != .critical {
      try require(shadow.facts.catchUp != .record, "\(id) is told, and was only to be recorded")
    }
  }

  func checkSuppression(
    _ suppression: Suppression, _ shadow: Shadow, at now: Instant, _ source: Source, _ life: Life
  ) throws {
    let (id, facts) = (shadow.id, shadow.facts)
    try require(shadow.isOpen, "\(id) is kept back after it was closed")
    guard source != .backlog else { return }
    if let number = suppression.step {
      try require(number == shadow.steps + 1, "\(id): step \(number) is kept back after \(shadow.steps)")
      try require(shadow.nextStep.map { $0 <= now } ?? false, "\(id): step \(number) is kept back early")
    } else {
      try require(
        suppression.planned == shadow.next,
        "\(id) is kept back for \(suppression.planned), not for \(String(describing: shadow.next))")
      try require(shadow.snoozedUntil == nil, "\(id) is kept back, and somebody asked for it")
    }
    let next: Instant?
    switch suppression.rule {
    case .quietHours:
      let end = life.quietEnd(for: facts.importance, at: now)
      try require(end != nil && suppression.until == end, "\(id) is kept back until \(suppression)")
      next = end.flatMap { shadow.first(from: $0) }
    case .catchUp:
      try require(facts.importance != .critical, "\(id) is critical, and only recorded")
      try require(now - suppression.planned > 10, "\(id) is in time, and not told")
      next = shadow.first(from: now + 1)
    case .budget:
      let budget = life.settings.ladders[.low]?.budget ?? .max
      try require(facts.importance == .low, "\(id) has no budget")
      if source == .look {
        try require(household.interruptions(on: life.today) >= budget, "\(id) is within the budget")
      }
      next = shadow.first(from: life.place.instant(of: Int64((life.today + 1).daysSinceEpoch) * 86_400))
    case .contactHours:
      let contact = life.plan.contacts.first { $0.id == suppression.contact }
      try require(
        contact?.hours.map { !life.covers($0, now) } ?? false, "\(id): the contact is there, and not told")
      try require(suppression.step != nil && suppression.until == nil, "\(id): the step is not passed over")
      return
    }
    guard suppression.step == nil else { return }
    try require(
      suppression.next == next, "\(id), kept back, is next at \(String(describing: suppression.next))")
  }

  func checkEscalation(
    _ escalation: Escalation, _ shadow: Shadow, at now: Instant, _ source: Source, _ life: Life
  ) throws {
    let id = shadow.id
    // Whom it told while somebody answered has to hear of the answer: that is recorded, and nobody is told of it again.
    let isOfThePast = source == .backlog && escalation.routes.isEmpty
    try require(shadow.isOpen || isOfThePast, "\(id) is escalated after it was closed")
    guard source != .backlog else { return }
    try require(
      escalation.step == shadow.steps + 1, "\(id): step \(escalation.step) after \(shadow.steps)")
    try require(shadow.nextStep.map { $0 <= now } ?? false, "\(id): step \(escalation.step) is early")
    try require(escalation.remindersTold == shadow.attempts, "\(id) is escalated with another count")
    if let hours = life.plan.contacts.first(where: { $0.id == escalation.contact })?.hours {
      try require(life.covers(hours, now), "\(id): \(escalation.contact ?? "") is disturbed out of hours")
    }
    try requirePunctual(shadow.nextStepAfterWaiting, at: now, source, "escalated \(id)")
  }

  func checkHousehold(_ body: EventBody, at now: Instant, _ source: Source, _ life: Life) throws {
    switch body {
    case .digest(let digest):
      guard digest.cause == .quietHours else { return }
      try require(!life.isQuiet(at: now) || source == .backlog, "what was held back is listed in quiet hours")
    case .silence(let silence):
      guard source == .look else { return }
      try require(silence.since == household.waitingSince, "silence since \(silence.since)")
      try require(!household.isSilenceTold, "silence is told twice")
    default: break
    }
  }
}

/// What the events say of the household as a whole.
struct HouseholdShadow {
  private(set) var waitingSince: Instant?
  private(set) var isSilenceTold = false
  private var day: CivilDate?
  private var told = 0
  /// What was held back and is to be listed, with when.
  private var unlisted: [OccurrenceID: Instant] = [:]
  private var owed: Set<Int64> = []

  func interruptions(on day: CivilDate) -> Int { self.day == day ? told : 0 }
  func owes(_ send: Send) -> Bool { owed.contains(send.message) }

  mutating func add(_ event: RecordedEvent, _ shadow: Shadow?, _ life: Life) {
    let at = event.stamp.at
    switch event.body {
    case .told(let telling): tell(telling, shadow, at, life)
    case .suppressed(let suppression) where suppression.step == nil && suppression.rule == .quietHours:
      if let shadow { unlisted[shadow.id] = suppression.until ?? at }
    case .missed(let finding):
      if let shadow, let until = finding.heldUntil { unlisted[shadow.id] = until }
    case .digest(let digest):
      if digest.cause == .quietHours {
        unlisted = unlisted.filter { $0.value > at && !names($0.key, digest) }
      }
      if !digest.routes.isEmpty { owed.insert(event.number) }
    case .silence(let silence):
      isSilenceTold = silence.waiting > 0
      if silence.waiting == 0 { waitingSince = nil }
      if !silence.routes.isEmpty { owed.insert(event.number) }
    case .answered, .snoozed, .reviewed, .undone, .paused, .resumed:
      if event.origin.channel != EventOrigin.daemon {
        (waitingSince, isSilenceTold) = (nil, false)
        owed.insert(event.number)
      }
      if let shadow { unlisted[shadow.id] = nil }
    case .clockSuspect(.steppedBack): waitingSince = waitingSince.map { min($0, at) }
    case .withdrawn, .returned:
      if let shadow { unlisted[shadow.id] = nil }
    default: break
    }
  }

  /// Whether it is listed.
  ///
  /// The computer may have moved to where quiet hours end sooner, or its clock went back.
  private func names(_ id: OccurrenceID, _ digest: Digest) -> Bool {
    digest.items.contains { $0.id == id } || digest.items.count < digest.open + digest.missed
  }

  private mutating func tell(_ telling: Telling, _ shadow: Shadow?, _ at: Instant, _ life: Life) {
    guard let shadow else { return }
    unlisted[shadow.id] = nil
    guard at >= shadow.facts.instant else { return }
    let isLow = shadow.facts.importance == .low
    // Only what was told for the end of a snooze was asked for; what was told before it may be recorded after it.
    if isLow, shadow.snoozedUntil != telling.planned, life.settings.ladders[.low]?.budget != nil {
      if day != telling.budgetDay { (day, told) = (telling.budgetDay, 0) }
      told += 1
    }
    if !isLow, life.settings.silence != nil, waitingSince == nil { waitingSince = at }
  }

  /// What was held back is listed when quiet hours end, and silence is a signal.
  func checkStanding(_ look: Look, _ life: Life) throws {
    let now = life.now
    if !unlisted.isEmpty, !life.isQuiet(at: now), let late = unlisted.first(where: { $0.value <= now }) {
      throw Trouble("\(late.key) was held back until \(late.value), and is not listed")
    }
    guard look.doubt == nil, let rule = life.settings.silence, let since = waitingSince, !isSilenceTold,
      !life.isQuiet(at: now), since + rule.after.seconds <= now
    else { return }
    let hours = life.plan.contacts.first { $0.id == rule.contact }?.hours
    if hours.map({ life.covers($0, now) }) ?? true {
      throw Trouble("nobody said a word since \(since), and nobody is told")
    }
  }
}

// The hours of the day, read from the zones that are written down here.

extension Life {
  func covers(_ window: ClockWindow, _ instant: Instant) -> Bool {
    let wall = (instant.secondsSinceEpoch + place.offset(at: instant.secondsSinceEpoch)) % 86_400
    let (from, until) = (Int64(window.from.secondOfDay), Int64(window.until.secondOfDay))
    return from < until ? wall >= from && wall < until : wall >= from || wall < until
  }

  func isQuiet(at instant: Instant) -> Bool { settings.quiet.map { covers($0.window, instant) } ?? false }

  /// When quiet hours end that keep back what is so important; nil where none do.
  func quietEnd(for importance: Importance, at instant: Instant) -> Instant? {
    guard let quiet = settings.quiet, importance != .critical, quiet.silences.contains(importance),
      covers(quiet.window, instant)
    else { return nil }
    let wall = instant.secondsSinceEpoch + place.offset(at: instant.secondsSinceEpoch)
    let midnight = wall - wall % 86_400
    return [midnight, midnight + 86_400].map { place.instant(of: $0 + Int64(quiet.window.until.secondOfDay)) }
      .first { $0 > instant }
  }
}
