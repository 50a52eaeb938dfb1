import BusTesting
import Foundation
import Systemd
import Testing

/// Programs as units of a real service manager.
@Suite(
  .serialized,
  .enabled(if: PrivateUserManager.whyNot == nil, PrivateUserManager.whyNot.map(Comment.init(rawValue:))))
struct UnitProgramTests {
  private let manager: PrivateUserManager
  private let loop: EventLoop
  private let bus: Bus
  private let runner: ProgramRunner

  init() throws {
    manager = try PrivateUserManager()
    loop = try EventLoop()
    bus = Bus(loop: loop, address: BusAddress(manager.address))
    runner = ProgramRunner(loop: loop, bus: bus, atMost: 4, environment: [:], directory: "/")
    let runner = runner
    try loop.turn(until: { runner.usesServiceManager })
  }

  private func run(_ program: Program) throws -> ProgramOutcome {
    var outcome: ProgramOutcome?
    runner.run(program, name: "probe") { outcome = $0 }
    #expect(outcome == nil)
    try loop.turn(until: { outcome != nil })
    return try #require(outcome)
  }

  @Test func aProgramRunsOutsideOfThisProcess() throws {
    let outcome = try run(
      .shell(
        "cat; echo $TEND_MANAGER $OWN; ps -o cgroup= -p $$ || cat /proc/self/cgroup; echo err >&2; exit 7",
        input: "in ", environment: ["OWN": "a b"]))
    #expect(outcome.ending == .exited(7))
    #expect(outcome.output.hasPrefix("in yes a b\n"))
    #expect(outcome.output.contains("probe-\(getpid())-1.service"))
    #expect(outcome.output.hasSuffix("err\n"))
  }

  @Test func theFirstProgramWaitsUntilTheBusHasSaidWhoRunsIt() throws {
    let bus = Bus(loop: loop, address: BusAddress(manager.address))
    let runner = ProgramRunner(loop: loop, bus: bus, atMost: 4, environment: [:], directory: "/")
    #expect(!runner.usesServiceManager)
    var outcome: ProgramOutcome?
    runner.run(.shell("echo $TEND_MANAGER"), name: "probe") { outcome = $0 }
    try loop.turn(until: { outcome != nil })
    #expect(outcome?.output == "yes\n")
  }

  @Test func aSecretIsHandedOverByTheManagerAndGoneAfterwards() throws {
    let directory = try TemporaryDirectory()
    let secret = "\(directory.path)/token"
    try "s3cret".write(toFile: secret, atomically: false, encoding: .utf8)
    var program = Program.shell("echo $CREDENTIALS_DIRECTORY; cat $CREDENTIALS_DIRECTORY/token")
    program.credentials = [.init(name: "token", path: secret)]
    let lines = try run(program).output.split(separator: "\n").map(String.init)
    #expect(lines.last == "s3cret")
    #expect(lines.first?.hasPrefix("/run/user/0/credentials/probe-") == true)
    program.credentials[0].path = "\(directory.path)/none"
    #expect(try run(program).ending == .notStarted("its credentials cannot be read (exit code 243)"))
  }

  @Test func oneThatCannotBeRunSaysSo() throws {
    let directory = try TemporaryDirectory()
    for text in ["echo no first line\n", "#!/no/such/program\n"] {
      let path = "\(directory.path)/program"
      try text.write(toFile: path, atomically: false, encoding: .utf8)
      try #require(chmod(path, 0o755) == 0)
      let ending = try run(Program(path: path, arguments: ["program"])).ending
      #expect("\(ending)".hasPrefix("could not be started: its file, or what its first line names"))
    }
  }

  @Test func argumentsAreGivenAsTheyAre() throws {
    let arguments = [
      "printf", "%s|", "$HOME", "${HOME}", "a b", "*", "`id`", "%n", "%%", "é", "\\x41", "'", "\"",
    ]
    let outcome = try run(Program(path: "/usr/bin/printf", arguments: arguments))
    #expect(outcome.output == arguments.dropFirst(2).map { "\($0)|" }.joined())
  }

  @Test func everythingItStartedEndsWithIt() throws {
    let outcome = try run(
      .shell(
        "setsid sleep 1000 & echo $!; setsid sleep 1000 & echo $!; sleep 1000", timeout: .milliseconds(500)))
    #expect(outcome.ending == .timedOut)
    #expect(outcome.output.split(separator: "\n").count == 2)
    #expect(try manager.systemctl("list-units", "--all", "--no-legend", "probe-*") == "")
  }

  @Test func oneThatWritesWithoutEndIsEnded() throws {
    #expect(try run(.shell("exec yes")).ending == .flooded)
  }

  @Test func oneThatCrashesSaysByWhat() throws {
    #expect(try run(.shell("kill -SEGV $$")).ending == .signalled(SIGSEGV))
  }

  @Test func nothingIsLeftOfUnitsThatAreOver() throws {
    for code in [0, 1] { #expect(try run(.shell("exit \(code)")).ending == .exited(CInt(code))) }
    #expect(try manager.systemctl("list-units", "--all", "--no-legend", "probe-*") == "")
  }

  @Test func severalRunAtOnce() throws {
    var outputs: [String] = []
    for number in 0..<9 {
      runner.run(.shell("echo \(number)"), name: "probe") { outputs.append($0.output) }
    }
    try loop.turn(until: { outputs.count == 9 })
    #expect(Set(outputs) == Set((0..<9).map { "\($0)\n" }))
  }

  @Test func aManagerThatGoesAwayIsLostSightOf() throws {
    var outcome: ProgramOutcome?
    runner.run(.shell("sleep 1000"), name: "probe") { outcome = $0 }
    try loop.turn(until: { (try? manager.systemctl("is-active", "probe-*"))?.isEmpty == false })
    manager.stop()
    try loop.turn(until: { outcome != nil })
    // It either ended the unit first, or was gone before it could say so.
    switch outcome?.ending {
    case .lost, .signalled: break
    default: Issue.record("\(String(describing: outcome))")
    }
    try loop.turn(until: { !runner.usesServiceManager })
    let directory = try TemporaryDirectory()
    runner.run(.shell("echo child"), name: "probe") { outcome = $0 }
    try loop.turn(until: { outcome?.output == "child\n" })
    withExtendedLifetime(directory) {}
  }
}
