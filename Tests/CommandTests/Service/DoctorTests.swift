import BusTesting
import FileTesting
import Foundation
import Host
import Household
import Ledger
import Testing

@testable import TendCommands

/// `tend doctor`.
struct DoctorTests {
  /// A world whose service manager and journal say what they are told to.
  private func world(systemctl: String = "exit 1", journalctl: String = "exit 0", settings: String? = nil)
    throws -> CommandWorld
  {
    let world = try CommandWorld(plan: SamplePlan.midostaurin, settings: settings)
    let bin = world.directory.path + "/bin"
    try world.writeProgram("#!/bin/sh\n\(systemctl)\n", to: bin + "/systemctl")
    try world.writeProgram("#!/bin/sh\n\(journalctl)\n", to: bin + "/journalctl")
    world.environment["PATH"] = "\(bin):/usr/bin:/bin"
    return world
  }

  /// The checks by name, as `--json` has them.
  private func checks(_ world: CommandWorld, code: CInt? = nil) throws -> [String: [String: String]] {
    let ran = try world.tend("doctor", "--json")
    if let code { #expect(ran.code == code) }
    let items = try ran.items().map { $0.compactMapValues { $0 as? String } }
    return Dictionary(items.map { ($0["check"] ?? "", $0) }, uniquingKeysWith: { first, _ in first })
  }

  @Test func everyCheckHasItsKeysAndWhatIsAmissHasItsFix() throws {
    let items = try world().tend("doctor", "--json").items()
    let keys = try JSONReference.keys(under: "Doctor").sorted()
    for item in items {
      #expect(item.keys.sorted() == keys)
      #expect((item["state"] as? String == "ok") == (item["fix"] is NSNull), "\(item)")
    }
    #expect(
      items.compactMap { $0["check"] as? String } == [
        "tendd", "service", "lingering", "bus", "clock", "journal", "zone", "plan", "ledger", "backup",
        "disk",
      ])
  }

  @Test func whatStopsRemindersIsAProblemWithAnExitCode() throws {
    let checks = try checks(world(), code: 1)
    #expect(checks["tendd"]?["state"] == "problem")
    // Without systemd, its service is no remedy.
    #expect(checks["tendd"]?["fix"] == "run tendd in a terminal that stays open")
    #expect(checks["bus"]?["state"] == "warning")
    #expect(checks["ledger"]?["state"] == "ok")
    #expect(checks["zone"]?["text"]?.hasPrefix("Europe/Berlin") == true)
  }

  @Test func whileTenddRunsWarningsAloneAreNoFailure() throws {
    let world = try world()
    let owner = try world.household.openLedgerAsOwner()
    defer { owner.lock.release() }
    try owner.ledger.close()
    let ran = try world.tend("doctor")
    #expect(ran.code == 0, "\(ran.output)")
    #expect(ran.lines.contains { $0.hasPrefix("ok       tendd: runs (process ") })
    #expect(ran.lines.contains { $0.hasPrefix("         → ") })
  }

  @Test(arguments: [
    ("LoadState=not-found", "problem", "not installed"),
    ("LoadState=loaded\\nUnitFileState=disabled", "problem", "does not start by itself"),
    ("LoadState=loaded\\nUnitFileState=enabled", "warning", "not that of this release"),
  ])
  func theUnitMustBeThereEnabledAndCurrent(said: String, state: String, text: String) throws {
    let world = try world(systemctl: "case \"$*\" in *\" show \"*) printf '\(said)\\n';; esac")
    let service = try #require(try checks(world)["service"])
    #expect(service["state"] == state)
    #expect(service["text"]?.contains(text) == true)
    #expect(service["fix"] == "tend service install")
  }

