import Almanac
import Care
import Testing

/// What tendd remembers while it cannot write, and what others record meanwhile.
struct OutageTests {
  let origin = EventOrigin(actor: EventOrigin.daemon, channel: EventOrigin.daemon)
  var home: Home
  var memory = Memory()
  var backlog = Backlog()

  init() throws {
    home = try Home(Sample.plan(Sample.medication()), at: at("2026-12-02 19:00"))
    home.run(until: at("07:00"))
    try memory.follow(PaperRecord(home.ledger), now: home.now)
  }

  /// One look that cannot be recorded, as tendd does it.
  mutating func lookUnrecorded(at now: Instant) throws -> [EventBody] {
    home.now = now
    try memory.followUnrecorded(PaperRecord(home.ledger), &backlog, now: now)
    memory.goOn(after: backlog)
    let look = home.planner.look(&memory.state, now: now, release: home.release)
    memory.remember(now: now)
    backlog.add(look.events, origin, EventStamp(at: now, bootID: "", sinceBoot: 0), after: memory.newest)
    return look.events.map(\.body).filter { $0.kind != .scheduled }
  }

  /// The ledger can be written again.
  mutating func recover() throws -> [EventBody] {
    var written: [EventBody] = []
    while let batch = backlog.first {
      let writing = try backlog.writing(to: PaperRecord(home.ledger))
      let numbers = writing.events.map { home.ledger.record($0, at: batch.stamp.at).number }
      backlog.wrote(writing, as: numbers)
      written += writing.events.map(\.body)
    }
    return written.filter { $0.kind != .scheduled }
  }

  func row() throws -> Occurrence { try home.row(at: at("08:00")) }

  func attempts(_ bodies: [EventBody]) -> [Int] {
    bodies.compactMap { if case .told(let telling) = $0 { telling.attempt } else { nil } }
  }

  @Test mutating func anAnswerTakenBackInAnOutageLeavesWhatWasToldFromMemory() throws {
    #expect(attempts(try lookUnrecorded(at: at("08:00"))) == [1])
    #expect(attempts(try lookUnrecorded(at: at("08:05"))) == [2])
    home.now = at("08:06")
    let answer = home.record(.answered(Sample.taken(at: at("08:06"))), of: try row())
    home.record(.undone(answer.number), of: try row())
    #expect(attempts(try lookUnrecorded(at: at("08:10"))) == [3])
    #expect(attempts(try recover()) == [1, 2, 3])
    #expect(try row().state.attempts == 3)
  }

  @Test mutating func whatIsMissedFromMemoryIsNotMissedAgainAfterAnUndo() throws {
    _ = try lookUnrecorded(at: at("08:00"))
    let missed = try lookUnrecorded(at: at("12:00"))
    #expect(missed.map(\.kind) == [.missed])
    let answer = home.record(.answered(Sample.taken(at: at("12:00"))), of: try row())
    home.record(.undone(answer.number), of: try row())
    #expect(try lookUnrecorded(at: at("12:01")).isEmpty)
    #expect(try recover().map(\.kind) == [.told, .missed])
  }

  @Test mutating func anAnswerOfAnotherEndsWhatIsRememberedOfIt() throws {
    _ = try lookUnrecorded(at: at("08:00"))
    home.record(.answered(Sample.taken(at: at("08:00"))), of: try row())
    #expect(try lookUnrecorded(at: at("08:05")).isEmpty)
    #expect(try recover().isEmpty)
  }

  @Test mutating func aSnoozeOutlastsWhatWasToldBeforeItAndIsRecordedAfterIt() throws {
    _ = try lookUnrecorded(at: at("08:00"))
    home.now = at("08:01")
    home.record(.snoozed(Snooze(until: at("08:31"), by: "ana")), of: try row())
    #expect(try lookUnrecorded(at: at("08:10")).isEmpty)
    #expect(attempts(try recover()) == [1])
    #expect(try row().state.attempts == 1)
    #expect(try row().state.nextReminder == at("08:31"))
  }

