import Almanac
import Care

/// What must hold after everything that happens.
///
/// It knows the events and nothing that the engine made of them.
final class Checks {
  /// Every occurrence that was ever recorded, folded by other rules.
  private(set) var shadows: [OccurrenceID: Shadow] = [:]
  private(set) var keys: [OccurrenceKey: OccurrenceID] = [:]
  private(set) var byEntry: [EntryID: [Shadow]] = [:]
  /// Those that wait for an answer, and some that did until now.
  private var open: [Shadow] = []
  private var isOpenStale = false
  private var owing: [OccurrenceID: Shadow] = [:]
  /// With what was told and is not recorded yet.
  var overlay: [OccurrenceID: Shadow] = [:]
  /// What a row was before somebody did something to it, by the number of the event.
  private(set) var before: [Int64: Occurrence] = [:]
  private var pauses: [EntryID: Pause] = [:]
  var orders = OrdersShadow()
  private(set) var household = HouseholdShadow()
  /// Whether the clock is plainly wrong.
  var doubt = false
  /// Since when nothing but time has happened: what falls due later is told to the second.
  var quietSince: Instant?
  /// From when on the times of an entry have to be those that are counted out by hand.
  var countedFrom: [EntryID: Instant] = [:]
  private var looks = 0

  /// Who says that something happened.
  enum Source {
    /// In a transaction.
    case person, look
    /// Of tendd, which could not record it then.
    case memory
    /// The same, recorded now.
    case backlog
  }

  func require(_ holds: Bool, _ what: @autoclosure () -> String) throws {
    if !holds { throw Trouble(what()) }
  }

  // MARK: Before an event is recorded

  func check(_ event: NewEvent, _ origin: EventOrigin, at now: Instant, _ source: Source, _ life: Life) throws
  {
    guard let id = event.occurrence else { return try checkHousehold(event.body, at: now, source, life) }
    let shadow = source == .memory ? overlay[id] ?? shadows[id] : shadows[id]
    switch event.body {
    case .scheduled(let facts):
      try require(keys[facts.key].map { $0 == id } ?? true, "a second row for \(facts.key)")
      try require(
        shadow.map { $0.isWithdrawn || !$0.exists } ?? true, "\(id) is scheduled again: \(facts.key)")
      try require(shadow?.answer == nil, "the answered \(id) was opened again")
      if source != .backlog { try checkDose(facts, life) }
    case .rescheduled(let facts):
      try require(shadow?.isOpen ?? false, "\(id) is moved after it was closed")
      try require(shadow?.isUntold ?? true, "\(id) is moved after it was told")
      try require(facts.key == shadow?.facts.key, "\(id) has another key")
      if source != .backlog { try checkDose(facts, life) }
    case .told(let telling): try checkTelling(telling, try known(shadow, id), at: now, source, life)
    case .suppressed(let suppression):
      try checkSuppression(suppression, try known(shadow, id), at: now, source, life)
    case .escalated(let escalation):
      try checkEscalation(escalation, try known(shadow, id), at: now, source, life)
    case .missed(let finding): try checkFinding(finding, try known(shadow, id), at: now, source)
    case .answered(let answer):
      try require(
        shadow?.answer == nil || answer.outcome == .takenNotKept, "a second answer to \(id): \(answer)")
      if source != .person {
        try require([.skipped, .held].contains(answer.outcome), "tendd answered \(id)")
        // What was answered from memory was so under the pause or the order of that time.
        if source != .backlog { try checkRest(answer, try known(shadow, id)) }
      }
    case .returned:
      try require(
        shadow.map {
          $0.answer == nil
            && ($0.instant > now || $0.isMissed && $0.missedAt > now || $0.isOpen && $0.wasAhead(of: now))
        } ?? false, "\(id) returns without a reason")
    case .withdrawn: try require(shadow?.isOpen ?? false, "\(id) is withdrawn after it was closed")
    default: break
    }
  }

  private func known(_ shadow: Shadow?, _ id: OccurrenceID) throws -> Shadow {
    guard let shadow else { throw Trouble("\(id) was never scheduled") }
    return shadow
  }

