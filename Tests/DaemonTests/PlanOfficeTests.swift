import Almanac
import Care
import FileTesting
import Foundation
import Host
import Household
import Ledger
import Testing

@testable import TendDaemon

/// Which plan is in force, and what is said of it.
@Suite struct PlanOfficeTests {
  let home: Home
  let journal: PaperJournal

  init() throws {
    home = try Home()
    journal = try PaperJournal(home.journalPath)
  }

  private let broken = "[medication.yogurt]\nname = \"Yogurt\"\nat = \"25:99\"\n"
  private var good: String { home.medication(at: 3600) }

  /// The events of the plan, in their order.
  private var said: [String] {
    journal.lines.compactMap { $0["TEND_EVENT"] }.filter { $0.hasPrefix("plan-") }
  }

  private func office() throws -> PlanOffice { try home.daemon().office }

  @Test func aStartWithTheSamePlanSaysNothingOfIt() throws {
    try home.writePlan(good)
    for _ in 0..<3 { try home.daemon().start() }
    #expect(said == ["plan-accepted"])
  }

  @Test func aLinkToAPlanThatIsGoneKeepsThePlanThoughOtherFilesHaveEntries() throws {
    let real = home.paths.configDirectory + "/real"
    try home.writePlan(good)
    try FileManager.default.moveItem(atPath: home.paths.planFile, toPath: real)
    try FileManager.default.createSymbolicLink(atPath: home.paths.planFile, withDestinationPath: real)
    try FileManager.default.createDirectory(
      atPath: home.paths.planDirectory, withIntermediateDirectories: true)
    let other = home.medication("famotidine", at: 60)
    try Data(other.utf8).write(to: URL(filePath: home.paths.planDirectory + "/other.toml"))
    let daemon = try home.daemon()
    try daemon.start()
    try FileManager.default.removeItem(atPath: real)
    #expect(daemon.office.reload(settled: true))
    #expect(Set(daemon.office.planner.plan.entries.map(\.id.text)) == ["cromolyn", "famotidine"])
  }

  @Test func everyStartWithAPlanThatIsBadSaysSoAndGoesOnWithTheGoodOne() throws {
    try home.writePlan(good)
    try home.daemon().start()
    try home.writePlan(broken)
    for _ in 0..<2 { try home.daemon().start() }
    #expect(said == ["plan-accepted", "plan-rejected", "plan-rejected"])
    let line = try #require(journal.lines("plan-rejected").first)
    #expect(line["MESSAGE"]?.contains("plan.toml:3:6") == true)
    #expect(line["PRIORITY"] == "3")
    #expect(try home.ledger().read { try $0.openOccurrences() }.map(\.facts.name).contains("Cromolyn"))
  }

  @Test func badNewsIsHeldBackUntilTheFilesHaveSettled() throws {
    try home.writePlan(good)
    let daemon = try home.daemon()
    try daemon.start()
    for text in [broken, "", home.medication("famotidine", at: 60)] {
      try home.writePlan(text)
      #expect(!daemon.office.reload(settled: false))
    }
    try FileManager.default.removeItem(atPath: home.paths.planFile)
    #expect(!daemon.office.reload(settled: false))
    #expect(said == ["plan-accepted"])
    #expect(daemon.office.planner.plan.entries.map(\.id.text) == ["cromolyn"])
  }

  @Test func aPlanThatIsMendedSaysSoEvenIfItIsTheOldOneAgain() throws {
    try home.writePlan(good)
    let daemon = try home.daemon()
    try daemon.start()
    for text in [broken, broken, good, good] {
      try home.writePlan(text)
      #expect(daemon.office.reload(settled: true))
    }
    _ = daemon.register.deliver(daemon.office.wording, home.clock.now)
    #expect(said == ["plan-accepted", "plan-rejected", "plan-accepted"])
  }

  @Test func aPlanMendedWhileTenddWasStoppedSaysSo() throws {
    try home.writePlan(good)
    try home.daemon().start()
    try home.writePlan(broken)
    try home.daemon().start()
    try home.writePlan(good)
    for _ in 0..<2 { try home.daemon().start() }
    #expect(said == ["plan-accepted", "plan-rejected", "plan-accepted"])
  }