  @Test mutating func aSnoozeAfterAStepBackOutlastsWhatWasToldByTheClockThatWasAhead() throws {
    _ = try lookUnrecorded(at: at("08:00"))
    _ = try lookUnrecorded(at: at("08:35"))
    _ = try lookUnrecorded(at: at("08:05"))
    home.record(.snoozed(Snooze(until: at("08:20"), by: "ana")), of: try row())
    _ = try lookUnrecorded(at: at("08:06"))
    #expect(memory.state.occurrence(try row().id)?.state.nextReminder == at("08:20"))
    _ = try recover()
    #expect(try row().state.nextReminder == at("08:20"))
  }

  /// The clock went back over a finding that was only remembered: others had written, and it is not lost all the same.
  @Test mutating func whatReturnedInMemoryReturnsInTheLedger() throws {
    _ = try lookUnrecorded(at: at("08:00"))
    _ = try lookUnrecorded(at: at("12:00"))
    #expect(try lookUnrecorded(at: at("07:00")).map(\.kind) == [.clockSuspect, .returned])
    home.record(.snoozed(Snooze(until: at("20:30"), by: "ana")), of: try home.row(at: at("20:00")))
    #expect(try recover().map(\.kind) == [.told, .missed, .clockSuspect, .returned])
    #expect(try row().state.isOpen)
  }

  /// What was let go of could not be read again, and would be planned a second time.
  @Test mutating func aJumpForwardAndBackInAnOutageKeepsEveryRow() throws {
    _ = try lookUnrecorded(at: at("2026-12-20 12:00"))
    _ = try lookUnrecorded(at: at("2026-12-20 20:00"))
    _ = try lookUnrecorded(at: at("09:00"))
    _ = try recover()
    for time in ["2026-12-03 20:00", "2026-12-05 08:00", "2026-12-15 20:00"] {
      #expect(home.rows(at: at(time)).map(\.state.isOpen) == [true], "\(time)")
    }
  }

  /// An id that was given in memory may be another row's in the ledger by the time it is recorded.
  @Test mutating func whatWasToldOfOneRowIsNotRecordedOfAnother() throws {
    let bodies = try lookUnrecorded(at: at("2026-12-05 08:00"))
    #expect(attempts(bodies) == [1])
    let told = try #require(memory.state.occurrences.last { $0.state.attempts == 1 })
    let later = try later()
    home.ledger.record(NewEvent(occurrence: told.id, entry: later.key.entry, .scheduled(later)), at: home.now)
    #expect(attempts(try recover()).isEmpty)
    #expect(home.ledger.rows[told.id]?.state.attempts == 0)
  }

  /// And what had that id in memory is planned anew, though its own entry is not what others wrote to.
  @Test mutating func aRowWhoseIDAnotherOneTookIsWrittenAnew() throws {
    try home.edit(Sample.plan(Sample.medication(), Sample.medication("prednisone", Sample.timing("10:00"))))
    memory.state.setSince(home.ledger.since)
    _ = try lookUnrecorded(at: at("2026-12-04 09:00"))
    let time = at("2026-12-04 10:00")
    let row = try #require(memory.state.occurrences.first { $0.facts.instant == time })
    let later = try later()
    home.ledger.record(NewEvent(occurrence: row.id, entry: later.key.entry, .scheduled(later)), at: home.now)
    _ = try lookUnrecorded(at: time)
    #expect(memory.state.occurrences.first { $0.facts.instant == time }?.state.attempts == 1)
  }

  /// A new entry has no row in the ledger; its reminder must not be lost because somebody took another medicine.
  @Test mutating func rowsWrittenInMemoryAreRecordedThoughOthersWrote() throws {
    try home.edit(Sample.plan(Sample.medication(), Sample.medication("prednisone", Sample.timing("10:00"))))
    memory.state.setSince(home.ledger.since)
    _ = try lookUnrecorded(at: at("08:00"))
    _ = try lookUnrecorded(at: at("10:00"))
    home.record(.answered(Sample.taken(at: at("10:01"))), of: try row())
    #expect(attempts(try recover()) == [1])
    #expect(try home.row("prednisone", at: at("10:00")).state.attempts == 1)
  }

