import Almanac
import Care
import FileTesting
import Foundation
import Glibc
import Host
import Household
import Ledger
import Systemd
import Testing

@testable import TendDaemon

/// Reminding while the ledger cannot be written.
///
/// Most of these let another process hold the ledger, which any machine can do; two need a disk of their own.
@Suite struct UnrecordedTests {
  let home: Home
  let journal: PaperJournal

  init() throws {
    home = try Home()
    journal = try PaperJournal(home.journalPath)
    try write(Home.ladder, to: home.paths.settingsFile)
    try home.writePlan(home.medication(at: 10))
  }

  private func startedDaemon(journal: String? = nil) throws -> Daemon {
    let daemon = try home.daemon(journal: journal, ledger: try home.ledger(mayMigrate: true))
    try daemon.start()
    return daemon
  }

  /// Looks at each of these seconds while somebody else holds the ledger.
  private func looking(
    _ daemon: Daemon, at seconds: [Int64], _ before: (LedgerTransaction) throws -> Void = { _ in }
  )
    throws
  {
    try home.ledger().transaction(home.origin, home.stamp) { ledger in
      try before(ledger)
      for second in seconds {
        home.turnClock(to: second)
        daemon.look()
      }
    }
  }

  /// The state and attempt of every reminder.
  private var told: [String] {
    journal.lines.filter { $0["TEND_ATTEMPT"] != nil }.map {
      [$0["TEND_STATE"], $0["TEND_ATTEMPT"]].compactMap { $0 }.joined(separator: " ")
    }
  }

  @Test func everyRungIsToldOnceAndMarked() throws {
    let daemon = try startedDaemon()
    try looking(daemon, at: [10, 11, 20, 30, 31])
    #expect(told == ["unrecorded 1", "unrecorded 2"])
    let line = try #require(journal.lines("reminder").first)
    #expect(line["TEND_NUMBER"] == nil)
    #expect(line["MESSAGE"]?.hasPrefix("NOT RECORDED") == true)
  }

  @Test func itIsRecordedWithItsOwnTimeAndNotToldAgain() throws {
    let daemon = try startedDaemon()
    try looking(daemon, at: [10, 30])
    home.turnClock(to: 40)
    daemon.look()
    #expect(try home.events([.told]).map { $0.stamp.at - home.start } == [10, 30])
    home.turnClock(to: 50)
    daemon.look()
    #expect(told == ["unrecorded 1", "unrecorded 2", "due 3"])
    #expect(try home.ledger().verifyDerived().isEmpty)
  }

  @Test func whatOlderEventsWaitBehindIsToldTwiceRatherThanSkipped() throws {
    let away = home.directory.file("away")
    let daemon = try startedDaemon(journal: away)
    let journal = try PaperJournal(away)
    // Written by someone else, and not told yet, when the trouble begins.
    try looking(daemon, at: [10]) { try $0.append(NewEvent(.stopped(reason: "test"))) }
    home.turnClock(to: 12)
    daemon.look()
    while try daemon.register.outbox.told < home.ledger().read({ try $0.lastEventNumber() }) {
      _ = journal.lines
      daemon.look()
    }
    #expect(journal.lines("stopped").count == 1)
  }

  @Test func theWarningComesEveryTenMinutesAndTheRemindersAlways() throws {
    let daemon = try startedDaemon()
    try looking(daemon, at: Array(stride(from: 10, through: 120, by: 1)))
    #expect(journal.lines("unrecorded").count == 1)
    #expect(told == (1...6).map { "unrecorded \($0)" })
    try looking(daemon, at: [611])
    #expect(journal.lines("unrecorded").count == 2)
    #expect(journal.lines("unrecorded").allSatisfy { $0["PRIORITY"] == "2" })
  }

