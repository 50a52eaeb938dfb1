import Care
import FileTesting
import Foundation
import Host
import Household
import Ledger
import Testing

@testable import TendCommands

/// How a change of the plan reaches the disk.
struct SavingTests {
  @Test func addsAtTheSameTimeAllSurvive() throws {
    let world = try CommandWorld(plan: "# Ours.\n")
    let household = try world.household
    let environment = world.environment
    let count = 12
    let finished = DispatchGroup()
    for number in 0..<count {
      finished.enter()
      // Threads of their own: a pool may run one after the other.
      Thread.detachNewThread {
        let context = CommandContext(
          household: household, environment: environment,
          printer: Printer(output: { _ in }, problems: { _ in }), terminal: .none, program: "tend")
        _ = TendMain.run(["add", "medication", "Number \(number)", "--at", "08:00"], in: context)
        finished.leave()
      }
    }
    finished.wait()
    let names = try world.listing("list").compactMap { $0["name"] as? String }
    #expect(Set(names) == Set((0..<count).map { "Number \($0)" }))
    #expect(try world.plan.hasPrefix("# Ours.\n"))
    #expect(try world.ledger { try $0.latestEvents(100, of: [.edited]) }.count == count)
  }

  @Test func aLinkedPlanStaysALinkAndItsTargetChanges() throws {
    let world = try CommandWorld()
    let target = world.directory.path + "/dotfiles/plan.toml"
    try world.write("# Under version control.\n", to: target)
    let link = try world.household.paths.planFile
    try FileManager.default.createDirectory(
      atPath: try world.household.paths.configDirectory, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "../../dotfiles/plan.toml")
    #expect(try world.tend("add", "medication", "A", "--at", "08:00").code == 0)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "../../dotfiles/plan.toml")
    let text = try String(contentsOfFile: target, encoding: .utf8)
    #expect(text.hasPrefix("# Under version control.\n") && text.contains("[medication.a]"))
  }

  @Test func nothingIsLeftBesideThePlan() throws {
    let world = try CommandWorld(plan: "# Ours.\n")
    try world.tend("add", "medication", "A", "--at", "08:00")
    try world.tend("set", "a", "at=09:00")
    let paths = try world.household.paths
    #expect(try FileManager.default.contentsOfDirectory(atPath: paths.configDirectory) == ["plan.toml"])
  }

  @Test func anEditIsKeptWithBothTexts() throws {
    let world = try CommandWorld(plan: "# Ours.\n")
    try world.tend("add", "medication", "A", "--at", "08:00", "--by", "Jonas")
    let event = try #require(try world.ledger { try $0.latestEvents(1, of: [.edited]).first })
    guard case .edited(let edit) = event.body else { return }
    #expect(edit.file == "plan.toml")
    #expect(edit.before == "# Ours.\n")
    #expect(edit.after == (try world.plan))
    #expect(event.origin.actor == "Jonas")
  }
}