  /// Somebody answered ahead, in an outage, what tendd had a row for under another id.
  @Test mutating func afterARowThatIsNotRecordedNoIDIsGivenTwice() throws {
    try home.edit(Sample.plan(Sample.medication(), Sample.medication("prednisone", Sample.timing("10:00"))))
    memory.state.setSince(home.ledger.since)
    let written = home.ledger.ids.count
    _ = try lookUnrecorded(at: at("2026-12-04 09:00"))
    let new = memory.state.occurrences.filter { home.ledger.rows[$0.id] == nil }
    let own = try #require(new.first { $0.id == OccurrenceID(number: Int64(written + 1)) })
    home.ledger.record(
      NewEvent(
        occurrence: OccurrenceID(number: Int64(written)), entry: own.facts.key.entry, .scheduled(own.facts)),
      at: home.now)
    _ = try recover()
    home.step()
    var keys: [OccurrenceID: Set<OccurrenceKey>] = [:]
    for event in home.ledger.events {
      if case .scheduled(let facts) = event.body, let id = event.occurrence {
        keys[id, default: []].insert(facts.key)
      }
    }
    #expect(keys.values.allSatisfy { $0.count == 1 })
    #expect(new.allSatisfy { home.ledger.occurrences.map(\.facts.key).contains($0.facts.key) })
  }

  /// A later step that was decided before the undo would pass over the first.
  @Test mutating func anUndoInAnOutageBringsInAnewWhoWasToldThatItIsSettled() throws {
    let steps = [EscalationRule(after: .minutes(15)), EscalationRule(after: .minutes(45))]
    home = try Home(
      Sample.plan(Sample.medication()), settings: Settings(ladders: [.critical: Ladder(escalate: steps)]),
      at: at("2026-12-02 19:00"))
    home.run(until: at("08:16"))
    let first = try #require(try row().state.owed.first { $0.route.step == 1 })
    home.record(
      .delivery(DeliveryReport(message: first.message, route: first.route, round: 1, result: .told)),
      of: try row())
    memory = Memory()
    try memory.follow(PaperRecord(home.ledger), now: home.now)
    #expect(escalations(try lookUnrecorded(at: at("08:45"))) == [2])
    home.now = at("08:50")
    let answer = home.record(.answered(Sample.taken(at: at("08:50"))), of: try row())
    home.record(.undone(answer.number), of: try row())
    #expect(escalations(try lookUnrecorded(at: at("08:50"))) == [1, 2])
    #expect(escalations(try recover()) == [1, 2])
  }

  /// What a channel took, in the outage, of what it was owed of a step of the escalation.
  mutating func hear(_ id: OccurrenceID) throws {
    let owed = try #require(memory.state.occurrence(id)?.state.owed.first { $0.route.step == 1 })
    let report = DeliveryReport(message: owed.message, route: owed.route, round: 1, result: .told)
    let event = NewEvent(occurrence: id, .delivery(report))
    memory.goOn(after: backlog)
    memory.note([event], origin, EventStamp(at: home.now, bootID: "", sinceBoot: 0))
    backlog.add([event], origin, EventStamp(at: home.now, bootID: "", sinceBoot: 0), after: memory.newest)
  }

