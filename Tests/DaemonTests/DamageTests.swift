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

/// A lost or damaged ledger: nothing is told as plainly due, and reminding goes on.
@Suite struct DamageTests {
  let home: Home
  let journal: PaperJournal

  init() throws {
    home = try Home()
    journal = try PaperJournal(home.journalPath)
    try write(Home.ladder, to: home.paths.settingsFile)
    try home.writePlan(home.medication(at: 10))
  }

  private var ledgerFile: String { home.paths.ledgerFile }

  private func opened() throws -> Daemon {
    let (ledger, lock) = try TendDaemonMain.open(home.household)
    return try home.daemon(ledger: ledger, lock: lock)
  }

  /// tendd ran, told the dose, and was stopped.
  private func ran() throws {
    let daemon = try opened()
    try daemon.start()
    home.turnClock(to: 12)
    daemon.look()
    #expect(reminders == ["due"])
  }

  /// The state of every reminder so far, with the warning it carries.
  private var reminders: [String] {
    journal.lines.filter { $0["TEND_ATTEMPT"] != nil }.map {
      [$0["TEND_STATE"], $0["TEND_CAUTION"]].compactMap { $0 }.joined(separator: " ")
    }
  }

  private func losses() throws -> [RecordLoss] { try home.ledger().read { try $0.losses() } }

