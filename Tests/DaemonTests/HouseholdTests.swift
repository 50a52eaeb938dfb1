import Almanac
import Care
import FileTesting
import Foundation
import Host
import Household
import Ledger
import PlanFile
import Testing

@Suite struct HouseholdTests {
  let home: Home

  init() throws { home = try Home() }

  private func plan(_ text: String) throws -> Plan {
    try #require(
      PlanLoader.load([SourceFile(path: "plan.toml", text: Array(text.utf8))]) { _ in true }
        .plan)
  }

  /// Seconds against now: when the file was put there, what the clock shows, when Tend last looked, and since when
  /// the entry is to count.
  @Test(arguments: [
    (written: Int64(-30), clock: Int64(0), processed: Int64?(-60), since: Int64(-30)),
    // From the future: a file of another machine, or a clock that was set back since.
    (written: 5000, clock: 0, processed: -60, since: 0),
    (written: 5000, clock: 0, processed: nil, since: 0),
    // A machine without a clock of its own, started in 1970: not everything since then is to be caught up on.
    (written: -30, clock: -1_700_000_000, processed: -60, since: -60),
    (written: -1_700_000_000, clock: -1_700_000_000, processed: -60, since: -60),
  ])
  func aChangedEntryCountsFromWhenItsFileWasPutThere(
    written: Int64, clock: Int64, processed: Int64?, since: Int64
  ) throws {
    let base = Release.date + 7 * 86_400
    home.clock.now = base
    let ledger = try home.ledger(mayMigrate: true)
    if let processed {
      try ledger.transaction(home.origin, home.stamp) { try $0.setLastProcessed(base + processed) }
    }
    home.clock.now = base + clock
    let files = PlanFiles(plan: [], modifiedAt: base + written)
    _ = try home.household.accept(
      try plan(home.medication(at: 0)), files, into: ledger, origin: home.origin)
    let id = try #require(EntryID("cromolyn"))
    #expect(try ledger.read { try $0.entrySince()[id]?.since } == base + since)
  }

  /// Both were changed while Tend was away, one after the other.
  @Test func anEntryCountsFromWhenItsOwnFileWasPutThere() throws {
    let (first, second) = (try #require(EntryID("first")), try #require(EntryID("second")))
    func text(_ id: EntryID) -> String { "[medication.\(id)]\nname = \"\(id)\"\nat = \"08:00\"\n" }
    try home.writePlan(text(first))
    try FileManager.default.createDirectory(
      atPath: home.paths.planDirectory, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    try write(text(second), to: home.paths.planDirectory + "/b.toml")
    var files = try home.household.readPlanFiles()
    let newest = try #require(files.modifiedAt)
    files.setTime(newest - 3600, of: "plan.toml")
    home.clock.now = newest
    let ledger = try home.ledger(mayMigrate: true)
    let plan = try #require(home.household.load(files).plan.plan)
    _ = try home.household.accept(plan, files, into: ledger, origin: home.origin)
    let since = try ledger.read { try $0.entrySince().mapValues(\.since) }
    #expect(since == [first: newest - 3600, second: newest])
  }

  @Test func aFileCountsFromWhenItWasPutThereNotFromWhenItWasWritten() throws {
    let old = home.directory.file("old.toml")
    try write("", to: old)
    #expect(try Command("touch", "-d", "2020-01-01", old).status == 0)
    #expect(try Command("cp", "-p", old, home.paths.planFile).status == 0)
    let copied = try #require(try home.household.readPlanFiles().modifiedAt)
    #expect(abs(copied - WallClock.system.now()) < 60)
  }

  @Test func theSettingsAreKeptWithThePlan() throws {
    try home.writePlan(home.medication(at: 0))
    try write("privacy = \"discreet\"\n", to: home.paths.settingsFile)
    let files = try home.household.readPlanFiles()
    let kept = PlanFiles(PlanText(revision: 1, hash: "", acceptedAt: home.start, files: files.texts))
    #expect(kept.plan.map(\.path) == ["plan.toml"])
    #expect(kept.settings?.text == files.settings?.text)
    #expect(kept.digest == files.digest)
    var other = files
    other.settings = nil
    #expect(other.digest != files.digest)
  }

  @Test func theFilesOfAPlanAreReadInTheOrderOfTheirNames() throws {
    try FileManager.default.createDirectory(
      atPath: home.paths.planDirectory, withIntermediateDirectories: true)
    for name in ["b.toml", "a.toml", ".a.toml.swp", "#a.toml", "a.toml~", "notes.txt"] {
      try write("", to: home.paths.planDirectory + "/" + name)
    }
    try home.writePlan("")
    #expect(
      try home.household.readPlanFiles().plan.map(\.path) == ["plan.toml", "plan.d/a.toml", "plan.d/b.toml"])
  }

  @Test func oneLedgerHasOneTendd() throws {
    let owned = try home.household.openLedgerAsOwner()
    #expect(throws: HouseholdError.alreadyRunning(process: Int(getpid()))) {
      try home.household.openLedgerAsOwner()
    }
    #expect(owned.lock.isHeld)
    let message = HouseholdError.networkFileSystem(path: "/home/x", kind: "nfs4").description
    #expect(message.contains("nfs4") && message.contains("XDG_STATE_HOME"))
  }

  @Test func whatIsMadeIsPrivate() throws {
    _ = try home.household.openLedgerAsOwner()
    for path in [home.paths.configDirectory, home.paths.stateDirectory] {
      #expect(try permissions(of: path) == 0o700)
    }
    for path in [home.paths.ledgerFile, home.paths.lockFile] {
      #expect(try permissions(of: path) == 0o600)
    }
  }
}
