import Almanac
import Care
import FileTesting
import Ledger
import Synchronization
import Testing

@Suite struct AppendingTests {
  let test: TestLedger
  var ledger: Ledger { test.ledger }

  init() throws { test = try TestLedger() }

  @Test func anEventComesBackAsItWasWritten() throws {
    let facts = OccurrenceFacts.sample(entry: try entry("midostaurin"))
    let written = try test.append(scheduled(id(0), facts), answered(id(0)))
    #expect(written.map(\.number) == [1, 2])
    #expect(written.map(\.entry?.text) == ["midostaurin", "midostaurin"], "the entry is filled in")
    #expect(try ledger.read { try $0.events(after: 0) } == written)
    #expect(try ledger.read { try $0.events(after: 1, limit: 1) } == [written[1]])
  }

  @Test(arguments: [
    "UPDATE event SET actor = 'nobody'", "DELETE FROM event",
    "INSERT OR REPLACE INTO event SELECT * FROM event",
    "UPDATE planText SET files = '[]'", "DELETE FROM planText",
  ])
  func historyRefusesToBeChanged(statement: String) throws {
    try test.write { (transaction) throws in
      _ = try transaction.keepPlan(files: [.init(path: "plan.toml", text: "# nothing")], hash: "aa")
      try transaction.append(NewEvent(.stopped(reason: "test")))
    }
    let attempt = try sqlite(test.path, statement)
    #expect(attempt.status != 0)
    #expect(attempt.errors.contains("never"))
    #expect(try ledger.read { try $0.events(after: 0) }.map(\.origin.actor) == ["me"])
  }

  @Test func aBodyThatThrowsLeavesNothing() throws {
    struct Trouble: Error {}
    let facts = OccurrenceFacts.sample(entry: try entry("midostaurin"))
    #expect(throws: Trouble.self) {
      try test.write { (transaction) throws in
        try transaction.append(scheduled(id(0), facts))
        try transaction.setLastProcessed(Instant(5))
        _ = try transaction.keepPlan(files: [], hash: "aa")
        #expect(try transaction.occurrence(id(0)) != nil, "it sees what it wrote")
        throw Trouble()
      }
    }
    try ledger.read { (reader) throws in
      #expect(try reader.lastEventNumber() == 0)
      #expect(try reader.occurrence(id(0)) == nil)
      #expect(try reader.lastProcessed() == nil)
      #expect(try reader.rowsWritten() == 0)
      #expect(try reader.latestPlan() == nil)
    }
  }

  @Test func whatContradictsTheLedgerIsRefusedWhole() throws {
    let (first, second) = (try entry("midostaurin"), try entry("ondansetron"))
    try test.append(scheduled(id(0), .sample(entry: first)))
    let contradictions: [NewEvent] = [
      answered(id(7)),
      NewEvent(.undone(99)),
      NewEvent(.scheduled(.sample(entry: second))),
      NewEvent(.resumed),
      scheduled(id(0), .sample(entry: second)),
      scheduled(id(1), .sample(entry: first)),
    ]
    for contradiction in contradictions {
      #expect(performing: { try test.append(answered(id(0)), contradiction) }, throws: isRefused)
    }
    #expect(try ledger.read { try $0.lastEventNumber() } == 1)
    #expect(try test.occurrence(id(0))?.state.answer == nil)
  }

  @Test func occurrencesMayExchangeTheirSlotsInOneBatch() throws {
    let name = try entry("midostaurin")
    let (early, late) = (
      OccurrenceFacts.sample(entry: name), OccurrenceFacts.sample(entry: name, slot: "dinner")
    )
    try test.append(scheduled(id(0), early), scheduled(id(1), late))
    try test.append(
      NewEvent(occurrence: id(0), .rescheduled(late)), NewEvent(occurrence: id(1), .rescheduled(early)))
    #expect(try ledger.read { try $0.occurrence(late.key) }?.id == id(0))
    #expect(try ledger.verifyDerived().isEmpty)
  }

  @Test func anotherConnectionWaitsItsTurn() async throws {
    let path = test.path
    let name = try entry("midostaurin")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          let ledger = try Ledger(path: path)
          for turn in 0..<25 {
            try ledger.transaction(.test, .test(at: 1)) { (transaction) throws in
              // Reads and then writes what it read: lost updates would show.
              let number = try transaction.rowsWritten()
              let facts = OccurrenceFacts.sample(entry: name, slot: "\(writer)-\(turn)")
              try transaction.append(scheduled(id(number), facts))
            }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try ledger.read { try $0.rowsWritten() } == 100)
    #expect(try ledger.read { try $0.events(after: 0) }.map(\.number) == Array(1...100))
    #expect(try ledger.verifyDerived().isEmpty)
  }

  @Test func aLockHeldTooLongIsBusy() throws {
    let impatient = try Ledger(path: test.path, busyTimeout: 0.02)
    try test.write { (_) throws in
      #expect(try impatient.read { try $0.lastEventNumber() } == 0, "readers do not wait")
      #expect(
        performing: {
          try impatient.transaction(.test, .test(at: 1)) { try $0.setJournalCursor(1) }
        }, throws: isBusy)
    }
  }

  @Test func theDataVersionTellsOthersCommitsFromOurs() throws {
    let before = try ledger.dataVersion()
    try test.append(NewEvent(.stopped(reason: "ours")))
    #expect(try ledger.dataVersion() == before)
    try sqlite(test.path, "INSERT INTO meta VALUES ('journalCursor', 7)")
    #expect(try ledger.dataVersion() != before)
    #expect(try ledger.read { try $0.journalCursor() } == 7)
  }

  @Test func anEventFromTheFutureStopsItsReaderPolitely() throws {
    try test.append(NewEvent(.stopped(reason: "known")))
    try sqlite(
      test.path,
      """
      INSERT INTO event (version, kind, recordedAt, sinceBoot, bootID, actor, channel, payload)
      VALUES (1, 'transfigured', 1, 1, '', 'me', 'test', '{}')
      """)
    #expect(try ledger.read { try $0.events(after: 0, limit: 1) }.count == 1)
    #expect(performing: { try ledger.read { try $0.events(after: 0) } }, throws: isNewerVersion)
    #expect(performing: { try ledger.verifyDerived() }, throws: isNewerVersion)
  }

  @Test func anEventThatDoesNotReadIsDamage() throws {
    try sqlite(
      test.path,
      """
      INSERT INTO event (version, kind, recordedAt, sinceBoot, bootID, actor, channel, payload)
      VALUES (1, 'snoozed', 1, 1, '', 'me', 'test', '{"until": "tomorrow"}')
      """)
    #expect { try ledger.read { try $0.events(after: 0) } } throws: { error in
      guard case .damaged(let detail) = error as? LedgerError else { return false }
      return detail.contains("event 1")
    }
  }
}