  private func checkTelling(
    _ telling: Telling, _ shadow: Shadow, at now: Instant, _ source: Source, _ life: Life
  ) throws {
    let (id, facts) = (shadow.id, shadow.facts)
    try require(shadow.isOpen, "\(id) is told after it was closed")
    try require(
      source == .backlog ? telling.attempt > shadow.attempts : telling.attempt == shadow.attempts + 1,
      "\(id): attempt \(telling.attempt) after \(shadow.attempts)")
    try require(telling.planned <= now, "\(id) is told before its time")
    try require(telling.next.map { $0 > now } ?? true, "\(id) is to be told again in the past")
    try require(
      telling.isToldLate == (now - telling.planned > 10),
      "\(id) told at \(now): late is \(telling.isToldLate)")
    let phase: Phase = now < facts.instant ? .upcoming : now < facts.lateAt ? .due : .late
    try require(telling.phase == phase, "\(id) is called \(telling.phase) instead of \(phase)")
    guard source != .backlog else { return }
    try require(!rests(shadow) || !shadow.isUntold, "\(id) is told in a pause or while it is held")
    try require(shadow.snoozedUntil.map { $0 <= now } ?? true, "\(id) is told before its snooze ends")
    try require(
      !shadow.told.contains(telling.planned)
        || shadow.hasReturned && telling.planned == facts.instant,
      "\(id): what was for \(telling.planned) is told twice")
    try require(
      telling.planned == shadow.next,
      "\(id) is told for \(telling.planned), not for \(String(describing: shadow.next))")
    try require(
      telling.next == shadow.next(toldAt: now),
      "\(id), told at \(now), is next at \(String(describing: telling.next))")
    try require(
      telling.routes == facts.channels.map { Route($0) }, "\(id) goes through \(telling.routes)")
    try requireAllowed(telling, shadow, at: now, source, life)
    try requirePunctual(telling.planned, at: now, source, "told \(id)")
  }

  private func checkFinding(_ finding: Finding, _ shadow: Shadow, at now: Instant, _ source: Source) throws {
    let (id, missedAt) = (shadow.id, shadow.facts.missedAt)
    try require(shadow.isOpen, "\(id) is missed after it was closed")
    try require(missedAt <= now, "\(id) is missed too early")
    try require(
      !rests(shadow) || !shadow.isUntold || source == .backlog,
      "\(id) is missed in a pause or while it is held")
    try require(!doubt || source == .backlog, "\(id) is missed while the clock is in doubt")
    try require(
      finding.remindersTold == shadow.attempts || source == .backlog, "\(id) is missed with another count")
    try require(finding.isToldLate == (now - missedAt > 10), "\(id) is missed, and found late is wrong")
    try requirePunctual(missedAt, at: now, source, "missed \(id)")
  }

  /// Where nothing but time has happened, what falls due is done to the second.
  func requirePunctual(
    _ planned: Instant?, at now: Instant, _ source: Source, _ what: @autoclosure () -> String
  ) throws {
    guard let quietSince, let planned, source != .backlog, planned > quietSince else { return }
    try require(now - planned <= 0, "\(what()) at \(now) instead of \(planned)")
  }

  private func checkDose(_ facts: OccurrenceFacts, _ life: Life) throws {
    guard let entry = life.tendd?.planner.plan.entry(facts.key.entry) else { return }
    if case .appointment(let appointment) = entry.detail, let travel = appointment.travel {
      let leave = facts.instant - travel.seconds
      try require(facts.leaveAt == leave, "\(facts.key): set out at \(String(describing: facts.leaveAt))")
      // Nobody is told of what lay behind when it was written.
      if let since = life.ledger.since[entry.id] {
        try require(
          facts.leads.contains(leave) == (leave > since), "\(facts.key): told to set out is \(leave <= since)"
        )
      }
    }
    let ladder = life.settings.ladders[facts.importance]
    let channels = (ladder?.channels ?? [.desktop]).filter { $0 != .journal }
    if facts.isPlanned {
      try require(facts.channels == channels, "\(facts.key) goes through \(facts.channels)")
      let steps = ladder?.escalate ?? []
      try require(
        facts.escalation.map(\.after) == steps.map(\.after.seconds), "\(facts.key) escalates otherwise")
    }
    guard let medication = entry.medication else { return }
    var dose = medication.doses[facts.key.slot]
    if !medication.taper.isEmpty, let from = entry.timing.from {
      var day = facts.key.day - from
      let step = medication.taper.first { step in
        day -= step.days ?? 500
        return day < 0
      }
      dose = facts.key.day < from ? nil : step?.dose
    }
    guard let dose else { return }
    try require(facts.amount == dose.words, "\(facts.key) has \(facts.amount ?? "nothing"), not \(dose)")
  }

  func isPaused(_ shadow: Shadow) -> Bool {
    !shadow.defiesPause && (pauses[shadow.facts.key.entry.written]?.covers(shadow.instant) ?? false)
  }

  /// The household or the care team keeps it silent.
  func rests(_ shadow: Shadow) -> Bool { isPaused(shadow) || (!shadow.defiesPause && orders.holds(shadow)) }

