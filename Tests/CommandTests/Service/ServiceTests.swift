import FileTesting
import Foundation
import Testing

@testable import TendCommands

/// `tend service` as far as files go; a booted systemd is asked in Tests/Host.
struct ServiceTests {
  /// A world whose `systemctl` writes down what it is asked and agrees to everything.
  private func world() throws -> CommandWorld {
    let world = try CommandWorld()
    let bin = world.directory.path + "/bin"
    let script = """
      #!/bin/sh
      echo "$*" >> \(world.directory.path)/asked
      case "$*" in
        *" show "*) printf 'LoadState=loaded\\nActiveState=active\\nSubState=running\\nMainPID=42\\nUnitFileState=enabled\\n';;
      esac

      """
    try world.writeProgram(script, to: bin + "/systemctl")
    world.environment["PATH"] = "\(bin):/usr/bin:/bin"
    return world
  }

  private func unitPath(_ world: CommandWorld) -> String {
    world.directory.path + "/.config/systemd/user/tend.service"
  }

  private func asked(_ world: CommandWorld) throws -> [String] {
    try String(contentsOfFile: world.directory.path + "/asked", encoding: .utf8).split(separator: "\n").map(
      String.init)
  }

  @Test func installingWritesTheUnitAndAnEmptyPlanAndStartsIt() throws {
    let world = try world()
    let ran = try world.tend("service", "install")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(ran.output.contains("tend add medication"))
    #expect(
      try asked(world).filter { !$0.contains("show") }
        == [
          "--user daemon-reload", "--user enable tend.service", "--user reset-failed tend.service",
          "--user restart tend.service",
        ])
    let unit = try String(contentsOfFile: unitPath(world), encoding: .utf8)
    #expect(UnitFile.isOurs(unit))
    #expect(try world.listing("list").isEmpty)
    #expect(try world.plan.hasPrefix("# The plan"))

    try world.tend("add", "medication", "A", "--at", "08:00")
    let plan = try world.plan
    let again = try world.tend("service", "install")
    #expect(again.code == 0)
    #expect(!again.output.contains("The plan is empty"))
    #expect(try world.plan == plan)
    #expect(try String(contentsOfFile: unitPath(world), encoding: .utf8) == unit)
  }

  @Test func uninstallingRemovesTheUnitAndLeavesThePlan() throws {
    let world = try world()
    try world.tend("service", "install")
    let plan = try world.plan
    let ran = try world.tend("service", "uninstall")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(!FileManager.default.fileExists(atPath: unitPath(world)))
    #expect(try world.plan == plan)
    #expect(try asked(world).contains("--user disable --now tend.service"))
    #expect(try world.tend("service", "uninstall").code == 0)
  }

  @Test(arguments: ["install", "uninstall"])
  func aUnitOfSomebodyElseIsLeftAlone(verb: String) throws {
    let world = try world()
    try world.write("[Service]\nExecStart=/opt/mine\n", to: unitPath(world))
    let ran = try world.tend("service", verb)
    #expect(ran.code == 4)
    #expect(
      try String(contentsOfFile: unitPath(world), encoding: .utf8) == "[Service]\nExecStart=/opt/mine\n")
    #expect(try !asked(world).contains { $0.contains("restart") || $0.contains("disable") })
  }

  @Test func theStateIsSaid() throws {
    let world = try world()
    let ran = try world.tend("service", "status")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(ran.lines == ["tend.service is active (running)", "  process 42, enabled"])
  }

  @Test func withoutAServiceManagerNothingIsPlaced() throws {
    let world = try CommandWorld()
    world.environment["PATH"] = world.directory.path
    for verb in ["install", "uninstall", "status"] {
      let ran = try world.tend("service", verb)
      #expect(ran.code == 69)
      #expect(ran.problems.contains("systemctl is missing"))
    }
    #expect(!FileManager.default.fileExists(atPath: unitPath(world)))
  }

  @Test func aManagerThatDoesNotAnswerIsSaidToBeMissing() throws {
    let world = try world()
    let systemctl = world.directory.path + "/bin/systemctl"
    try world.writeProgram("#!/bin/sh\necho 'Failed to connect to bus' >&2\nexit 1\n", to: systemctl)
    let ran = try world.tend("service", "install")
    #expect(ran.code == 69)
    #expect(
      ran.problems == """
        tend: systemd does not run for this user here: Failed to connect to bus
          → run tendd in a terminal that stays open

        """)
    #expect(!FileManager.default.fileExists(atPath: unitPath(world)))
  }

  @Test func aShellThatKeepsItsFilesElsewhereIsWarned() throws {
    let world = try world()
    world.environment["XDG_STATE_HOME"] = world.directory.path + "/elsewhere"
    #expect(
      try world.tend("service", "install").problems.contains(
        "XDG_STATE_HOME is \(world.directory.path)/elsewhere here and not set for tendd"))
  }

  @Test func theBuildChecksItself() throws {
    let ran = try CommandWorld().tend("self-check", "--zone", "Europe/Berlin")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(ran.lines.count { $0.hasPrefix("ok ") } == 3)
    #expect(try CommandWorld().tend("self-check", "--zone", "Europe/Nowhere").code == 1)
  }
}
