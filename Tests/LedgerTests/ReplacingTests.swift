import Almanac
import Care
import FileTesting
import Foundation
import Ledger
import Testing

/// One ledger in the place of another.
@Suite struct ReplacingTests {
  let test: TestLedger
  private var aside: SetAside { SetAside(directory: test.directory.file("set-aside")) }

  init() throws {
    test = try TestLedger()
    try test.append(scheduled(id(0), .sample(entry: try entry("midostaurin"))))
  }

  private func salvaged() throws -> SalvagedRecord { try test.ledger.read { SalvagedRecord($0) } }

  @Test func aLedgerIsSetAsideWithItsLogAndForUsAlone() throws {
    let file = try Data(contentsOf: URL(filePath: test.path))
    let log = try Data(contentsOf: URL(filePath: test.ledger.walPath))
    chmod(test.path, 0o644)
    let place = try #require(try aside.move(test.path, as: "now-damaged"))
    #expect(try permissions(of: place) == 0o700)
    for name in ["ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"] {
      #expect(try permissions(of: "\(place)/\(name)") == 0o600)
    }
    #expect(try Data(contentsOf: URL(filePath: "\(place)/ledger.sqlite")) == file)
    #expect(try Data(contentsOf: URL(filePath: "\(place)/ledger.sqlite-wal")) == log)
    #expect(!test.directory.names.contains { $0.hasPrefix("ledger") })
    // Nothing it holds is lost, and closing the one that was open takes nothing away.
    try test.ledger.close()
    #expect(SalvagedRecord(of: "\(place)/ledger.sqlite").lastEvent == 1)
  }

  @Test func aSecondOneOfTheSameNameGetsAPlaceOfItsOwn() throws {
    let first = try #require(try aside.move(test.path, as: "now-damaged"))
    #expect(try aside.move(test.path, as: "now-damaged") == nil)
    try Data("x".utf8).write(to: URL(filePath: test.path))
    #expect(try aside.move(test.path, as: "now-damaged") == first + "-2")
  }

  @Test func whatFollowsALostLedgerBeginsWithWhatIsStillKnown() throws {
    let plan = [PlanText.File(path: "plan.toml", text: "# plan")]
    try test.write { _ = try $0.keepPlan(files: plan, hash: "h") }
    let since = EntrySince(fingerprint: "f", since: Instant(7))
    try test.write { try $0.setSince(since, of: try entry("midostaurin")) }
    let salvage = try salvaged()
    let path = test.directory.file("next.sqlite")
    let loss = RecordLoss(cause: .damaged, until: Instant(500), skippedRows: salvage.skippedRows)
    let seed = LedgerSeed(loss: loss, salvage: salvage, origin: .test, stamp: .test(at: 500))
    #expect(try Ledger.make(at: path, seed))
    let next = try Ledger(path: path)
    #expect(try next.read { try $0.latestPlan()?.files } == plan)
    #expect(try next.read { try $0.entrySince() } == [try entry("midostaurin"): since])
    #expect(try next.read { try $0.openLoss()?.number } == 2)
    #expect(try next.read { try $0.rowsWritten() } == 1001)
    #expect(try next.verifyDerived().isEmpty)
    #expect(try !Ledger.make(at: path, seed), "what is there stays")
  }

  @Test func whatStandsInForAFileTouchesNone() throws {
    let path = test.directory.file("elsewhere.sqlite")
    let loss = RecordLoss(cause: .unreadable, until: Instant(500))
    let seed = LedgerSeed(loss: loss, origin: .test, stamp: .test(at: 500))
    let standIn = try Ledger(standingInFor: path, seed)
    #expect(standIn.isStandIn && standIn.access == .readOnly)
    #expect(try standIn.read { try $0.losses() } == [loss])
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func anOlderStateReplacesTheLedgerUnderTheHandsOfOthers() throws {
    let copy = test.directory.file("copy.sqlite")
    try test.ledger.backUp(to: copy)
    try test.append(answered(id(0)), scheduled(id(1), .sample(entry: try entry("cromolyn"))))
    let other = try Ledger(path: test.path)
    #expect(try other.read { try $0.lastEventNumber() } == 3)

    let older = try Ledger(path: copy)
    let loss = RecordLoss(cause: .restored, from: Instant(900), until: Instant(2000), backup: copy)
    try older.begin(loss, after: salvaged(), .test, .test(at: 2000))
    try older.close()
    #expect(throws: LedgerError.busy(detail: "something was recorded just now")) {
      try test.ledger.replaceContents(withThoseOf: copy, expecting: 2)
    }
    #expect(try other.read { try $0.lastEventNumber() } == 3)
    try test.ledger.replaceContents(withThoseOf: copy, expecting: 3)

    // Numbers go on after those that were given out, and so do the ids of rows; the open row is in doubt.
    #expect(try other.read { try $0.events(after: 0) }.map(\.number) == [1, 4, 5])
    #expect(try other.read { try $0.rowsWritten() } == 2)
    #expect(try other.read { try $0.occurrence(id(0))?.state.isOpen } == true)
    #expect(try other.read { try $0.journalCursor() } == 1)
    let event = try other.transaction(.test, .test(at: 2001)) { try $0.append(answered(id(0))) }
    #expect(event.number == 6)
    for ledger in [test.ledger, other] {
      #expect(try ledger.verifyDerived().isEmpty)
      #expect(try ledger.integrityProblems().isEmpty)
    }
    #expect(try sqlite(test.path, "DELETE FROM event").status != 0, "history is guarded as before")
    #expect(
      try sqlite(test.path, "PRAGMA user_version; PRAGMA application_id").output
        == sqlite(copy, "PRAGMA user_version; PRAGMA application_id").output)
  }

  @Test func aCopyOfAnOlderVersionIsOfThatVersion() throws {
    // A copy, because to open a file is to leave others beside it.
    let old = test.directory.file("old.sqlite")
    try FileManager.default.copyItem(atPath: MigrationTests.version1, toPath: old)
    let copy = test.directory.file("copy.sqlite")
    try LedgerCopy.make(of: old, to: copy)
    #expect(try sqlite(copy, "PRAGMA user_version").output == "1\n")
    #expect(LedgerCopy.problem(at: copy) == nil)
    #expect(SalvagedRecord(of: copy).plan != nil)
  }

  @Test func whatIsNoLedgerIsNotCopied() throws {
    let path = test.directory.file("other.sqlite")
    let copy = test.directory.file("copy.sqlite")
    #expect(throws: LedgerError.missing(path: path)) { try LedgerCopy.make(of: path, to: copy) }
    try sqlite(path, "CREATE TABLE bookmark (url)")
    #expect(throws: LedgerError.foreign(path: path)) { try LedgerCopy.make(of: path, to: copy) }
    try Data("garbage".utf8).write(to: URL(filePath: path))
    #expect(performing: { try LedgerCopy.make(of: path, to: copy) }, throws: isDamaged)
    #expect(!test.directory.names.contains { $0.hasPrefix("copy") })
  }
}
