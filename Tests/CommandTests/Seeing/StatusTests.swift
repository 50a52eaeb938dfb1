import FileTesting
import Foundation
import Glibc
import Host
import Household
import Testing

@testable import TendCommands

struct StatusTests {
  @Test(arguments: [(1, "1 mistake"), (2, "2 mistakes")])
  func aListingSaysThatItShowsTheLastGoodPlan(mistakes: Int, said: String) throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.writePlan(SamplePlan.midostaurin + ["x = 1\n", "y = 1\n"].prefix(mistakes).joined())
    let ran = try world.tend("today")
    #expect(ran.code == 0)
    #expect(
      ran.problems.hasPrefix("tend: the plan has \(said) (see tend check); showing the last good one\n"))
  }

  @Test func whereThereIsNoLastGoodPlanNoneIsSaidToBeShown() throws {
    let world = try CommandWorld()
    try world.writePlan(SamplePlan.midostaurin + "x = 1\n")
    let ran = try world.tend("today")
    #expect(ran.code == 78)
    #expect(ran.problems.hasPrefix("tend: plan.toml:"))
    #expect(!ran.problems.contains("last good one"))
  }

  /// Runs a body while tendd holds its lock.
  private func running<T>(_ world: CommandWorld, _ body: () throws -> T) throws -> T {
    let owner = try world.household.openLedgerAsOwner()
    defer { owner.lock.release() }
    return try body()
  }

  @Test func allIsWellWhileTenddRunsAGoodPlan() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "08:05")
    let ran = try running(world) { try world.tend("status", "--json") }
    #expect(ran.code == 0, "\(ran.problems)")
    let status = try ran.json()
    #expect(status["running"] as? Bool == true)
    #expect(status["process"] as? Int == Int(getpid()))
    #expect(status["due"] as? Int == 1)
    #expect(status["missed"] as? Int == 0)
    #expect(status["last_processed"] as? String == "2026-12-03T08:05:00+01:00")
    #expect((status["next"] as? String)?.contains("Midostaurin") == true)
    #expect((status["warnings"] as? [String])?.isEmpty == true)
  }

  @Test func aStoppedTenddIsSaidAndHasItsExitCode() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    let ran = try world.tend("status")
    #expect(ran.code == 69)
    #expect(ran.output.contains("not running: nothing reminds"))
    #expect(try world.tend("due").problems.contains("nothing reminds"))
    #expect(try running(world) { try world.tend("due") }.problems.isEmpty)
  }

  @Test func aPlanWithMistakesIsShownWithThem() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.writePlan(SamplePlan.midostaurin + "\n[medication.x]\nnaem = \"X\"\n")
    let ran = try running(world) { try world.tend("status", "--json") }
    #expect(ran.code == 78)
    let plan = try #require(try ran.json()["plan"] as? [String: Any])
    #expect(plan["state"] as? String == "bad")
    #expect(plan["entries"] as? Int == 1)
    let diagnostics = try #require(plan["diagnostics"] as? [String])
    #expect(diagnostics.contains { $0.hasPrefix("plan.toml:") && $0.contains("naem") })
    let printed = try running(world) { try world.tend("status") }
    #expect(printed.output.contains("the last good one goes on, with 1 entry"))
  }

  @Test func aPlanThatLostItsEntriesIsAMistakeUntilItIsMeant() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.writePlan("")
    let ran = try running(world) { try world.tend("status") }
    #expect(ran.code == 78)
    #expect(ran.output.contains("tend reload --accept"))
  }

  @Test func beforeTenddEverRanTheStatusSaysSo() throws {
    let world = try CommandWorld()
    let ran = try world.tend("status")
    #expect(ran.code == 69)
    #expect(ran.output.contains("tend service install"))
    // A look leaves nothing behind.
    #expect(try FileManager.default.contentsOfDirectory(atPath: world.directory.path) == ["root"])
  }

  @Test func theNamesAreShownHoweverDiscreetTheSettings() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin, settings: "privacy = \"discreet\"\n")
    #expect(try world.tend("status").output.contains("Midostaurin"))
  }

  @Test(.enabled(if: geteuid() == 0, "giving a directory away takes root"))
  func aStateDirectoryOfAnotherUserIsNamedWhereTheRecordIsMissing() throws {
    let world = try CommandWorld()
    try world.writePlan(SamplePlan.midostaurin)
    let directory = try world.household.paths.stateDirectory
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    #expect(chown(directory, 65_534, 65_534) == 0)
    #expect(try world.tend("status").output.contains("\(directory): it belongs to another user"))
    #expect(try world.tend("due").problems.contains("it belongs to another user; look who made it"))
  }
}