  @Test(arguments: [true, false])
  func aPlanWithoutEntriesIsBadUntilSomeoneMeansIt(_ isRemoved: Bool) throws {
    try home.writePlan(good)
    let daemon = try home.daemon()
    try daemon.start()
    if isRemoved {
      try FileManager.default.removeItem(atPath: home.paths.planFile)
    } else {
      try home.writePlan("")
    }
    _ = daemon.office.reload(settled: true)
    daemon.look()
    #expect(said == ["plan-accepted", "plan-rejected"])
    #expect(daemon.office.planner.plan.entries.count == 1)

    let files = try home.household.readPlanFiles()
    _ = try home.household.accept(Plan(), files, into: try home.ledger(), origin: home.origin)
    _ = daemon.office.reload(settled: true)
    daemon.look()
    #expect(said == ["plan-accepted", "plan-rejected", "plan-accepted"])
    #expect(try home.ledger().read { try $0.openOccurrences() }.isEmpty)
  }

  @Test func aFileThatCannotBeReadKeepsThePlan() throws {
    try home.writePlan(good)
    let daemon = try home.daemon()
    try daemon.start()
    // Root reads everything, so it is a directory here and not a file without permissions.
    try FileManager.default.removeItem(atPath: home.paths.planFile)
    try FileManager.default.createDirectory(atPath: home.paths.planFile, withIntermediateDirectories: false)
    _ = daemon.office.reload(settled: true)
    daemon.look()
    #expect(journal.lines("plan-rejected").first?["MESSAGE"]?.contains("regular file") == true)
    #expect(daemon.office.planner.plan.entries.count == 1)
  }

  @Test func aMistakeInTheSettingsDoesNotHoldUpThePlan() throws {
    try home.writePlan(good)
    try write("privacy = \"discreet\"\n", to: home.paths.settingsFile)
    let daemon = try home.daemon()
    try daemon.start()
    try write("privacy = \"discrete\"\n", to: home.paths.settingsFile)
    try home.writePlan(good + home.medication("famotidine", at: 60))
    for _ in 0..<3 { _ = daemon.office.reload(settled: true) }
    daemon.look()
    #expect(said == ["plan-accepted", "plan-accepted", "plan-rejected"])
    #expect(daemon.office.planner.plan.entries.count == 2)
    #expect(daemon.office.wording.privacy == .discreet)
  }

  @Test func whoAskedForDiscretionHasItAlsoWhenTheSettingsAreBrokenAtTheStart() throws {
    try home.writePlan(home.medication(at: 10))
    try write("privacy = \"discreet\"\n", to: home.paths.settingsFile)
    try home.daemon().start()
    try write("privacy = discreet\n", to: home.paths.settingsFile)
    home.turnClock(to: 10)
    try home.daemon().start()
    let line = try #require(journal.lines("reminder").first)
    #expect(line.values.allSatisfy { !$0.localizedCaseInsensitiveContains("cromolyn") })
  }

  @Test func theJournalAloneCanBeDiscreet() throws {
    try home.writePlan(home.medication(at: 10))
    try write("[channel.journal]\nprivacy = \"discreet\"\n", to: home.paths.settingsFile)
    let daemon = try home.daemon()
    try daemon.start()
    home.turnClock(to: 10)
    daemon.look()
    let line = try #require(journal.lines("reminder").first)
    #expect(line.values.allSatisfy { !$0.localizedCaseInsensitiveContains("cromolyn") })
    #expect(daemon.office.wording.privacy == .full)
  }

  @Test func anOlderPlanThatReadsIsBetterThanNone() throws {
    try home.writePlan(good)
    try home.daemon().start()
    let ledger = try home.ledger()
    try ledger.transaction(home.origin, home.stamp) { ledger in
      _ = try ledger.keepPlan(files: [PlanText.File(path: "plan.toml", text: broken)], hash: "x")
    }
    try home.writePlan(broken)
    let daemon = try home.daemon()
    try daemon.start()
    #expect(daemon.office.planner.plan.entries.map(\.id.text) == ["cromolyn"])
    #expect(journal.lines.contains { $0["MESSAGE"]?.contains("looking for an older one") == true })
  }

  @Test func aPlanAcceptedWhileNothingCanBeRecordedIsRecordedLater() throws {
    let daemon = try home.daemon(ledger: try home.ledger(mayMigrate: true))
    try daemon.start()
    try home.writePlan(good)
    try home.ledger().transaction(home.origin, home.stamp) { _ in
      _ = daemon.office.reload(settled: true)
      daemon.look()
    }
    #expect(daemon.office.planner.plan.entries.count == 1)
    #expect(try home.ledger().read { try $0.latestPlan() }?.files.isEmpty == true)
    daemon.look()
    #expect(try home.ledger().read { try $0.latestPlan() }?.files.map(\.text) == [good])
  }
}
