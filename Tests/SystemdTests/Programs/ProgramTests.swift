import BusTesting
import Foundation
import Systemd
import Testing

/// Programs well and badly behaved, as children of this process.
struct ProgramTests {
  private let loop: EventLoop
  private let directory: TemporaryDirectory

  init() throws {
    loop = try EventLoop()
    directory = try TemporaryDirectory()
  }

  private func runner(atMost limit: Int = 4, environment: [String: String] = ["PATH": "/usr/bin:/bin"])
    -> ProgramRunner
  {
    ProgramRunner(
      loop: loop, bus: Bus(loop: loop, address: nil), atMost: limit, environment: environment,
      directory: directory.path)
  }

  private func run(
    _ script: String, input: String = "", environment: [String: String] = [:],
    timeout: Duration = .seconds(20), on runner: ProgramRunner? = nil
  ) throws -> ProgramOutcome {
    let runner = runner ?? self.runner()
    var outcome: ProgramOutcome?
    runner.run(.shell(script, input: input, environment: environment, timeout: timeout), name: "probe") {
      outcome = $0
    }
    #expect(outcome == nil)
    try loop.turn(until: { outcome != nil })
    return try #require(outcome)
  }

  @Test(.enabled(if: PrivateBus.whyNot == nil, PrivateBus.whyNot.map(Comment.init(rawValue:))))
  func onABusWithoutAServiceManagerItIsAChild() throws {
    let bus = try PrivateBus()
    let runner = ProgramRunner(
      loop: loop, bus: Bus(loop: loop, address: BusAddress(bus.address)), atMost: 4, environment: [:],
      directory: directory.path)
    #expect(try run("echo child", on: runner).output == "child\n")
    // And where the bus is gone before it said anything.
    let other = ProgramRunner(
      loop: loop, bus: Bus(loop: loop, address: BusAddress(bus.address)), atMost: 4, environment: [:],
      directory: directory.path)
    bus.stop()
    #expect(try run("echo child", on: other).output == "child\n")
  }

  @Test func aSecretIsThereWhileItRunsAndNowhereAfterwards() throws {
    let secret = "\(directory.path)/ntfy.token"
    try "s3cret".write(toFile: secret, atomically: false, encoding: .utf8)
    var program = Program.shell(
      "ls -ld $CREDENTIALS_DIRECTORY | cut -c1-10; ls $CREDENTIALS_DIRECTORY; cat $CREDENTIALS_DIRECTORY/token"
    )
    program.credentials = [.init(name: "token", path: secret)]
    for (runtime, expected) in [(directory.path, "drwx------\ntoken\ns3cret"), (nil, "")] {
      var environment = ["PATH": "/usr/bin:/bin"]
      environment["XDG_RUNTIME_DIR"] = runtime
      var outcome: ProgramOutcome?
      let runner = runner(environment: environment)
      runner.run(program, name: "probe") { outcome = $0 }
      try loop.turn(until: { outcome != nil })
      #expect(outcome?.output == expected)
      // Without a directory of the session there is no place that nobody else sees.
      #expect(outcome?.isSuccess == (runtime != nil), "\(String(describing: outcome))")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["ntfy.token"])
  }

  @Test func whatItSaysAndHowItEndsIsTold() throws {
    #expect(try run("echo out; echo err >&2; exit 7") == ProgramOutcome(.exited(7), output: "out\nerr\n"))
    #expect(try run("true").isSuccess)
    #expect(try run("kill -SEGV $$").ending == .signalled(SIGSEGV))
  }

  @Test func itReadsItsInputToTheEnd() throws {
    #expect(try run("wc -c", input: String(repeating: "x", count: 100_000)).output == "100000\n")
    #expect(try run("cat").output == "")
    // Nobody has to read it.
    #expect(try run("true", input: String(repeating: "x", count: 1_000_000)).isSuccess)
  }

  @Test func itHasItsEnvironmentAndNothingOfAService() throws {
    let runner = runner(environment: [
      "PATH": "/usr/bin:/bin", "KEPT": "yes", "NOTIFY_SOCKET": "/x", "WATCHDOG_USEC": "1", "OWN": "no",
    ])
    let outcome = try run("env", environment: ["OWN": "a=b\nc"], on: runner)
    #expect(outcome.output.contains("KEPT=yes\n"))
    #expect(outcome.output.contains("OWN=a=b\nc\n"))
    #expect(!outcome.output.contains("NOTIFY_SOCKET"))
    #expect(!outcome.output.contains("WATCHDOG"))
  }

  @Test func itStartsInItsDirectoryWithCleanDescriptorsAndSignals() throws {
    try EventLoop.blockSignals([SIGHUP])
    let file = try FileHandle(forReadingFrom: URL(filePath: "/etc/passwd"))
    #expect(fcntl(file.fileDescriptor, F_SETFD, 0) == 0)
    let outcome = try run("pwd; ls /proc/self/fd; grep SigBlk /proc/self/status; ps -o sid= -p $$ >/dev/null")
    #expect(
      outcome.output == "\(directory.path)\n0\n1\n2\n3\nSigBlk:\t0000000000000000\n")  // 3 is that of ls.
  }

  @Test func argumentsAreGivenAsTheyAre() throws {
    var outcome: ProgramOutcome?
    let runner = runner()
    runner.run(
      Program(path: "/usr/bin/printf", arguments: ["printf", "%s|", "$HOME", "a b", "*", "`id`", "%n", "é"]),
      name: "probe"
    ) { outcome = $0 }
    try loop.turn(until: { outcome != nil })
    #expect(outcome?.output == "$HOME|a b|*|`id`|%n|é|")
  }

