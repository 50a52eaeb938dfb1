import BusTesting
import FileTesting
import Foundation
import Host
import Household
import Testing

@testable import TendCommands

/// `tend test-channels`.
struct TestChannelsTests {
  private static let plan =
    SamplePlan.midostaurin + """

      [contact.jonas]
      name = "Jonas"
      email = "jonas@example.org"
      channels = ["phone"]
      hours = "01:00-02:00"

      """

  private func world(_ script: String, _ more: String = "") throws -> CommandWorld {
    let world = try CommandWorld(
      plan: Self.plan,
      settings: """
        [channel.phone]
        command = ["./tell"]
        \(more)
        [remind.critical]
        escalate = [ { after = "15m", contact = "jonas" } ]

        """)
    try world.writeProgram("#!/bin/sh\n\(script)\n", to: try world.household.paths.configDirectory + "/tell")
    return world
  }

  private func said(_ world: CommandWorld) throws -> String {
    try String(contentsOfFile: world.directory.path + "/said", encoding: .utf8)
  }

  @Test func everyChannelAndRungIsTriedWithATestThatSaysNothingOfThePlan() throws {
    let world = try world("{ env; cat; } | grep -a -e TEND_ -e '{' >>\"$HOME/said\"")
    let ran = try world.tend("test-channels", "phone", "--json")
    #expect(ran.code == 0, "\(ran.output)")
    let items = try ran.items()
    let keys = try JSONReference.keys(under: "Tests of channels").sorted()
    #expect(items.allSatisfy { $0.keys.sorted() == keys })
    #expect(items.map { $0["contact"] as? String } == [nil, "jonas"])
    #expect(items.allSatisfy { $0["result"] as? String == "told" })
    let said = try said(world)
    #expect(said.contains("TEND_EVENT=test"))
    #expect(said.contains("TEND_TITLE=TEST of Tend"))
    // The way is that of an escalation, whatever the hour.
    #expect(said.contains("TEND_EMAIL=jonas@example.org"))
    #expect(!said.contains("idostaurin") && !said.contains("aria"))
    // It tells, and records nothing.
    #expect(try world.listing("history", "--all").allSatisfy { $0["event"] as? String != "delivery" })
  }

  @Test(arguments: [
    ("phon", "there is no channel and no contact “phon”; did you mean “phone”?"),
    ("carol", "there is no channel and no contact “carol”"),
    ("ana", "Ana has no channels, and no escalation names any for them"),
  ])
  func aNameThatIsNotThereIsSaidWithThoseThatAre(name: String, words: String) throws {
    let world = try world("exit 0")
    let ran = try world.tend("test-channels", name)
    #expect(ran.code == 64)
    #expect(ran.problems.contains(words), "\(ran.problems)")
    if name != "ana" { #expect(ran.problems.contains("there are journal, desktop, phone and jonas")) }
  }

  @Test func aContactIsTriedAlone() throws {
    let ran = try world("exit 0").tend("test-channels", "jonas")
    #expect(ran.lines == ["phone to jonas  told"])
  }

  @Test func whatFailsSaysWhyAndHasItsExitCode() throws {
    let world = try world("[ -n \"$TEND_CONTACT\" ] || { echo no route >&2; exit 3; }")
    let some = try world.tend("test-channels", "phone")
    #expect(some.code == 5)
    #expect(
      some.lines == ["phone           refused: ended with exit code 3: no route", "phone to jonas  told"])
    let none = try self.world("exit 1").tend("test-channels", "phone")
    #expect(none.code == 1)
    let hanging = try self.world("sleep 9", "timeout = \"1s\"").tend("test-channels", "jonas")
    #expect(hanging.lines.first?.hasPrefix("phone to jonas  timed out") == true)
  }

  @Test func withoutANameTheJournalTheDesktopAndTheHeartbeatAreTriedToo() throws {
    let world = try world(
      "echo \"$TEND_EVENT\" >>\"$HOME/said\"", "[channel.alive]\ncommand = [\"./tell\"]\nheartbeat = \"5m\"")
    let ran = try world.tend("test-channels", "--json")
    #expect(ran.code == 5)
    let results = try ran.items().map { "\($0["channel"] ?? "") \($0["result"] ?? "")" }
    #expect(
      results == ["journal refused", "desktop refused", "phone told", "alive told", "phone told"])
    #expect(try said(world).split(separator: "\n").sorted() == ["heartbeat", "test", "test"])
  }

  @Test(.enabled(if: PrivateBus.whyNot == nil))
  func thePopupIsMarked() throws {
    let world = try world("exit 0")
    let bus = try PrivateBus()
    let desktop = try ServedDesktop(on: bus)
    world.environment["DBUS_SESSION_BUS_ADDRESS"] = desktop.address
    #expect(try world.tend("test-channels", "desktop").code == 0)
    #expect(desktop.end() == ["TEST of Tend: nothing is due"])
    withExtendedLifetime(bus) {}
  }
}