  @Test func whoeverStoppedTenddIsToldWhatStartsItAndWhereItSaysWhy() throws {
    let checks = try checks(world(systemctl: "exit 0"), code: 1)
    #expect(
      checks["tendd"]?["fix"] == "tend service install; if it ends again, tend service logs -n 20 says why")
  }

  @Test func aSecretThatIsMissingOrNoneAnyMoreIsAProblemOfItsChannel() throws {
    let world = try world(
      settings: "[channel.phone]\ncommand = [\"true\"]\ncredentials = { token = \"phone.token\" }\n")
    let path = try world.household.paths.configDirectory + "/phone.token"
    #expect(try checks(world)["channel phone"]?["text"] == "there is no file \(path)")
    try world.writeProgram("s3cret", to: path)
    try #require(chmod(path, 0o644) == 0)
    let found = try checks(world)["channel phone"]
    #expect(found?["text"] == "others may read \(path)")
    #expect(found?["fix"] == "chmod 600 \(path), and change the secret")
    try #require(chmod(path, 0o600) == 0)
    #expect(try checks(world)["channel phone"]?["state"] == "ok")
  }

  @Test func anInstalledUnitIsCurrent() throws {
    let world = try world(
      systemctl:
        "case \"$*\" in *\" show \"*) printf 'LoadState=loaded\\nUnitFileState=enabled\\nActiveState=active\\n';; esac"
    )
    try world.tend("service", "install")
    #expect(try checks(world)["service"]?["state"] == "ok")
  }

  @Test func aJournalThatMayNotBeReadIsSaid() throws {
    let world = try world(
      journalctl: "echo 'No journal files were opened due to insufficient permissions.' >&2; exit 1")
    let journal = try #require(try checks(world)["journal"])
    // In memory only, it is for administrators to read; once it is kept, everybody has a part of their own.
    #expect(journal["text"]?.contains("Nor may you read") == true)
    #expect(journal["fix"]?.contains("/var/log/journal") == true)
    try world.write("abc\n", to: world.directory.path + "/root/etc/machine-id")
    try world.write("", to: world.directory.path + "/root/var/log/journal/abc/system.journal")
    let kept = try #require(try checks(world)["journal"])
    #expect(kept["text"]?.contains("may not read") == true)
    #expect(kept["fix"]?.contains("systemd-journal") == true)
  }

  @Test func aCommandThatIsNotThereIsAProblem() throws {
    let world = try world(
      settings: "[channel.mail]\ncommand = [\"no-such-mailer\"]\n[channel.ok]\ncommand = [\"true\", \"x\"]\n")
    let checks = try checks(world, code: 1)
    #expect(checks["channel mail"]?["state"] == "problem")
    #expect(checks["channel mail"]?["text"]?.contains("no-such-mailer") == true)
    #expect(checks["channel ok"]?["state"] == "ok")
  }

  @Test(.enabled(if: PrivateBus.whyNot == nil), arguments: [true, false])
  func theNotificationServerIsNamedWithWhatItCan(hasButtons: Bool) throws {
    let world = try world()
    let bus = try PrivateBus()
    let desktop = try ServedDesktop(on: bus, capabilities: hasButtons ? ["actions", "body"] : ["body"])
    world.environment["DBUS_SESSION_BUS_ADDRESS"] = desktop.address
    let checks = try checks(world)
    #expect(checks["bus"]?["state"] == "ok")
    #expect(checks["desktop"]?["state"] == (hasButtons ? "ok" : "warning"))
    #expect(
      checks["desktop"]?["text"]
        == (hasButtons
          ? "fake 1 shows popups with buttons (actions, body)" : "fake 1 shows popups without buttons (body)")
    )
    _ = desktop.end()
  }

  @Test(.enabled(if: PrivateBus.whyNot == nil))
  func aTenddThatCannotStayUpIsToldByPopupAndOnceAtTheLoudest() throws {
    let world = try world()
    let bus = try PrivateBus()
    let desktop = try ServedDesktop(on: bus)
    world.environment["DBUS_SESSION_BUS_ADDRESS"] = desktop.address
    world.environment["XDG_RUNTIME_DIR"] = world.directory.path
    let ran = try world.tend("service", "failed")
    #expect(ran.code == 0)
    // Without a journal it is said where systemd collects it.
    #expect(ran.problems.contains("NOBODY IS REMINDED"))
    #expect(FileManager.default.fileExists(atPath: world.directory.path + "/tend-failure"))
    #expect(desktop.end() == ["Nobody is reminded"])
  }

  @Test func nobodyIsAlarmedWhileAnotherTenddReminds() throws {
    let world = try world()
    let owner = try world.household.openLedgerAsOwner()
    defer { owner.lock.release() }
    try owner.ledger.close()
    let ran = try world.tend("service", "failed")
    #expect(ran.problems.contains("tendd runs already"))
    #expect(!ran.problems.contains("NOBODY"))
  }
}