  @Test(arguments: ["/nonexistent", "/etc/passwd", "/tmp"])
  func whatCannotBeStartedIsToldLater(path: String) throws {
    var outcome: ProgramOutcome?
    let runner = runner()
    runner.run(Program(path: path, arguments: ["x"]), name: "probe") { outcome = $0 }
    #expect(outcome == nil)
    try loop.turn(until: { outcome != nil })
    guard case .notStarted(let reason) = outcome?.ending else {
      Issue.record("\(String(describing: outcome))")
      return
    }
    #expect(reason.contains(path))
  }

  @Test func oneThatHangsIsEndedWithItsChildren() throws {
    let start = ContinuousClock.now
    let outcome = try run(
      "echo $$; sleep 1000 & echo $!; trap '' TERM; sleep 1000 & echo $!; wait; wait",
      timeout: .milliseconds(300))
    #expect(outcome.ending == .timedOut)
    #expect(ContinuousClock.now - start < .seconds(8))
    let processes = outcome.output.split(separator: "\n").compactMap { pid_t($0) }
    #expect(processes.count == 3)
    #expect(processes.allSatisfy { hasEnded($0) })
  }

  @Test func oneThatStopsItselfIsEndedToo() throws {
    #expect(try run("kill -STOP $$", timeout: .milliseconds(200)).ending == .timedOut)
  }

  @Test func whatItLeavesBehindEndsWithIt() throws {
    let outcome = try run("sleep 1000 & echo $!")
    #expect(outcome.isSuccess)
    let left = try #require(pid_t(outcome.output.trimmingCharacters(in: .newlines)))
    #expect(hasEnded(left))
  }

  @Test func oneThatWritesWithoutEndIsEnded() throws {
    let outcome = try run("echo first; exec yes")
    #expect(outcome.ending == .flooded)
    #expect(outcome.output.hasPrefix("first\ny\n"))
    #expect(outcome.output.utf8.count == 8 << 10)
  }

  @Test func oneThatWritesMuchIsReadToTheEnd() throws {
    let outcome = try run("head -c 1000000 /dev/zero; exit 3")
    #expect(outcome.ending == .exited(3))
  }

  @Test func oneWithManyChildrenIsEndedWithAllOfThem() throws {
    let outcome = try run(
      "i=0; while [ $i -lt 200 ]; do sleep 1000 & echo $!; i=$((i+1)); done; wait", timeout: .seconds(2))
    #expect(outcome.ending == .timedOut)
    let processes = outcome.output.split(separator: "\n").compactMap { pid_t($0) }
    #expect(processes.count > 100)
    #expect(processes.allSatisfy { hasEnded($0) })
  }

  @Test func theLoopGoesOnMeanwhile() throws {
    let runner = runner()
    var outcome: ProgramOutcome?
    runner.run(.shell("exec yes"), name: "flood") { _ in }
    runner.run(.shell("sleep 0.3"), name: "probe") { outcome = $0 }
    var ticks = 0
    var longest = Duration.zero
    while outcome == nil {
      let start = ContinuousClock.now
      _ = try loop.turn(waitingAtMost: .milliseconds(10))
      longest = max(longest, ContinuousClock.now - start)
      ticks += 1
    }
    #expect(ticks > 10)
    #expect(longest < .seconds(2))
  }

  @Test func noMoreThanTheLimitRunAtOnce() throws {
    let runner = runner(atMost: 2)
    var ended = 0
    for _ in 0..<7 {
      runner.run(
        .shell(
          "mkdir \(directory["a"]) 2>/dev/null && d=a || { mkdir \(directory["b"]) && d=b; } && sleep 0.05 && rmdir \(directory.path)/$d"
        ),
        name: "probe"
      ) {
        #expect($0.isSuccess)
        ended += 1
      }
    }
    try loop.turn(until: { ended == 7 })
  }

  @Test func aDroppedRunnerLeavesNothingRunning() throws {
    var runner: ProgramRunner? = runner()
    let mark = directory["pid"]
    runner?.run(.shell("echo $$ > \(mark); exec sleep 1000"), name: "probe") { _ in
      Issue.record("nobody is there to hear it")
    }
    var process: pid_t?
    try loop.turn(
      until: {
        _ = try? loop.turn(waitingAtMost: .milliseconds(10))
        process = (try? String(contentsOfFile: mark, encoding: .utf8)).flatMap {
          pid_t($0.trimmingCharacters(in: .newlines))
        }
        return process != nil
      })
    runner = nil
    #expect(runner == nil)
    let left = try #require(process)
    #expect(hasEnded(left))
  }

  @Test func aProgramIsFoundByItsName() throws {
    #expect(Program.find("sh", path: "/nonexistent:bin:/bin") == "/bin/sh")
    #expect(Program.find("/bin/sh", path: "") == "/bin/sh")
    for name in ["", "no-such-program", "bin/sh", "./sh", "/etc/passwd", "/bin"] {
      #expect(Program.find(name, path: "/usr/bin:/bin:/etc") == nil)
    }
  }
}

/// Whether a process is over, or will be in a moment: it may be a zombie that its next parent has yet to bury.
private func hasEnded(_ process: pid_t) -> Bool {
  let limit = ContinuousClock.now + .seconds(5)
  while ContinuousClock.now < limit {
    guard kill(process, 0) == 0,
      let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      !status.contains(") Z ")
    else { return true }
    usleep(10_000)
  }
  return false
}

extension Program {
  static func shell(
    _ script: String, input: String = "", environment: [String: String] = [:],
    timeout: Duration = .seconds(20)
  ) -> Program {
    Program(
      path: "/bin/sh", arguments: ["sh", "-c", script], environment: environment, input: Array(input.utf8),
      timeout: timeout)
  }
}
