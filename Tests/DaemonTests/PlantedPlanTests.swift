import Almanac
import Care
import FileTesting
import Foundation
import Glibc
import Host
import Household
import Ledger
import Testing

@testable import TendDaemon

/// What another user planted in our directories is neither a plan nor a record, and stops no reminder.
@Suite(.enabled(if: geteuid() == 0, "only root can make files of another user"))
struct PlantedPlanTests {
  let home: Home
  let journal: PaperJournal
  private let other: uid_t = 65_534

  init() throws {
    home = try Home()
    journal = try PaperJournal(home.journalPath)
    try home.writePlan(home.medication(at: 10))
    try opened().start()
  }

  private func opened() throws -> Daemon {
    let (ledger, lock) = try TendDaemonMain.open(home.household)
    return try home.daemon(ledger: ledger, lock: lock)
  }

  private func plant(_ path: String, _ text: String = "") throws {
    try? FileManager.default.removeItem(atPath: path)
    try write(text, to: path)
    #expect(chown(path, other, other) == 0)
  }

  /// tendd starts, looks once the dose is due, and tells it.
  private func tellsTheDose(_ mark: String = "due") throws -> Daemon {
    home.turnClock(to: 10)
    let daemon = try opened()
    try daemon.start()
    let lines = journal.lines("reminder")
    #expect(lines.map { $0["TEND_STATE"] } == [mark])
    #expect(lines.first?["TEND_ENTRY"] == "cromolyn")
    return daemon
  }

  @Test(arguments: ["plan.toml", "plan.d/more.toml", "settings.toml"])
  func aFileOfAnotherUserIsNoPlan(name: String) throws {
    try? FileManager.default.createDirectory(
      atPath: home.paths.planDirectory, withIntermediateDirectories: true)
    try plant(home.paths.configDirectory + "/" + name, home.medication("poison", at: 10))
    _ = try tellsTheDose()
    #expect(journal.lines("plan-rejected").first?["MESSAGE"]?.contains("another user") == true)
  }

  @Test func aDirectoryOfAnotherUserHoldsNoPlan() throws {
    try FileManager.default.createDirectory(
      atPath: home.paths.planDirectory, withIntermediateDirectories: true)
    try write(home.medication("poison", at: 10), to: home.paths.planDirectory + "/more.toml")
    #expect(chown(home.paths.planDirectory, other, other) == 0)
    _ = try tellsTheDose()
    #expect(journal.lines("plan-rejected").count == 1)
  }

  @Test func aConfigDirectoryEverybodyMayWriteToHoldsNoPlan() throws {
    try home.writePlan(home.medication("poison", at: 10))
    #expect(chmod(home.paths.configDirectory, 0o777) == 0)
    _ = try tellsTheDose()
    #expect(journal.lines("plan-rejected").count == 1)
  }

  @Test(arguments: ["ledger.sqlite", "ledger.sqlite-wal"])
  func aRecordOfAnotherUserIsNotWrittenTo(name: String) throws {
    try plant(home.paths.stateDirectory + "/" + name, "planted")
    let daemon = try tellsTheDose("unrecorded")
    #expect(!daemon.register.isRecording)
    let said = journal.lines("unrecorded").first?["MESSAGE"] ?? ""
    #expect(said.contains("look who put it there"), "\(said)")
    let path = home.paths.stateDirectory + "/" + name
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "planted")
    // Once it is moved away, the record goes on.
    try FileManager.default.removeItem(atPath: path)
    home.turnClock(to: 11)
    daemon.look()
    #expect(daemon.register.isRecording)
  }

  @Test func copiesOfAnotherUserAreNotOffered() throws {
    let shelf = home.household.backups
    let copy = try shelf.make(.manual, at: home.clock.now, home.ledger().backUp)
    #expect(chown(copy.path, other, other) == 0)
    #expect(shelf.newestGood() == nil)
    #expect(chown(shelf.directory, other, other) == 0)
    home.turnClock(to: 200)
    let daemon = try opened()
    try daemon.start()
    #expect(journal.lines("backup-failed").count == 1)
  }
}
