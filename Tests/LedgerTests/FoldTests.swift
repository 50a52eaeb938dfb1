import Almanac
import Care
import FileTesting
import Ledger
import Testing

/// The derived rows against the events they come from.
@Suite struct FoldTests {
  let test: TestLedger
  var ledger: Ledger { test.ledger }

  init() throws { test = try TestLedger() }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func replayAgreesWithTheStepsForAnyHistory(seed: UInt64) throws {
    var random = RandomHistory(seed: seed)
    for step in 0..<60 {
      let batch = try ledger.read { (reader) throws in
        try (0..<Int.random(in: 1...3, using: &random.generator)).compactMap { _ in try random.event(reader) }
      }
      // A batch of random events may contradict itself; then nothing of it may stay.
      do {
        try test.write(at: 1000 + Int64(step) * 60) { try $0.append(contentsOf: batch) }
      } catch LedgerError.refused {
        continue
      }
    }
    #expect(try ledger.read { try $0.lastEventNumber() } > 30)
    #expect(try ledger.verifyDerived() == [])
    let before = try ledger.read { try $0.snapshot(windowFrom: Instant(.min)) }
    #expect(try ledger.rebuild() == [])
    #expect(try ledger.read { try $0.snapshot(windowFrom: Instant(.min)) } == before)
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func aKeptStateFollowsAnyHistory(seed: UInt64) throws {
    var random = RandomHistory(seed: seed)
    var kept = PlannerState()
    for step in 0..<80 {
      let events = try ledger.read { try [random.event($0)].compactMap { $0 } }
      do {
        try test.write(at: 1000 + Int64(step) * 60) { try $0.append(contentsOf: events) }
      } catch LedgerError.refused { continue }
      try ledger.read { reader in
        let isRenamed = events.contains { $0.body.kind == .renamed }
        #expect(try reader.update(&kept, after: kept.lastEvent) != isRenamed)
        if isRenamed { kept = PlannerState(try reader.snapshot(windowFrom: Instant(.min))) }
        kept.lastEvent = try reader.lastEventNumber()
        let fresh = PlannerState(try reader.snapshot(windowFrom: Instant(.min)))
        #expect(kept.occurrences == fresh.occurrences)
        #expect(kept.pauses == fresh.pauses)
      }
    }
    #expect(kept.lastEvent > 30)
  }

  @Test func undoRestoresExactlyWhatWasThere() throws {
    let name = try entry("midostaurin")
    try test.append(scheduled(id(0), .sample(entry: name)))
    let telling = Telling(
      phase: .due, attempt: 1, rung: 0, planned: Instant(1000), isToldLate: false, next: Instant(1600))
    try test.append(NewEvent(occurrence: id(0), .told(telling)), at: 1001)
    let before = try test.occurrence(id(0))
    let answer = try test.append(answered(id(0)), at: 1100)[0]
    #expect(try test.occurrence(id(0)) != before)
    let undo = try test.append(NewEvent(.undone(answer.number)), at: 1200)[0]
    #expect(try test.occurrence(id(0)) == before)
    #expect(undo.occurrence == id(0))
    #expect(undo.entry == name)
    #expect(try ledger.verifyDerived().isEmpty)
  }

  @Test func anIdIsNeverUsedAgainEvenWhenItsRowIsUndone() throws {
    let first = try test.append(scheduled(id(0), .sample(entry: try entry("midostaurin"))))[0]
    try test.append(NewEvent(.undone(first.number)))
    #expect(try test.occurrence(id(0)) == nil)
    #expect(try ledger.read { try $0.rowsWritten() } == 1)
    #expect(try ledger.verifyDerived().isEmpty)
  }

  @Test func aWithdrawnRowIsOpenedAgainUnderItsOldId() throws {
    let facts = OccurrenceFacts.sample(entry: try entry("midostaurin"))
    try test.append(scheduled(id(0), facts), NewEvent(occurrence: id(0), .withdrawn(.planChanged)))
    #expect(try ledger.read { try $0.openOccurrences() }.isEmpty)
    try test.append(scheduled(id(0), facts))
    #expect(try ledger.read { try $0.openOccurrences() }.map(\.id) == [id(0)])
    #expect(try ledger.read { try $0.rowsWritten() } == 1)
  }

  @Test func aPauseThatWasResumedStillCoversWhatFellIntoIt() throws {
    let name = try entry("yoga")
    try test.append(NewEvent(entry: name, .paused(Pause(from: Instant(1000), by: "me"))), at: 1000)
    #expect(try pauses(endingAfter: 5000)[name]?.covers(Instant(9000)) == true)
    try test.append(NewEvent(entry: name, .resumed), at: 2000)
    let pause = try #require(try pauses(endingAfter: 1500)[name])
    #expect(pause.covers(Instant(1999)) && !pause.covers(Instant(2000)))
    #expect(try pauses(endingAfter: 2000).isEmpty)
  }

  @Test func undoingAResumeOrAPauseBringsBackWhatWasBefore() throws {
    let name = try entry("yoga")
    let paused = try test.append(NewEvent(entry: name, .paused(Pause(from: Instant(1000), by: "me"))))[0]
    let before = try pauses(endingAfter: 0)
    let resumed = try test.append(NewEvent(entry: name, .resumed), at: 2000)[0]
    try test.append(NewEvent(.undone(resumed.number)), at: 2100)
    #expect(try pauses(endingAfter: 0) == before)
    try test.append(NewEvent(.undone(paused.number)), at: 2200)
    #expect(try pauses(endingAfter: 0).isEmpty)
    #expect(try ledger.verifyDerived().isEmpty)
  }

  @Test func aPauseResumedBeforeItBeganIsGone() throws {
    let name = try entry("yoga")
    try test.append(
      NewEvent(entry: name, .paused(Pause(from: Instant(5000), until: Instant(9000), by: "me"))))
    try test.append(NewEvent(entry: name, .resumed), at: 2000)
    #expect(try pauses(endingAfter: 0).isEmpty)
  }

  @Test(arguments: [
    ("UPDATE occurrence SET isOpen = 1 - isOpen", "occurrence"),
    ("UPDATE occurrence SET state = json_set(state, '$.attempts', 5)", "occurrence"),
    ("UPDATE occurrence SET facts = '{}'", "occurrence"),
    ("DELETE FROM occurrence", "occurrence"),
    (
      "INSERT INTO occurrence SELECT 'k9k', entry, day, 'x', person, instant, 0, 0, facts, state, NULL, 0 FROM occurrence",
      "k9k"
    ),
    ("UPDATE pause SET until = 5", "pause of yoga"),
    ("DELETE FROM pause", "pause of yoga"),
    ("UPDATE occurrence SET owes = 1", "occurrence"),
    ("INSERT INTO household VALUES ('{\"owed\":3}')", "household"),
    ("UPDATE meta SET value = value + 1", "count"),
  ])
  func rebuildingMendsDerivedRowsThatWereMeddledWith(statement: String, found: String) throws {
    try test.append(
      scheduled(id(0), .sample(entry: try entry("midostaurin"))),
      NewEvent(entry: try entry("yoga"), .paused(Pause(from: Instant(1000), by: "me"))))
    let before = try ledger.read { try $0.snapshot(windowFrom: Instant(0)) }
    #expect(try sqlite(test.path, statement).status == 0)
    #expect(try ledger.verifyDerived().map(\.description).contains { $0.contains(found) })
    #expect(try ledger.rebuild().isEmpty == false)
    #expect(try ledger.verifyDerived().isEmpty)
    #expect(try ledger.read { try $0.snapshot(windowFrom: Instant(0)) } == before)
  }

  @Test func whatWasStoredBeforeChannelsExistedStillReads() throws {
    try test.append(scheduled(id(0), .sample(entry: try entry("midostaurin"))))
    let old = """
      INSERT INTO event (version, kind, occurrence, entry, recordedAt, sinceBoot, bootID, actor, channel, payload)
      VALUES (1, 'told', '\(id(0))', 'midostaurin', 1001, 0, '', 'tendd', 'tendd',
        '{"attempt":1,"isToldLate":false,"next":1600,"phase":"due","planned":1000,"rung":0}');
      """
    #expect(try sqlite(test.path, old).status == 0)
    try ledger.rebuild()
    #expect(try test.occurrence(id(0))?.state.attempts == 1)
    #expect(try test.occurrence(id(0))?.state.owed == [])
  }

  private func pauses(endingAfter seconds: Int64) throws -> [EntryID: Pause] {
    try ledger.read { try $0.pauses(endingAfter: Instant(seconds)) }
  }
}
