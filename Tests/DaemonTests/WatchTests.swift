import Almanac
import Care
import FileTesting
import Foundation
import Host
import Ledger
import Systemd
import Testing

@testable import TendDaemon

/// Real files, a real loop and the real clock: which changes are seen, and how often they are read.
@Suite struct WatchTests {
  let home: Home
  let journal: PaperJournal

  init() throws {
    home = try Home(wallClock: .system)
    journal = try PaperJournal(home.journalPath)
  }

  private func startedDaemon(_ text: String) throws -> Daemon {
    try home.writePlan(text)
    let daemon = try home.daemon()
    try daemon.start()
    return daemon
  }

  private func entries(_ daemon: Daemon) -> [String] { daemon.office.planner.plan.entries.map(\.id.text) }
  private func plan(_ ids: String...) -> String { ids.map { home.medication($0, at: 3600) }.joined() }
  private func move(_ from: String, _ to: String) throws {
    guard rename(from, to) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
  }

  /// How editors save.
  enum Saving: CaseIterable {
    case inPlace, renaming, backupFirst, unlinkFirst
  }

  private func save(_ text: String, _ saving: Saving, to path: String) throws {
    let bytes = Array(text.utf8)
    switch saving {
    case .renaming:
      try write(text, to: path + ".new")
      try move(path + ".new", path)
      return
    case .inPlace: break
    case .backupFirst: try move(path, path + "~")
    case .unlinkFirst: try FileManager.default.removeItem(atPath: path)
    }
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    #expect(Glibc.write(file, bytes, bytes.count) == bytes.count)
    close(file)
  }

  @Test(arguments: Saving.allCases)
  func aPlanIsReadHoweverItIsSaved(_ saving: Saving) throws {
    let daemon = try startedDaemon(plan("cromolyn"))
    try save(plan("cromolyn", "famotidine"), saving, to: home.paths.planFile)
    #expect(try daemon.loop.turns { entries(daemon).count == 2 })
    #expect(journal.lines("plan-rejected").isEmpty)
  }

  @Test(arguments: [Saving.backupFirst, .unlinkFirst, .inPlace])
  func whatIsReadInTheMiddleOfSavingIsNotBelieved(_ saving: Saving) throws {
    let daemon = try startedDaemon(plan("cromolyn"))
    let path = home.paths.planFile
    switch saving {
    case .backupFirst: try move(path, path + "~")
    case .unlinkFirst: try FileManager.default.removeItem(atPath: path)
    default: try write("", to: path)
    }
    // The first reading comes at once, in the middle.
    while try daemon.loop.turn() {}
    try write(plan("cromolyn", "famotidine"), to: path)
    #expect(try daemon.loop.turns { entries(daemon).count == 2 })
    #expect(journal.lines("plan-rejected").isEmpty)
  }

  @Test func aPlanThatStaysBrokenIsReportedOnceItHasSettled() throws {
    let daemon = try startedDaemon(plan("cromolyn"))
    try home.writePlan("[medication.cromolyn\n")
    #expect(try daemon.loop.turns { !journal.lines("plan-rejected").isEmpty })
    #expect(entries(daemon) == ["cromolyn"])
  }

  @Test func aHundredQuickSavesAreReadAFewTimes() throws {
    let daemon = try startedDaemon(plan("cromolyn"))
    for number in 0..<100 {
      try save(plan("cromolyn", "famotidine-\(number)"), .renaming, to: home.paths.planFile)
      _ = try daemon.loop.turn()
    }
    #expect(try daemon.loop.turns { entries(daemon) == ["cromolyn", "famotidine-99"] })
    #expect(try home.events([.planAccepted]).count <= 5)
  }

  @Test func aLinkIntoAnotherDirectoryIsFollowedAndPointedElsewhere() throws {
    let dotfiles = try home.directory.makeDirectory("dotfiles")
    try write(plan("cromolyn"), to: dotfiles + "/tend.toml")
    try FileManager.default.createSymbolicLink(
      atPath: home.paths.planFile, withDestinationPath: dotfiles + "/tend.toml")
    let daemon = try home.daemon()
    try daemon.start()
    try save(plan("cromolyn", "famotidine"), .renaming, to: dotfiles + "/tend.toml")
    #expect(try daemon.loop.turns { entries(daemon).count == 2 })

    try write(plan("cromolyn", "famotidine", "montelukast"), to: dotfiles + "/other.toml")
    try FileManager.default.createSymbolicLink(
      atPath: home.paths.planFile + ".new", withDestinationPath: dotfiles + "/other.toml")
    try move(home.paths.planFile + ".new", home.paths.planFile)
    #expect(try daemon.loop.turns { entries(daemon).count == 3 })
    try save(plan("cromolyn", "famotidine", "montelukast", "yogurt"), .inPlace, to: dotfiles + "/other.toml")
    #expect(try daemon.loop.turns { entries(daemon).count == 4 })
  }