  @Test func aJournalThatIsAwayTooIsToldLater() throws {
    let away = home.directory.file("away")
    let daemon = try startedDaemon(journal: away)
    try looking(daemon, at: [10])
    let journal = try PaperJournal(away)
    try looking(daemon, at: [12])
    let reminders = journal.lines("reminder")
    #expect(reminders.map { $0["TEND_STATE"] } == ["unrecorded"])
  }

  @Test func whoAnsweredMeanwhileIsNotAskedAgain() throws {
    let daemon = try startedDaemon()
    try looking(daemon, at: [10])
    let ledger = try home.ledger()
    let row = try #require(try ledger.read { try $0.openOccurrences().first })
    try ledger.transaction(home.origin, home.stamp) { ledger in
      let answer = Answer(outcome: .taken, happenedAt: home.clock.now, by: "me")
      _ = try ledger.append(NewEvent(occurrence: row.id, entry: row.facts.key.entry, .answered(answer)))
    }
    try looking(daemon, at: [30, 50])
    #expect(told == ["unrecorded 1"])
    home.turnClock(to: 60)
    daemon.look()
    let state = try ledger.read { try #require(try $0.occurrence(row.id)).state }
    #expect((state.answer?.outcome, state.attempts) == (.taken, 0))
    #expect(try ledger.verifyDerived().isEmpty)
    #expect(try ledger.integrityProblems().isEmpty)
  }

  @Test func anAnswerThatComesBeforeTheRecordGoesOnIsNotFollowedByReminders() throws {
    // Two doses, so that something of the first look is still true when the first of them has been answered.
    try home.writePlan(home.medication(at: 10) + home.medication("famotidine", at: 10))
    let daemon = try startedDaemon()
    try looking(daemon, at: [10, 30])
    let ledger = try home.ledger()
    let rows = try ledger.read { try $0.openOccurrences() }
    let (answered, open) = (try #require(rows.first), try #require(rows.dropFirst().first))
    try ledger.transaction(home.origin, home.stamp) { ledger in
      let answer = Answer(outcome: .taken, happenedAt: home.clock.now, by: "me")
      _ = try ledger.append(
        NewEvent(occurrence: answered.id, entry: answered.facts.key.entry, .answered(answer)))
    }
    home.turnClock(to: 31)
    daemon.look()
    #expect(try ledger.read { try $0.occurrence(answered.id) }?.state.attempts == 0)
    #expect(try ledger.read { try $0.occurrence(open.id) }?.state.attempts == 2)
    #expect(try ledger.verifyDerived().isEmpty)
  }

  @Test func aLedgerThatIsGoneIsToldFromMemoryAndEndsTheDaemon() throws {
    let daemon = try startedDaemon()
    home.turnClock(to: 10)
    try FileManager.default.removeItem(atPath: home.paths.ledgerFile)
    #expect(try daemon.loop.run() == EX_IOERR)
    #expect(told == ["unrecorded 1"])
  }

  @Test func aLedgerWhoseLogIsGoneEndsTheDaemon() throws {
    let daemon = try startedDaemon()
    try FileManager.default.removeItem(atPath: home.paths.ledgerFile + "-wal")
    #expect(try daemon.loop.run() == EX_IOERR)
  }

  @Test func whatWaitsIsRecordedBeforeItEnds() throws {
    let daemon = try startedDaemon()
    try looking(daemon, at: [10])
    home.turnClock(to: 15)
    daemon.office.record(.stopped(reason: "asked to stop"))
    #expect(try home.events([.told, .stopped]).map(\.body.kind) == [.told, .stopped])
    #expect(daemon.register.deliver(daemon.office.wording, home.clock.now))
    #expect(told == ["unrecorded 1"])
  }

  /// Nothing of it is left then but what the household heard: the next one tells it again, late rather than never.
  @Test func whatCouldNotBeRecordedBeforeTheEndIsToldAgainByTheNext() throws {
    let daemon = try startedDaemon()
    try home.ledger().transaction(home.origin, home.stamp) { _ in
      home.turnClock(to: 10)
      daemon.look()
      daemon.office.record(.stopped(reason: "asked to stop"))
    }
    let next = try startedDaemon()
    home.turnClock(to: 15)
    next.look()
    #expect(told == ["unrecorded 1", "due 1"])
    #expect(try home.events([.told]).count == 1)
    #expect(try home.ledger().verifyDerived().isEmpty)
  }

  @Test(.enabled(if: SmallDisk.isPossible))
  func onADiskThatIsReadOnlyAtTheStartItRemindsAndRecordsLater() throws {
    let disk = try SmallDisk(kilobytes: 2048)
    let home = try Home(at: disk.path)
    let journal = try PaperJournal(home.journalPath)
    try home.writePlan(home.medication(at: 10))
    try home.daemon().start()
    try disk.makeReadOnly()

    let opened = try TendDaemonMain.open(home.household)
    #expect(opened.lock == nil)
    let daemon = try home.daemon(ledger: opened.ledger)
    try daemon.start()
    home.turnClock(to: 10)
    daemon.look()
    #expect(journal.lines("reminder").map { $0["TEND_STATE"] } == ["unrecorded"])

    #expect(try Command("mount", "-o", "remount,rw", disk.path).status == 0)
    home.turnClock(to: 11)
    daemon.look()
    #expect(try home.events([.told]).map { $0.stamp.at - home.start } == [10])
    #expect(throws: HouseholdError.self) { try home.household.openLedgerAsOwner() }
    #expect(journal.lines("reminder").count == 1)
  }

  @Test(.enabled(if: SmallDisk.isPossible))
  func onAFullDiskItRemindsAndRecordsWhenThereIsRoom() throws {
    let disk = try SmallDisk(kilobytes: 512)
    let home = try Home(at: disk.path)
    let journal = try PaperJournal(home.journalPath)
    try home.writePlan(home.medication(at: 10))
    let daemon = try home.daemon()
    try daemon.start()
    let ballast = disk.file("ballast")
    _ = try Command("dd", "if=/dev/zero", "of=\(ballast)", "bs=1k", "count=512")
    home.turnClock(to: 10)
    daemon.look()
    #expect(journal.lines("reminder").map { $0["TEND_STATE"] } == ["unrecorded"])
    try FileManager.default.removeItem(atPath: ballast)
    home.turnClock(to: 11)
    daemon.look()
    #expect(try home.events([.told]).count == 1)
    #expect(journal.lines("reminder").count == 1)
  }

  @Test func whatStandsInForALedgerThatCannotBeOpenedRecordsNothing() throws {
    try FileManager.default.createDirectory(
      atPath: home.paths.stateDirectory, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    try FileManager.default.createSymbolicLink(
      atPath: home.paths.lockFile, withDestinationPath: "/nowhere/at/all")
    let owned = try TendDaemonMain.open(home.household)
    #expect(owned.ledger.isStandIn)
    let daemon = try home.daemon(ledger: owned.ledger, lock: owned.lock)
    try daemon.start()
    home.turnClock(to: 10)
    daemon.look()
    #expect(told == ["unrecorded 1"])
    let lines = journal.lines.compactMap { $0["MESSAGE"] }
    #expect(lines.contains { $0.contains("a symbolic link; look who put it there, and move it away") })
    #expect(!lines.contains { $0.contains("recorded now") })
    #expect(throws: LedgerError.self) {
      let event = NewEvent(.stopped(reason: "by hand"))
      try owned.ledger.transaction(home.origin, home.stamp) { _ = try $0.append(event) }
    }
    // Once it is out of the way, the record begins with what was told meanwhile.
    try FileManager.default.removeItem(atPath: home.paths.lockFile)
    home.turnClock(to: 31)
    daemon.look()
    #expect(told == ["unrecorded 1", "due 2"])
    #expect(try home.events([.told]).count == 2)
  }
}
