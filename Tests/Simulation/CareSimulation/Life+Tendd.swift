import Almanac
import Care

// tendd, as its Daemon, Register and Outbox do it: the record, then the journal, then the rest.

extension Life {
  /// Seconds after which a disk, or a journal, is tried again: seldom, so that a seed sees more days.
  static let retryAfter: Int64 = 3600
  private var origin: EventOrigin { EventOrigin(actor: EventOrigin.daemon, channel: EventOrigin.daemon) }
  func stamp(at instant: Instant) -> EventStamp { EventStamp(at: instant, bootID: "", sinceBoot: 0) }

  /// Takes up the plan the ledger has, writes what came due under it, then reads the files.
  func startTendd() throws {
    note("start tendd")
    // What becomes of a ledger that cannot even be read when tendd starts is not for this simulation.
    if disk == .gone { disk = .fine }
    let kept = ledger.plan ?? Plan()
    tendd = Tendd(planner: try Planner(plan: kept, settings: settings, zones: zones))
    if ledger.plan != nil, ledger.processed != nil { try writeRows() }
    try takeUp()
    try look()
  }

  func kill() {
    guard tendd != nil else { return }
    note("tendd is killed")
    tendd = nil
    crash = nil
    journal.crashed()
    checks.overlay = [:]
  }

  /// One look, and more while the channel has something to say; a crash ends it wherever it is.
  func look() throws {
    do {
      var rounds = 0
      repeat {
        try lookOnce()
        rounds += 1
      } while (tendd.map { !$0.reports.isEmpty } ?? false) && rounds < 20
      guard rounds < 20 else { throw Trouble("the channels never come to rest") }
    } catch is Crash {
      kill()
    }
  }

  private func lookOnce() throws {
    didLook()
    let news = (tendd?.reports ?? [], tendd?.returned ?? [])
    tendd?.reports = []
    tendd?.returned = []
    checks.doubt = doubt
    var look: Look
    var next: Instant?
    do {
      look = try record(news.0, news.1)
      next = look.nextWakeup
      if tendd?.isRecording == false {
        tendd?.isRecording = true
        if tendd?.isPlanRecorded == false { try takeUp() }
      }
    } catch is DiskFault {
      look = try remember(news.0, news.1)
      tendd?.isRecording = false
      next = min(look.nextWakeup ?? now + Life.retryAfter, now + Life.retryAfter)
    }
    try die(.beforeTelling)
    if try !deliver() { next = min(next ?? now + Life.retryAfter, now + Life.retryAfter) }
    try die(.beforeDispatch)
    dispatch(look.sends)
    try die(.afterDispatch)
    tendd?.wakeup = next
    try checks.checkStanding(look, returned: news.1, self)
  }

  /// Whether the clock is plainly wrong, asked of what was recorded and not of the planner.
  private var doubt: Bool {
    let last = (tendd?.memory.isAhead ?? false) ? tendd?.memory.state.lastProcessed : ledger.processed
    return now < Life.release || (last.map { now < $0 } ?? false)
  }

  func die(_ point: CrashPoint) throws {
    guard crash == point else { return }
    note("killed \(point)")
    coverage.note("killed \(point)")
    throw Crash()
  }

  // MARK: The record

  private func record(_ reports: [NewEvent], _ returned: Set<ChannelName>) throws -> Look {
    try writeBacklog()
    tendd?.undone = nil
    guard disk == .fine || disk == .full, let tendd else { throw DiskFault() }
    try tendd.memory.follow(ledger, now: now)
    let reports = reports.compactMap(tendd.backlog.present)
    let isCompared = reports.isEmpty && checks.wantsFreshLook(script.seed)
    let fresh = isCompared ? freshLook(tendd.planner, returned) : nil
    let known = reports.filter { $0.occurrence.map { ledger.occurrence($0) != nil } ?? true }
    for (offset, event) in known.enumerated() {
      tendd.memory.state.fold(
        RecordedEvent(
          number: ledger.lastEventNumber() + Int64(offset) + 1, stamp: stamp(at: now), origin: origin,
          occurrence: event.occurrence, entry: event.entry, body: event.body))
    }
    let (last, isPlanNew) = (tendd.memory.state.lastProcessed, !tendd.memory.state.unevaluated.isEmpty)
    let look = tendd.planner.look(&tendd.memory.state, now: now, release: Life.release, returned: returned)
    if let fresh { try checks.check(look, tendd.memory.state, against: fresh) }
    tendd.undone = (known, look)
    try die(.inTransaction)
    guard disk == .fine else { throw DiskFault() }
    for event in known + look.events { try append(event, origin, stamp(at: now), .look) }
    let isWorthIt = !look.events.isEmpty || last == nil || look.doubt != nil || isPlanNew
    if isWorthIt {
      ledger.processed = now
      ledger.unevaluated = tendd.memory.state.unevaluated
      if ledger.unevaluated.isEmpty { ledger.evaluatedEvent = ledger.lastEventNumber() }
    }
    tendd.undone = nil
    tendd.memory.keep(lastEvent: ledger.lastEventNumber(), lastProcessed: isWorthIt ? now : last)
    return look
  }

