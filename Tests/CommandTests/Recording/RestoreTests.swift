import Almanac
import Care
import FileTesting
import Foundation
import Host
import Household
import Ledger
import Testing

@testable import TendCommands

/// `tend backup` and `tend restore`.
struct RestoreTests {
  let world: CommandWorld

  init() throws {
    world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "08:05")
  }

  private var copyPath: String { world.directory.path + "/copy.sqlite" }
  private var ledgerFile: String { get throws { try world.household.paths.ledgerFile } }

  private func damage() throws {
    try world.write("garbage", to: ledgerFile)
    for side in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: ledgerFile + side) }
  }

  @Test func aCopyGoesWhereItIsWantedAndOverwritesNothing() throws {
    let ran = try world.tend("backup", copyPath)
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(ran.output.hasPrefix("Copied and checked: \(copyPath), "))
    #expect(LedgerCopy.problem(at: copyPath) == nil)
    let again = try world.tend("backup", copyPath)
    #expect(again.code == 4)
    #expect(again.problems.contains("nothing was overwritten"))
    #expect(try world.tend("backup", world.directory.path + "/nowhere/copy").code != 0)
  }

  @Test func copiesAreListedNewestFirst() throws {
    #expect(try world.tend("backup", "--list").output == "There are no copies yet.\n")
    try world.tend("backup")
    try world.goes(to: "09:00")
    try world.tend("backup")
    let items = try world.listing("backup", "--list")
    #expect(
      items.map { $0["made_at"] as? String } == ["2026-12-03T09:00:00+01:00", "2026-12-03T08:05:00+01:00"])
    #expect(items.allSatisfy { $0["kind"] as? String == "manual" && ($0["bytes"] as? Int ?? 0) > 0 })
    #expect(items.allSatisfy { $0.keys.sorted() == ["bytes", "file", "kind", "made_at"] })
    #expect(try world.tend("backup", "--list").lines.count == 3)
    let status = try world.tend("status", "--json").json()
    #expect(status["backup"] as? String == items.first?["file"] as? String)
    #expect(status["backup_made_at"] as? String == "2026-12-03T09:00:00+01:00")
  }

  @Test func goingBackSaysWhatIsLostAndCanBeUndone() throws {
    try world.tend("backup", copyPath)
    try world.goes(to: "08:10")
    try world.tend("take", "midostaurin")
    try world.goes(to: "09:00")

    let dry = try world.tend("restore", copyPath, "--dry-run")
    #expect(dry.code == 0, "\(dry.problems)")
    #expect(dry.output.contains("would be"))
    #expect(dry.output.contains("1 entry by people"))
    #expect(dry.output.contains("08:10  Taken: Midostaurin 100 mg"))
    #expect(try world.occurrence(of: "midostaurin", at: "08:00").state.answer != nil)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: world.household.paths.stateDirectory).allSatisfy {
        !$0.contains("restoring")
      })

    let ran = try world.tend("restore", copyPath, "--by", "ana")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(try world.occurrence(of: "midostaurin", at: "08:00").state.answer == nil)
    let loss = try #require(try world.ledger { try $0.losses().last })
    #expect((loss.cause, loss.until) == (.restored, world.now))
    #expect(try world.ledger { try $0.latestEvents(1).first?.origin.actor } == "ana")
    #expect(try world.ledger { try $0.openLoss() } == nil)

    // What was told already is in doubt too where its answer may have been lost.
    #expect(try world.occurrence(of: "midostaurin", at: "08:00").facts.caution == .recordLost)
    #expect(try world.tend("due").output.contains("record lost — check before giving"))
    try world.tendd(until: "20:05")
    #expect(try world.occurrence(of: "midostaurin", at: "20:00").facts.caution == nil)

    let kept = try #require(loss.setAside) + "/ledger.sqlite"
    #expect(ran.output.contains("tend restore \(kept)"))
    let undone = try world.tend("restore", kept)
    #expect(undone.code == 0, "\(undone.problems)")
    #expect(try world.occurrence(of: "midostaurin", at: "08:00").state.answer?.outcome == .taken)
    let ledger = try world.household.openLedger()
    #expect(try ledger.verifyDerived().isEmpty)
    #expect(try ledger.integrityProblems().isEmpty)
  }

  @Test func aCopyOnTheShelfIsFoundByItsName() throws {
    try world.tend("backup")
    let file = try #require(try world.listing("backup", "--list").first?["file"] as? String)
    let name = try #require(file.split(separator: "/").last.map(String.init))
    #expect(try world.tend("restore", name, "--dry-run").output.contains(name))
  }

  @Test func aRunningTenddDoesNotStandInTheWay() throws {
    try world.tend("backup", copyPath)
    let owner = try world.household.openLedgerAsOwner()
    defer { owner.lock.release() }
    let ran = try world.tend("restore", copyPath)
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(try owner.ledger.read { try $0.losses().map(\.cause) } == [.restored])
    try owner.ledger.transaction(
      EventOrigin(actor: "t", channel: "t"), try world.household.stamp()
    ) { _ = try $0.append(NewEvent(.stopped(reason: "t"))) }
  }

  @Test func overADamagedRecordItIsSetAsideWithoutTenddAndLeftToTenddWithIt() throws {
    try world.tend("backup", copyPath)
    try damage()
    let lock = FileLock(path: try world.household.paths.lockFile)
    #expect(try lock.tryAcquire())
    let refused = try world.tend("restore", copyPath)
    #expect(refused.code == 4)
    #expect(refused.problems.contains("systemctl --user restart tend"))
    lock.release()
    let ran = try world.tend("restore", copyPath)
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(ran.output.contains("the ledger is damaged"))
    let place = try #require(try world.ledger { try $0.losses().last }?.setAside)
    #expect(try String(contentsOfFile: place + "/ledger.sqlite", encoding: .utf8) == "garbage")
    #expect(try world.occurrence(of: "midostaurin", at: "08:00").state.isOpen)
  }

  @Test func aCopyOfAnOlderVersionIsBroughtUpToDate() throws {
    let original = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "LedgerTests/Fixtures/version1.sqlite")
      .path(percentEncoded: false)
    let fixture = world.directory.path + "/version1.sqlite"
    try FileManager.default.copyItem(atPath: original, toPath: fixture)
    let ran = try world.tend("restore", fixture)
    #expect(ran.code == 0, "\(ran.problems)")
    let ledger = try world.household.openLedger()
    #expect(try ledger.read { try $0.eventCount() } >= 26)
    #expect(try ledger.verifyDerived().isEmpty)
    #expect(LedgerCopy.problem(at: fixture) == nil)
  }

  @Test(
    arguments: [
      ("no such file", nil, 69), ("damaged", "garbage", 65), ("empty", "", 65),
    ] as [(String, String?, CInt)])
  func whatIsNoCopyChangesNothing(what: String, content: String?, code: CInt) throws {
    if let content { try world.write(content, to: copyPath) }
    let before = try world.ledger { try $0.lastEventNumber() }
    let ran = try world.tend("restore", copyPath)
    #expect(ran.code == code, "\(what): \(ran.problems)")
    #expect(ran.problems.contains("tend backup --list"))
    #expect(try world.ledger { try $0.lastEventNumber() } == before)
  }

  @Test func ofACopyThatIsTornNothingIsTaken() throws {
    try world.tend("backup", copyPath)
    let file = try #require(FileHandle(forUpdatingAtPath: copyPath))
    let size = try file.seekToEnd()
    for page in 3..<(size / 4096) {
      try file.seek(toOffset: page * 4096)
      try file.write(contentsOf: Data(repeating: 0xAA, count: 2048))
    }
    try file.close()
    let ran = try world.tend("restore", copyPath)
    #expect(ran.code == 65, "\(ran.output)\(ran.problems)")
  }

  @Test func aLostRecordIsInTheStatusUntilSomeoneKnows() throws {
    try world.tend("backup")
    try damage()
    #expect(try world.tend("take", "midostaurin").code == 65)
    #expect(try world.tend("take", "midostaurin").problems.contains("tend restore"))
    let broken = try world.tend("status")
    #expect(broken.output.contains("damaged"))
    try world.tendd()
    let status = try world.tend("status", "--json").json()
    let said = try #require(status["record_lost"] as? String)
    #expect(said.contains("THE RECORD IS LOST") && said.contains("tend restore "))
    #expect((status["warnings"] as? [String])?.contains(said) == true)
    #expect(try world.tend("due").output.contains("record lost — check before giving"))
    #expect(
      try world.tend("restore", "--none", "--by", "ana").output.contains("Ana knows of the lost record"))
    #expect(try world.tend("status", "--json").json()["record_lost"] is NSNull)
    #expect(try world.tend("restore", "--none").code == 1)
  }

  @Test func aPlanThatWasAcceptedComesBackAndWhatWasThereIsKept() throws {
    let accepted = try world.plan
    try world.writePlan("[medication\n")
    try world.write("# later\n", to: world.household.paths.planDirectory + "/later.toml")
    let dry = try world.tend("restore", "--plan", "--dry-run")
    #expect(dry.output.contains("+[medication.midostaurin]"))
    #expect(try world.plan == "[medication\n")
    let ran = try world.tend("restore", "--plan")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(try world.plan == accepted)
    #expect(!Directories.exists(try world.household.paths.planDirectory + "/later.toml"))
    let place = try #require(
      try FileManager.default.contentsOfDirectory(atPath: world.household.paths.setAsideDirectory).first)
    let kept = try world.household.paths.setAsideDirectory + "/\(place)"
    #expect(try String(contentsOfFile: kept + "/plan.toml", encoding: .utf8) == "[medication\n")
    #expect(try String(contentsOfFile: kept + "/plan.d/later.toml", encoding: .utf8) == "# later\n")
    #expect(try world.tend("restore", "--plan").output.contains("as it was accepted"))
    #expect(try world.tend("restore", "--plan", "--revision", "99").code == 1)
  }

  @Test(arguments: [[], ["x", "--none"], ["--revision", "1", "x"], ["--none", "--dry-run"]])
  func oneThingAtATime(words: [String]) throws {
    #expect(try world.tend(["restore"] + words).code == 64)
  }
}