  /// What tendd answered by itself is what the pause or the order says, and an order comes first.
  private func checkRest(_ answer: Answer, _ shadow: Shadow) throws {
    let id = shadow.id
    let isHeld = !shadow.defiesPause && orders.holds(shadow)
    try require(
      answer.outcome == (isHeld ? .held : .skipped), "\(id) is \(answer.outcome), and held is \(isHeld)")
    try require(isHeld || isPaused(shadow), "\(id) is skipped, and nothing is paused")
    try require(shadow.isUntold, "\(id) is \(answer.outcome), and somebody was asked")
  }

  // MARK: After an event is recorded

  func note(_ event: RecordedEvent, _ row: Occurrence?, _ life: Life) {
    household.add(event, event.occurrence.flatMap { shadows[$0] }, life)
    orders.add(event)
    if let entry = event.entry, event.occurrence == nil { notePause(event, of: entry) }
    guard let id = event.occurrence else { return }
    if let row, event.origin.channel != EventOrigin.daemon { before[event.number] = row }
    if case .scheduled(let facts) = event.body, shadows[id] == nil {
      let shadow = Shadow(id, facts)
      shadows[id] = shadow
      // Another one was told from memory under this id, and gets another; or it was this one elsewhere.
      overlay[id] = nil
      for other in overlay.values where other.facts.key == facts.key && shadows[other.id] == nil {
        overlay[other.id] = nil
      }
      keys[facts.key] = id
      byEntry[facts.key.entry, default: []].append(shadow)
    }
    guard let shadow = shadows[id] else { return }
    let wasOpen = shadow.isOpen && shadow.exists && shadow.events.count > 0
    shadow.add(event)
    overlay[id]?.add(event)
    if shadow.isOpen, shadow.exists {
      if !wasOpen, !open.contains(where: { $0 === shadow }) { open.append(shadow) }
    } else {
      isOpenStale = true
    }
    owing[id] = shadow.owed.isEmpty ? nil : shadow
  }

  private func notePause(_ event: RecordedEvent, of entry: EntryID) {
    switch event.body {
    case .paused(let pause): pauses[entry] = pause
    case .resumed:
      guard var pause = pauses[entry] else { break }
      pause.until = min(pause.until ?? event.stamp.at, event.stamp.at)
      pauses[entry] = pause.from < event.stamp.at ? pause : nil
    default: break
    }
  }

  /// Something is told from memory.
  func noteUnrecorded(
    _ event: NewEvent, _ origin: EventOrigin, _ stamp: EventStamp, _ life: Life
  ) throws {
    try check(event, origin, at: stamp.at, .memory, life)
    guard let id = event.occurrence else { return }
    if overlay[id] == nil { overlay[id] = shadows[id]?.copy() }
    if case .scheduled(let facts) = event.body, overlay[id] == nil { overlay[id] = Shadow(id, facts) }
    overlay[id]?.add(
      RecordedEvent(
        number: Shadow.unrecorded, stamp: stamp, origin: origin, occurrence: id, entry: event.entry,
        body: event.body))
  }

  // MARK: After a look

  /// Every hundredth look or so, by the seed, is made once more by somebody who knows no more than the ledger.
  func wantsFreshLook(_ seed: UInt64) -> Bool {
    looks += 1
    return looks % (61 + Int(seed % 67)) == 0
  }

  func check(_ look: Look, _ state: PlannerState, against fresh: PlannerStep) throws {
    try require(look == fresh.look, "a kept state decides otherwise: \(look) instead of \(fresh.look)")
    let known = fresh.occurrences.allSatisfy { state.occurrence($0.id) == $0 }
    try require(known, "a kept state has other rows")
    try require(state.rowsWritten == fresh.rowsWritten, "a kept state counts other rows")
  }

  func checkStanding(_ look: Look, returned: Set<ChannelName>, _ life: Life) throws {
    let (now, wakeup) = (life.now, life.tendd?.wakeup)
    try require(wakeup.map { $0 > now } ?? true, "the next wake-up is in the past")
    if isOpenStale { open.removeAll { !$0.isOpen || !$0.exists } }
    isOpenStale = false
    for shadow in open where overlay.isEmpty || overlay[shadow.id] == nil {
      try checkOpen(shadow, look, now, wakeup)
    }
    for shadow in overlay.values where shadow.isOpen && shadow.exists {
      try checkOpen(shadow, look, now, wakeup)
    }
    if look.doubt == .steppedBack {
      for shadow in shadows.values where shadow.isMissed && shadow.answer == nil && overlay[shadow.id] == nil
      {
        try require(
          shadow.isWithdrawn || shadow.facts.instant <= now, "\(shadow.id) is missed, and its time is to come"
        )
      }
      for shadow in open where overlay[shadow.id] == nil {
        try require(!shadow.isSilenced(at: now), "\(shadow.id) is silent until a clock that was ahead")
      }
    }
    guard life.tendd?.isRecording ?? false else { return }
    try checkSends(look, returned: returned, life)
    try household.checkStanding(look, life)
  }