  private func freshLook(_ planner: Planner, _ returned: Set<ChannelName>) -> PlannerStep {
    let past = min(ledger.processed ?? now, now) - Planner.lookBack.seconds
    var snapshot = ledger.snapshot(windowFrom: past)
    // The ledger does not know since when entries stand of a plan that could not be recorded.
    if let tendd, !tendd.isPlanRecorded {
      (snapshot.since, snapshot.unevaluated) = (tendd.memory.state.since, tendd.memory.state.unevaluated)
    }
    return planner.step(
      snapshot, now: now, release: Life.release, returned: returned)
  }

  private func remember(_ reports: [NewEvent], _ returned: Set<ChannelName>) throws -> Look {
    guard let tendd else { throw Crash() }
    let stamp = stamp(at: now)
    let (events, look): ([NewEvent], Look)
    if let undone = tendd.undone {
      events = undone.reports
      look = tendd.memory.goOn(undone.look, events, after: tendd.backlog)
    } else {
      if disk != .gone { try tendd.memory.followUnrecorded(ledger, &tendd.backlog, now: now) }
      tendd.memory.goOn(after: tendd.backlog)
      events = reports.compactMap(tendd.backlog.present).filter {
        $0.occurrence.map { tendd.memory.state.occurrence($0) != nil } ?? true
      }
      tendd.memory.note(events, origin, stamp)
      look = tendd.planner.look(&tendd.memory.state, now: now, release: Life.release, returned: returned)
    }
    tendd.undone = nil
    tendd.memory.remember(now: now)
    for event in events + look.events { try checks.noteUnrecorded(event, origin, stamp, self) }
    tendd.backlog.add(events + look.events, origin, stamp, after: tendd.memory.newest)
    return look
  }

  private func writeBacklog() throws {
    guard tendd?.backlog.isEmpty == false else { return }
    guard disk == .fine else { throw DiskFault() }
    note("the backlog is recorded")
    coverage.note(
      tendd?.isDisturbed == true ? "a backlog is recorded after others wrote" : "a backlog is recorded")
    self.tendd?.isDisturbed = false
    checks.overlay = [:]
    while let batch = self.tendd?.backlog.first, let backlog = self.tendd?.backlog {
      let writing = try backlog.writing(to: ledger)
      let told = max(self.tendd?.told ?? 0, ledger.cursor)
      let before = ledger.lastEventNumber()
      guard ledger.refusal(of: writing.events) == nil else {
        self.tendd?.backlog.dropFirst()
        continue
      }
      checks.doubt = true
      for event in writing.events { try append(event, batch.origin, batch.stamp, .backlog) }
      let numbers = Array(before + 1..<ledger.lastEventNumber() + 1)
      if let cursor = writing.cursor(after: numbers, from: told) {
        for number in numbers where number <= cursor { try journal.take(number) }
        ledger.cursor = cursor
      }
      self.tendd?.backlog.wrote(writing, as: numbers)
    }
    renumber()
    checks.doubt = doubt
  }

  /// What is under way is the same once it is recorded.
  private func renumber() {
    guard let tendd else { return }
    let numbers = tendd.backlog.numbers
    tendd.memory.state.numbers = numbers
    tendd.underWay = Set(
      tendd.underWay.map { Tendd.Errand(message: numbers.present($0.message), route: $0.route) })
  }

  private func writeRows() throws {
    guard disk == .fine, let tendd else { return }
    try tendd.memory.follow(ledger, now: now)
    for event in tendd.planner.writeRows(&tendd.memory.state, now: now, release: Life.release) {
      try append(event, origin, stamp(at: now), .look)
    }
    tendd.memory.keep(
      lastEvent: ledger.lastEventNumber(), lastProcessed: tendd.memory.state.lastProcessed)
  }

