import Almanac
import FileTesting
import Foundation
import Host
import Household
import Testing

@testable import TendCommands

/// Every thing that can be amiss: `tend doctor` finds it, names what mends it, and is content once that was done.
struct DoctorTableTests {
  struct Broken: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var check: String
    var state = "problem"
    /// A part of what is said of it.
    var text: String
    /// A part of what is said to mend it.
    var fix: String
    var needsRoot = false
    var breaking: @Sendable (CommandWorld) throws -> Void
    /// Nil where nothing short of a new record or another machine is a cure.
    var mending: (@Sendable (CommandWorld) throws -> Void)?
  }

  static let broken: [Broken] = [
    Broken(
      testDescription: "no record", check: "ledger", text: "nothing is recorded yet",
      fix: "tend service install",
      breaking: { try FileManager.default.removeItem(atPath: try $0.household.paths.stateDirectory) },
      mending: { try $0.tendd() }),
    Broken(
      testDescription: "a record of a newer Tend", check: "ledger", text: "newer version",
      fix: "use the newer tend",
      breaking: { try setSchema($0, 99) },
      mending: { try setSchema($0, 4) }),
    Broken(
      testDescription: "a damaged record", check: "ledger", text: "damaged",
      fix: "systemctl --user restart tend",
      breaking: { try $0.write("garbage", to: try $0.household.paths.ledgerFile) }),
    Broken(
      testDescription: "a record of another user", check: "ledger", text: "belongs to another user",
      fix: "sudo chown -R $USER", needsRoot: true,
      breaking: { try give(try $0.household.paths.ledgerFile, to: 65_534) },
      mending: { try give(try $0.household.paths.ledgerFile, to: geteuid()) }),
    Broken(
      testDescription: "a directory of another user", check: "ledger", text: "belongs to another user",
      fix: "sudo chown -R $USER", needsRoot: true,
      breaking: { try give(try $0.household.paths.stateDirectory, to: 65_534) },
      mending: { try give(try $0.household.paths.stateDirectory, to: geteuid()) }),
    Broken(
      testDescription: "a directory others may write to", check: "ledger", text: "others may write to it",
      fix: "chmod -R u+rwX,go= ",
      breaking: { try mode(0o777, try $0.household.paths.stateDirectory) },
      mending: { try mode(0o700, try $0.household.paths.stateDirectory) }),
    Broken(
      testDescription: "no copy of the record", check: "backup", state: "warning", text: "no copy",
      fix: "tend backup", breaking: { _ in }, mending: { try $0.tend("backup") }),
    Broken(
      testDescription: "an old copy of the record", check: "backup", state: "warning", text: "4 days ago",
      fix: "tend backup",
      breaking: {
        try $0.tend("backup")
        try $0.goes(to: "2026-12-07 06:00")
      },
      mending: { try $0.tend("backup") }),
    Broken(
      testDescription: "a mistake in the plan", check: "plan", text: "plan.toml:1:", fix: "tend check",
      breaking: { try $0.writePlan("garbage = [\n") }, mending: { try $0.writePlan(SamplePlan.midostaurin) }),
    Broken(
      testDescription: "a mistake in the settings", check: "plan", text: "settings.toml:1:",
      fix: "tend check",
      breaking: { try $0.writeSettings("garbage = [\n") }, mending: { try $0.writeSettings("") }),
    Broken(
      testDescription: "a plan that lost its entries", check: "plan", text: "no entries any more",
      fix: "tend reload --accept",
      breaking: { try $0.writePlan("") }, mending: { try $0.writePlan(SamplePlan.midostaurin) }),
    Broken(
      testDescription: "a plan of another user", check: "plan", text: "belongs to another user",
      fix: "ls -la ", needsRoot: true,
      breaking: { try give(try $0.household.paths.planFile, to: 65_534) },
      mending: { try give(try $0.household.paths.planFile, to: geteuid()) }),
    Broken(
      testDescription: "no zone of this computer", check: "zone", text: "localtime",
      fix: "timedatectl set-timezone",
      breaking: { try link("/usr/share/zoneinfo/Nowhere", at: $0.directory.path + "/root/etc/localtime") },
      mending: {
        try link("/usr/share/zoneinfo/Europe/Berlin", at: $0.directory.path + "/root/etc/localtime")
      }),
    Broken(
      testDescription: "old zone data", check: "zone", state: "warning", text: "zone data is of 2024b",
      fix: "apt install tzdata",
      breaking: {
        let zones = $0.directory.path + "/zoneinfo"
        try $0.write("# version 2024b\n", to: zones + "/tzdata.zi")
        try link("/usr/share/zoneinfo/Europe", at: zones + "/Europe")
        $0.environment["TZDIR"] = zones
      },
      mending: { try $0.write("# version 2025a\n", to: $0.directory.path + "/zoneinfo/tzdata.zi") }),
    Broken(
      testDescription: "a journal in memory only", check: "journal", state: "warning", text: "in memory only",
      fix: "mkdir -p /var/log/journal",
      breaking: { try FileManager.default.removeItem(atPath: $0.directory.path + "/root/var/log/journal") },
      mending: { try keepJournal($0) }),
    Broken(
      testDescription: "a journal that was kept before", check: "journal", state: "warning",
      text: "in memory only",
      fix: "Storage=persistent",
      breaking: {
        let memory = $0.directory.path + "/root/run/log/journal/abc"
        try $0.write("", to: memory + "/system.journal")
        let later = Date(timeIntervalSince1970: Double($0.now.secondsSinceEpoch + 10))
        try FileManager.default.setAttributes([.modificationDate: later], ofItemAtPath: memory)
      },
      mending: {
        // What is left in memory is older than what is kept again.
        try $0.goes(to: "2026-12-03 06:01")
        try keepJournal($0)
      }),
    Broken(
      testDescription: "a masked unit", check: "service", text: "masked", fix: "unmask tend.service",
      breaking: { try manager($0, "LoadState=masked\\nUnitFileState=masked") }),
    Broken(
      testDescription: "a channel whose program is not there", check: "channel mail",
      text: "there is no file",
      fix: "cp -r ~/.local/share/tend/channels",
      breaking: { try channel($0, "channels/mail") },
      mending: {
        try $0.writeProgram("#!/bin/sh\n", to: try $0.household.paths.configDirectory + "/channels/mail")
      }),
    Broken(
      testDescription: "a channel whose program may not be run", check: "channel mail",
      text: "may not be run",
      fix: "chmod u+x ",
      breaking: {
        try channel($0, "./mail")
        try $0.write("#!/bin/sh\n", to: try $0.household.paths.configDirectory + "/mail")
      },
      mending: { try mode(0o700, try $0.household.paths.configDirectory + "/mail") }),
    Broken(
      testDescription: "a channel whose interpreter is not there", check: "channel mail",
      text: "names /usr/bin/no-such-shell", fix: "install /usr/bin/no-such-shell",
      breaking: {
        try channel($0, "./mail")
        let path = try $0.household.paths.configDirectory + "/mail"
        try $0.writeProgram("#! /usr/bin/no-such-shell -e\n", to: path)
      },
      mending: {
        try $0.writeProgram("#! /bin/sh -e\n", to: try $0.household.paths.configDirectory + "/mail")
      }),
    Broken(
      testDescription: "a program where only the terminal looks", check: "channel mail",
      text: "where tendd looks (/usr/bin)", fix: "/bin/my-mailer",
      breaking: {
        try manager($0, "LoadState=loaded", path: "/usr/bin")
        try $0.writeProgram("#!/bin/sh\n", to: $0.directory.path + "/bin/my-mailer")
        try channel($0, "my-mailer")
      },
      mending: { try channel($0, $0.directory.path + "/bin/my-mailer") }),
  ]

  @Test(arguments: broken) func isFoundAndMended(_ broken: Broken) throws {
    guard !broken.needsRoot || geteuid() == 0 else { return }
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try Self.keepJournal(world)
    try world.writeProgram("#!/bin/sh\n", to: world.directory.path + "/bin/journalctl")
    world.environment["PATH"] = world.directory.path + "/bin:/usr/bin:/bin"
    try broken.breaking(world)
    let before = try checks(world)
    let found = try #require(before[broken.check])
    #expect(found["state"] == broken.state)
    #expect(found["text"]?.contains(broken.text) == true, "\(found)")
    #expect(found["fix"]?.contains(broken.fix) == true, "\(found)")
    // Whatever is broken, the others have their say.
    #expect(before.keys.count >= 11)
    guard let mending = broken.mending else { return }
    try mending(world)
    let after = try #require(try checks(world)[broken.check])
    #expect(after["state"] == "ok", "\(after)")
  }

  @Test func aShellInAZoneThatDoesNotExistKeepsNothingFromBeingLookedAt() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    world.environment["TZ"] = "Nowhere/Land"
    #expect(try checks(world).count >= 11)
  }

  private func checks(_ world: CommandWorld) throws -> [String: [String: String]] {
    let items = try world.tend("doctor", "--json").items().map { $0.compactMapValues { $0 as? String } }
    return Dictionary(items.map { ($0["check"] ?? "", $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// As another release of Tend would leave it: where SQLite keeps the number that a program gives its form.
  private static func setSchema(_ world: CommandWorld, _ version: UInt8) throws {
    let file = try FileHandle(forUpdating: URL(filePath: try world.household.paths.ledgerFile))
    defer { try? file.close() }
    try file.seek(toOffset: 60)
    try file.write(contentsOf: [0, 0, 0, version])
  }

  private static func give(_ path: String, to user: uid_t) throws {
    try #require(chown(path, user, gid_t.max) == 0)
  }

  private static func mode(_ mode: mode_t, _ path: String) throws { try #require(chmod(path, mode) == 0) }

  private static func link(_ target: String, at path: String) throws {
    unlink(path)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
  }

  /// As journald does where it may keep its files.
  private static func keepJournal(_ world: CommandWorld) throws {
    let root = world.directory.path + "/root"
    try world.write("abc\n", to: root + "/etc/machine-id")
    try world.write("", to: root + "/var/log/journal/abc/system.journal")
  }

  private static func channel(_ world: CommandWorld, _ program: String) throws {
    try world.writeSettings("[channel.mail]\ncommand = [\"\(program)\", \"x\"]\n")
  }

  /// A service manager that says this of tend.service, and looks for programs there.
  private static func manager(_ world: CommandWorld, _ said: String, path: String = "/usr/bin:/bin") throws {
    try world.writeProgram(
      """
      #!/bin/sh
      case "$*" in
      *" show "*) printf '\(said)\\n' ;;
      *" show-environment"*) echo 'PATH=\(path)' ;;
      esac

      """, to: world.directory.path + "/bin/systemctl")
  }
}