  private func checkOpen(_ shadow: Shadow, _ look: Look, _ now: Instant, _ wakeup: Instant?) throws {
    // Of its facts only what is needed: this is asked of every open one after every look.
    let (instant, missedAt) = (shadow.instant, shadow.missedAt)
    if instant <= now {
      let isSnoozed = shadow.snoozedUntil.map { $0 > now } ?? false
      try require(
        !shadow.isUntold || isSnoozed || shadow.isKept,
        "\(shadow.id) of \(shadow.facts.key) passed its time in silence")
      try require(
        look.doubt != nil || missedAt > now, "\(shadow.id) of \(shadow.facts.key) should be missed")
    }
    // What a pause covers waits for its nominal time.
    func planned(_ planned: Instant) -> Instant {
      planned < instant && shadow.isUntold && rests(shadow) ? instant : planned
    }
    let next = shadow.next.map { $0 > now ? $0 : planned($0) }
    try require(
      next.map { $0 > now } ?? true, "\(shadow.id) of \(shadow.facts.key) is silent since \(next ?? now)")
    let step = shadow.nextStep
    try require(
      step.map { $0 > now } ?? true,
      "\(shadow.id) of \(shadow.facts.key): step \(shadow.steps + 1) is silent since \(step ?? now)")
    let action = min(next ?? missedAt, step ?? missedAt, missedAt)
    let latest = look.doubt == nil ? max(action, now + 1) : max(action, now + 60)
    guard wakeup.map({ $0 > latest }) ?? true else { return }
    try require(
      wakeup.map { $0 <= max(latest, planned(action)) } ?? false,
      "asleep until \(String(describing: wakeup)), \(shadow.id) at \(action)")
  }

  /// What channels are owed is handed over when it is due, once for every try, and nothing else is.
  private func checkSends(_ look: Look, returned: Set<ChannelName>, _ life: Life) throws {
    let now = life.now
    for send in look.sends {
      guard let id = send.occurrence, let shadow = shadows[id] else { continue }
      let place = Shadow.Destination(channel: send.route.channel, contact: send.route.contact)
      guard let owed = shadow.owed[place], owed.message == send.message, owed.route == send.route else {
        if household.owes(send) { continue }
        throw Trouble("\(id): message \(send.message) is sent, and nobody is owed it: \(send.route)")
      }
      try require(send.round == owed.rounds + 1, "\(id): try \(send.round) after \(owed.rounds)")
      let isDue =
        owed.due <= now || returned.contains(send.route.channel) || (owed.lastTry ?? owed.since) > now
      try require(isDue, "\(id): message \(send.message) is tried too early")
    }
    for shadow in owing.values {
      for owed in shadow.owed.values {
        if owed.due > now {
          try require(
            life.tendd?.wakeup.map { $0 <= owed.due } ?? false, "\(shadow.id): nobody tries at \(owed.due)")
        } else {
          let isSent = look.sends.contains { $0.message == owed.message && $0.route == owed.route }
          try require(
            isSent, "\(shadow.id): message \(owed.message) is due and not sent through \(owed.route)")
        }
      }
    }
  }

  /// Folding everything again gives what folding one by one gave, and both say what the shadow says.
  func checkReplay(_ life: Life) throws {
    for (id, shadow) in shadows {
      let row = life.ledger.occurrence(id)
      try require(Occurrence.replay(life.ledger.events(of: id)) == row, "replay of \(id) differs")
      try require((row != nil) == shadow.exists, "\(id) is there, or is not")
      guard let row else { continue }
      try require(row.state.answer == shadow.answer, "\(id) has another answer than its log")
      try require(row.state.isMissed == shadow.isMissed, "\(id) is missed, its log says otherwise")
      try require(row.state.attempts == shadow.attempts, "\(id) counts other reminders than its log")
      try require(
        (row.state.withdrawn != nil) == shadow.isWithdrawn, "\(id) is withdrawn, its log says otherwise")
      try require(row.facts == shadow.facts, "\(id) has other facts than its log")
    }
  }
}