  private func overwrite(_ text: String) throws {
    try write(text, to: ledgerFile)
    for side in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: ledgerFile + side) }
  }

  @Test(arguments: ["", "what a pity", String(repeating: "SQLite format 3\0 or so. ", count: 500)])
  func aDamagedLedgerIsSetAsideAndTheDoseOfTodayIsInDoubt(content: String) throws {
    try ran()
    try overwrite(content)
    home.turnClock(to: 15)
    try opened().start()
    #expect(reminders == ["due", "due record-lost"])
    let line = try #require(journal.lines("record-lost").first)
    #expect((line["PRIORITY"], line["TEND_STATE"]) == ("2", "damaged"))
    let loss = try #require(try losses().first)
    let kept = try #require(loss.setAside) + "/ledger.sqlite"
    #expect(try String(contentsOfFile: kept, encoding: .utf8) == content)
    #expect(line["MESSAGE"]?.contains("There is no good backup") == true)
    #expect(try home.ledger().verifyDerived().isEmpty)
    // A second start has nothing more to say.
    home.turnClock(to: 16)
    try opened().start()
    #expect(journal.lines("record-lost").count == 1)
  }

  @Test func aLedgerThatIsGoneIsNotTakenForAFirstStart() throws {
    try ran()
    for side in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: ledgerFile + side) }
    home.turnClock(to: 15)
    try opened().start()
    #expect(reminders == ["due", "due record-lost"])
    #expect(try losses().map(\.cause) == [.vanished])
  }

  @Test func aFirstStartIsPlain() throws {
    try opened().start()
    home.turnClock(to: 10)
    #expect(try losses().isEmpty)
    #expect(journal.lines("record-lost").isEmpty)
  }

  @Test func theDatabaseOfAnotherProgramIsSetAsideAsItIs() throws {
    try ran()
    for side in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: ledgerFile + side) }
    _ = try Command("sqlite3", ledgerFile, "CREATE TABLE bookmark (url)")
    try opened().start()
    let loss = try #require(try losses().first)
    #expect(loss.cause == .foreign)
    let kept = try #require(loss.setAside) + "/ledger.sqlite"
    #expect(try Command("sqlite3", kept, ".tables").output.contains("bookmark"))
  }

  @Test func aLedgerOfANewerTendIsLeftAloneAndRemindingGoesOn() throws {
    try ran()
    _ = try Command("sqlite3", ledgerFile, "PRAGMA user_version = 99")
    home.turnClock(to: 15)
    let daemon = try opened()
    try daemon.start()
    #expect(reminders.last == "unrecorded record-lost")
    #expect(daemon.register.isRecording == false)
    let line = try #require(journal.lines("record-lost").first)
    #expect(line["TEND_STATE"] == "unreadable")
    #expect(journal.lines("unrecorded").first?["MESSAGE"]?.contains("newer version") == true)
    #expect(try Command("sqlite3", ledgerFile, "PRAGMA user_version").output == "99\n")
    // Once it can be read again it is the record, as it was.
    _ = try Command("sqlite3", ledgerFile, "PRAGMA user_version = 4")
    home.turnClock(to: 50)
    daemon.look()
    #expect(daemon.register.isRecording)
    #expect(try home.events([.told]).count == 2)
    #expect(try home.ledger().verifyDerived().isEmpty)
    #expect(reminders.last == "due")
  }

  @Test func damageThatIsMetLateIsDealtWithInTheSameWay() throws {
    let daemon = try opened()
    try daemon.start()
    home.turnClock(to: 10)
    // An event that is no JSON: neither the rows nor anything after it can be trusted.
    try Command.damage(ledgerFile, "UPDATE event SET payload = '{}' WHERE kind = 'scheduled'")
    try Command.damage(ledgerFile, "UPDATE occurrence SET facts = '{}'")
    daemon.register.forget()
    daemon.look()
    #expect(reminders == ["unrecorded"])
    #expect(try daemon.loop.turns { daemon.register.isRecording })
    #expect(try losses().map(\.cause) == [.damaged])
    #expect(reminders == ["unrecorded", "due record-lost"])
    #expect(daemon.register.isRecording)
    try home.answer()
    home.turnClock(to: 40)
    daemon.look()
    #expect(reminders.count == 2)
  }

  @Test func rowsThatDoNotReadAreMadeAnewFromTheirEvents() throws {
    let daemon = try opened()
    try daemon.start()
    home.turnClock(to: 10)
    try Command.damage(ledgerFile, "UPDATE occurrence SET state = '{}'")
    daemon.register.forget()
    daemon.look()
    #expect(try daemon.loop.turns { daemon.register.isRecording })
    #expect(try losses().isEmpty)
    #expect(try home.ledger().verifyDerived().isEmpty)
    #expect(try home.events([.told]).count == 1)
  }

  @Test func theNewestGoodBackupIsOfferedAndItsPlanGoesOn() throws {
    try ran()
    let shelf = home.household.backups
    let good = try shelf.make(.manual, at: home.clock.now, home.ledger().backUp)
    // A newer one that is not sound is passed over.
    try write("garbage", to: shelf.directory + "/2099-12-03T101500Z-daily.sqlite")
    try overwrite("garbage")
    try home.writePlan("[medication\n")
    home.turnClock(to: 15)
    try opened().start()
    #expect(try losses().first?.backup == good.path)
    #expect(journal.lines("record-lost").first?["MESSAGE"]?.contains("tend restore \(good.path)") == true)
    #expect(reminders.last == "due record-lost")
    #expect(journal.lines("plan-rejected").count == 1)
  }

  @Test func noIdIsGivenTwiceAcrossALoss() throws {
    try ran()
    let before = try home.ledger().read { try $0.openOccurrences() }.map(\.id)
    try overwrite("garbage")
    try opened().start()
    let after = try home.ledger().read { try $0.openOccurrences() }.map(\.id)
    #expect(!after.isEmpty && Set(before).isDisjoint(with: after))
  }

  @Test func aDeletedLedgerThatIsOpenIsWrittenBackWithNothingMissing() throws {
    let daemon = try opened()
    try daemon.start()
    home.turnClock(to: 10)
    daemon.look()
    let before = try home.events().count
    try FileManager.default.removeItem(atPath: home.paths.stateDirectory)
    #expect(try daemon.loop.run() == EX_IOERR)
    #expect(journal.lines("record-saved").count == 1)
    #expect(try home.events().count == before)
    home.turnClock(to: 11)
    try opened().start()
    #expect(try losses().isEmpty)
    #expect(reminders == ["due"])
  }

  @Test func aLogThatIsDeletedIsWrittenBackToo() throws {
    let daemon = try opened()
    try daemon.start()
    home.turnClock(to: 10)
    daemon.look()
    try FileManager.default.removeItem(atPath: ledgerFile + "-wal")
    #expect(try daemon.loop.run() == EX_IOERR)
    try FileManager.default.removeItem(atPath: ledgerFile + "-shm")
    #expect(try home.events([.told]).count == 1)
  }

  @Test func everyDayACopyIsMadeAndItIsSound() throws {
    let daemon = try opened()
    try daemon.start()
    let shelf = home.household.backups
    // Ten seconds before a reminder is no time for it.
    #expect(try shelf.copies().isEmpty)
    home.turnClock(to: 200)
    daemon.look()
    let copy = try #require(try shelf.copies().first)
    #expect(copy.madeAt == home.clock.now && copy.kind == .daily)
    #expect(LedgerCopy.problem(at: copy.path) == nil)
    #expect(journal.lines("backup").count == 1)
    home.turnClock(to: 200 + 86_399)
    daemon.look()
    #expect(try shelf.copies().count == 1)
    home.turnClock(to: 200 + 86_400)
    daemon.look()
    #expect(try shelf.copies().count == 2)
  }

  @Test func aCopyThatCannotBeMadeIsSaidAndHoldsNothingUp() throws {
    try PrivateDirectory.ensure(home.paths.stateDirectory)
    try write("in the way", to: home.paths.backupDirectory)
    let daemon = try opened()
    try daemon.start()
    home.turnClock(to: 200)
    daemon.look()
    home.turnClock(to: 300)
    daemon.look()
    #expect(journal.lines("backup-failed").map { $0["PRIORITY"] } == ["3"])
    #expect(try home.events([.missed]).count == 1)
    try FileManager.default.removeItem(atPath: home.paths.backupDirectory)
    home.turnClock(to: 200 + 3600)
    try home.ledger().transaction(home.origin, home.stamp) {
      _ = try $0.append(NewEvent(.stopped(reason: "")))
    }
    daemon.look()
    #expect(try home.household.backups.copies().count == 1)
  }

  @Test func goingBackUnderARunningTenddIsFollowedAtOnce() throws {
    let daemon = try opened()
    try daemon.start()
    let copy = try home.household.backups.make(.manual, at: home.clock.now, home.ledger().backUp)
    home.turnClock(to: 10)
    daemon.look()
    try home.answer()
    home.turnClock(to: 12)
    daemon.look()
    #expect(reminders == ["due"])
    let restoration = try home.household.restoration(from: copy.path)
    #expect(restoration.lost.map(\.event.body.kind) == [.answered])
    let place = try #require(try home.household.carryOut(restoration, by: "ana"))
    #expect(try daemon.loop.turns { journal.lines("record-lost").count == 1 })
    #expect(journal.lines("record-lost").first?["PRIORITY"] == "4")
    // It was answered in what is lost: nobody knows that now.
    #expect(try daemon.loop.turns { reminders == ["due", "due record-lost"] })
    #expect(daemon.register.isRecording)
    #expect(try home.ledger().verifyDerived().isEmpty)
    #expect(SalvagedRecord(of: place + "/ledger.sqlite").lastEvent == restoration.present?.lastEvent)
  }

  @Test func beforeAMigrationACopyIsMade() throws {
    try PrivateDirectory.ensure(home.paths.stateDirectory)
    let fixture = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "LedgerTests/Fixtures/version1.sqlite").path(percentEncoded: false)
    try FileManager.default.copyItem(atPath: fixture, toPath: ledgerFile)
    home.clock.now = WallClock.system.now()
    try opened().start()
    let copy = try #require(try home.household.backups.copies().first { $0.kind == .migration })
    #expect(try Command("sqlite3", copy.path, "PRAGMA user_version").output == "1\n")
    #expect(try home.ledger().verifyDerived().isEmpty)
    #expect(try losses().isEmpty)
  }
}

extension Command {
  /// Changes what the triggers of a ledger guard against.
  static func damage(_ path: String, _ statement: String) throws {
    let triggers = "DROP TRIGGER eventNeverChanges; "
    let guarded = """
      CREATE TRIGGER eventNeverChanges BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'an event is never changed; append a correction'); END;
      """
    let ran = try Command("sqlite3", path, "\(triggers)\(statement); \(guarded)")
    #expect(ran.status == 0, "\(ran.output)")
  }
}