  @Test func aDirectoryForMoreFilesMayComeLater() throws {
    let daemon = try startedDaemon(plan("cromolyn"))
    try FileManager.default.createDirectory(
      atPath: home.paths.planDirectory, withIntermediateDirectories: false)
    while try daemon.loop.turn() {}
    try write(plan("famotidine"), to: home.paths.planDirectory + "/more.toml")
    #expect(try daemon.loop.turns { entries(daemon).count == 2 })
  }

  @Test func theDirectoryOfThePlanMayGoAndComeBack() throws {
    let daemon = try startedDaemon(plan("cromolyn"))
    try move(home.paths.configDirectory, home.paths.configDirectory + ".old")
    #expect(try daemon.loop.turns { !journal.lines("plan-rejected").isEmpty })
    #expect(entries(daemon) == ["cromolyn"])
    try FileManager.default.createDirectory(
      atPath: home.paths.configDirectory, withIntermediateDirectories: true)
    try home.writePlan(plan("cromolyn", "famotidine"))
    #expect(try daemon.loop.turns { entries(daemon).count == 2 })
  }

  @Test func whatDoesNotBelongToThePlanIsNotRead() throws {
    let daemon = try startedDaemon(plan("cromolyn"))
    try daemon.loop.turns(untilQuietFor: .milliseconds(300))
    for name in [".plan.toml.swp", "4913", "plan.toml~", "notes.txt"] {
      try write("x", to: home.paths.configDirectory + "/" + name)
    }
    let before = daemon.looks
    try daemon.loop.turns(untilQuietFor: .milliseconds(300))
    #expect(daemon.looks == before)
  }

  @Test func theCommitsOfOthersAreSeenAndOursMakeNoLoop() throws {
    let daemon = try startedDaemon(plan("cromolyn"))
    try daemon.loop.turns(untilQuietFor: .milliseconds(300))
    let before = daemon.looks
    let ledger = try home.ledger()
    try ledger.transaction(home.origin, home.stamp) {
      _ = try $0.append(NewEvent(.stopped(reason: "a test")))
    }
    #expect(try daemon.loop.turns { !journal.lines("stopped").isEmpty })
    try daemon.loop.turns(untilQuietFor: .milliseconds(300))
    #expect(daemon.looks - before == 1)
  }

  @Test func anotherZoneOfTheMachineIsFollowed() throws {
    let daemon = try startedDaemon(plan("cromolyn"))
    try FileManager.default.createSymbolicLink(
      atPath: home.localtime + ".new", withDestinationPath: "/usr/share/zoneinfo/Asia/Kathmandu")
    try move(home.localtime + ".new", home.localtime)
    #expect(try daemon.loop.turns { daemon.office.planner.zones.machine.name == "Asia/Kathmandu" })
    #expect(try daemon.loop.turns { journal.lines("zone-changed").count == 1 })
  }

  @Test func aZoneThatIsNoLinkIsFollowedToo() throws {
    let daemon = try startedDaemon(plan("cromolyn"))
    let rules = try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Asia/Kathmandu"))
    try rules.write(to: URL(filePath: home.localtime + ".new"))
    try move(home.localtime + ".new", home.localtime)
    #expect(try daemon.loop.turns { daemon.office.planner.zones.machine.name == "localtime" })
  }

  @Test func aZoneThatIsGoneForAMomentIsNotAMove() throws {
    let daemon = try startedDaemon(plan("cromolyn"))
    try FileManager.default.removeItem(atPath: home.localtime)
    while try daemon.loop.turn() {}
    try FileManager.default.createSymbolicLink(
      atPath: home.localtime, withDestinationPath: "/usr/share/zoneinfo/Asia/Kathmandu")
    #expect(try daemon.loop.turns { !journal.lines("zone-changed").isEmpty })
    try daemon.loop.turns(untilQuietFor: .milliseconds(300))
    #expect(try home.events([.zoneChanged]).count == 1)
  }
}