  /// Records an event, and lets the checks see it before and after.
  func append(
    _ event: NewEvent, _ origin: EventOrigin, _ stamp: EventStamp, _ source: Checks.Source
  ) throws {
    try checks.check(event, origin, at: stamp.at, source, self)
    note("\(origin.channel): \(event.occurrence.map(\.text) ?? "") \(event.body)")
    let before = event.occurrence.flatMap { ledger.occurrence($0) }
    do throws(SimulatedLedger.Refused) {
      try ledger.append(event, origin, stamp)
    } catch {
      throw Trouble("the ledger refused \(event): \(error.why)")
    }
    guard let recorded = ledger.events.last else { return }
    coverage.note(event.body, source)
    if source == .person, tendd?.backlog.isEmpty == false { tendd?.isDisturbed = true }
    if case .told = event.body, let entry = event.entry.flatMap({ tendd?.planner.plan.entry($0) }) {
      coverage.note("due: \(Family.kind(of: entry))")
    }
    checks.note(recorded, before, self)
  }

  // MARK: The plan

  var zones: ZoneBook { Zones.book(place) }

  /// Takes up the plan of the files, and records it where that can be done.
  func takeUp() throws {
    guard tendd != nil else { return }
    tendd?.planner = try Planner(plan: plan, settings: settings, zones: zones)
    guard disk == .fine else {
      tendd?.isPlanRecorded = false
      tendd?.memory.note(plan, writtenAt: min(planEditedAt, now))
      return
    }
    let latest = max(now, Life.release, ledger.processed ?? now)
    let since = min(planEditedAt, latest)
    for entry in plan.allEntries {
      let fingerprint = plan.timingFingerprint(of: entry)
      let known = ledger.fingerprints.updateValue(fingerprint, forKey: entry.id)
      guard known != fingerprint else { continue }
      ledger.since[entry.id] = since
      ledger.unevaluated.insert(entry.id)
      // Whatever came due under the old one until now has its rows.
      if known == nil { checks.begin(entry.id, since) } else { checks.unsettle(entry.id, now) }
    }
    for id in ledger.fingerprints.keys where plan.entry(id) == nil {
      ledger.fingerprints[id] = nil
      ledger.since[id] = nil
    }
    tendd?.isPlanRecorded = true
    if ledger.plan != plan {
      ledger.plan = plan
      let acceptance = PlanAcceptance(hash: "", entries: plan.entries.count, changed: [], removed: [])
      try append(NewEvent(.planAccepted(acceptance)), origin, stamp(at: now), .look)
    }
    tendd?.memory.noteRecorded(since: ledger.since, unevaluated: ledger.unevaluated)
  }

  // MARK: The telling

  private func deliver() throws -> Bool {
    let isThere = journal.isThere
    tendd?.backlog.tell { _, _ in isThere }
    guard let old = tendd?.told, disk != .gone else { return false }
    var told = max(old, ledger.cursor)
    guard isThere else { return told == ledger.lastEventNumber() && tendd?.backlog.hasUntold == false }
    while told < ledger.lastEventNumber() {
      told += 1
      try journal.take(told)
      if dice.roll(0...2) == 0 { try die(.whileTelling) }
    }
    tendd?.told = told
    if disk == .fine { ledger.cursor = told }
    return true
  }

  private func dispatch(_ sends: [Send]) {
    for send in sends {
      let errand = Tendd.Errand(message: send.message, route: send.route)
      guard tendd?.underWay.insert(errand).inserted ?? false else { continue }
      let isUp = !down.contains(send.route.channel)
      // Some answers come later, and some not before the next start.
      if isUp, dice.roll(0...9) == 0 {
        tendd?.waiting.append(send)
      } else {
        reply(send, isUp ? .told : dice.pick([.refused, .timedOut]))
      }
    }
  }

  private func reply(_ send: Send, _ result: DeliveryReport.Result) {
    let message = tendd?.backlog.numbers.present(send.message) ?? send.message
    tendd?.underWay.remove(Tendd.Errand(message: message, route: send.route))
    tendd?.reports.append(send.report(result, at: now))
  }

  /// What a channel took its time for.
  func replyLate() {
    guard let waiting = tendd?.waiting, !waiting.isEmpty, dice.roll(0...2) > 0 else { return }
    coverage.note("a channel answers late")
    tendd?.waiting = []
    for send in waiting { reply(send, .told) }
  }
}