  /// The outage begins at eight, or just before the escalation.
  @Test(arguments: ["08:00", "08:17"], [false, true])
  mutating func whoeverWasAlarmedFromMemoryHearsOfTheAnswer(from start: String, isHeardInTheOutage: Bool)
    throws
  {
    let steps = [EscalationRule(after: .minutes(17), contact: "ana", channels: [.desktop])]
    home = try Home(
      Sample.plan(Sample.medication()), settings: Settings(ladders: [.critical: Ladder(escalate: steps)]),
      at: at("2026-12-02 19:00"))
    home.run(until: at(start) - 60)
    memory = Memory()
    try memory.follow(PaperRecord(home.ledger), now: home.now)
    for time in ["08:00", "08:17"] where at(time) >= at(start) { _ = try lookUnrecorded(at: at(time)) }
    let id = try row().id
    try hear(id)
    home.now = at("08:20")
    let answer = home.record(.answered(Sample.taken(at: home.now)), of: try row())
    _ = try lookUnrecorded(at: home.now)
    let owed = try #require(memory.state.occurrence(id)?.state.owed)
    let route = Route(.desktop, contact: "ana", step: 1)
    #expect(owed.map(\.route) == [route] && owed.map(\.message) == [answer.number])
    if isHeardInTheOutage { try hear(id) }
    #expect(escalations(try recover()) == [1])
    #expect(try row().state.alarmed == [route])
    #expect(try row().state.owed.map(\.message) == (isHeardInTheOutage ? [] : [answer.number]))
  }

  func escalations(_ bodies: [EventBody]) -> [Int] {
    bodies.compactMap { if case .escalated(let escalation) = $0 { escalation.step } else { nil } }
  }

  /// It is read again when tendd starts, and at every look that nothing came of.
  @Test mutating func aPlanThatCannotBeRecordedCountsFromWhenItWasWrittenHoweverOftenTheLedgerIsRead() throws
  {
    let iron = Sample.medication("iron", Sample.timing("12:00"))
    var zones = Zones.book
    zones.machine = Zones.berlin
    let planner = try Planner(
      plan: Sample.plan(Sample.medication(), iron), settings: Settings(), zones: zones)
    memory = Memory()
    memory.note(planner.plan, writtenAt: at("09:00"))
    home.now = at("14:00")
    try memory.follow(PaperRecord(home.ledger), now: home.now)
    try memory.followUnrecorded(PaperRecord(home.ledger), &backlog, now: home.now)
    let look = planner.look(&memory.state, now: home.now, release: home.release)
    #expect(look.events.filter { $0.entry == entryID("iron") && $0.body.kind == .told }.count == 1)
  }

  func later() throws -> OccurrenceFacts {
    try #require(
      home.planner.upcoming(of: entryID("midostaurin"), after: at("2026-12-20 12:00"), count: 1).first)
  }
}

/// A paper ledger as tendd reads the real one.
struct PaperRecord: LedgerRecord {
  private let paper: PaperLedger

  init(_ paper: PaperLedger) { self.paper = paper }

  func lastProcessed() -> Instant? { paper.lastProcessed }
  func lastEventNumber() -> Int64 { Int64(paper.events.count) }
  func rowsWritten() -> Int64 { Int64(paper.ids.count) }
  func rebuilds() -> Int64 { 0 }
  func renamings() -> Renamings { paper.renamings }
  func hasHistory(of id: EntryID) -> Bool {
    paper.events.contains { event in
      event.entry.map { paper.renamings.present($0, recordedAs: event.number).written == id } ?? false
    }
  }
  func events(of id: OccurrenceID) -> [RecordedEvent] { paper.events(of: id) }
  func occurrence(_ id: OccurrenceID) -> Occurrence? { paper.rows[id] }
  func occurrence(_ key: OccurrenceKey) -> Occurrence? { paper.occurrences.first { $0.facts.key == key } }
  func snapshot(windowFrom: Instant) -> LedgerSnapshot {
    paper.snapshot(at: windowFrom + Planner.lookBack.seconds)
  }

  func update(_ state: inout PlannerState, after number: Int64) -> Bool {
    if paper.events[Int(number)...].contains(where: { $0.body.kind == .renamed }) { return false }
    for event in paper.events[Int(number)...] {
      guard let id = event.occurrence else { continue }
      if let row = paper.rows[id] { state.take(row) } else { state.forget(id) }
    }
    return true
  }
}
