import Almanac
import Care
import Foundation
import Glibc
import Host
import Ledger
import Testing

/// What only a process of its own can show: signals, exit codes, and what it tells its manager.
@Suite(.enabled(if: RunningDaemon.program != nil, "the executable is not built"))
struct ProcessTests {
  let home: Home

  init() throws {
    home = try Home()
    try home.writePlan(home.medication(at: 3600))
  }

  /// Ahead of the present by more than a process needs to start while every core is busy with other tests: what was
  /// due before its very first look is none of its business.
  private func soon() -> Instant {
    home.clock.now = WallClock.system.now()
    return home.clock.now + 8
  }

  @Test func askedToStopItSaysSoAndEndsAtOnce() throws {
    let daemon = try RunningDaemon(home)
    #expect(daemon.isReady())
    let asked = ContinuousClock.now
    daemon.signal(SIGTERM)
    #expect(daemon.end() == 0)
    #expect(ContinuousClock.now - asked < .seconds(1))
    #expect(daemon.manager.lines.last?["STOPPING"] == "1")
    #expect(daemon.output.contains("Tend stops"))
    #expect(try home.events().last?.body.kind == .stopped)
  }

  @Test func hangUpReadsThePlanAgainAndSaysWhenItIsDone() throws {
    let daemon = try RunningDaemon(home)
    #expect(daemon.isReady())
    try home.writePlan("[medication.cromolyn\n")
    daemon.signal(SIGHUP)
    #expect(daemon.isReady(times: 2))
    #expect(daemon.manager.lines.contains { $0["RELOADING"] == "1" && $0["MONOTONIC_USEC"] != nil })
    // Somebody asked: what is wrong is said at once.
    #expect(daemon.output.contains("plan.toml:1"))
    #expect(daemon.manager.lines.contains { $0["STATUS"]?.contains("Cromolyn") == true })
  }

  @Test func aFirstRunLeavesNoThreadBehindThatWouldWakeIt() throws {
    let daemon = try RunningDaemon(home)
    #expect(daemon.isReady())
    let threads = {
      try FileManager.default.contentsOfDirectory(atPath: "/proc/\(daemon.processID)/task").count
    }
    #expect(try threads() == 1)
    daemon.signal(SIGTERM)
    #expect(daemon.end() == 0)
  }

  @Test func aSecondOneRefuses() throws {
    let first = try RunningDaemon(home)
    #expect(first.isReady())
    let second = try RunningDaemon(home, "second")
    #expect(second.end() == EX_TEMPFAIL)
    #expect(second.output.contains("runs already"))
    #expect(second.manager.lines.isEmpty)
  }

  @Test func aDoseIsToldWithinASecondOfItsTime() throws {
    let due = soon()
    try home.writePlan(home.medication(at: due - home.start))
    let daemon = try RunningDaemon(home)
    #expect(daemon.waits { daemon.output.contains("Cromolyn, due") })
    let told = try #require(try home.events([.told]).first)
    #expect((0..<1).contains(told.stamp.at - due))
    daemon.signal(SIGINT)
    #expect(daemon.end() == 0)
  }

  @Test func killedAtOnceItTellsNothingAsNewAgain() throws {
    try home.writePlan(home.medication(at: soon() - home.start))
    let killed = try RunningDaemon(home)
    #expect(killed.waits { killed.output.contains("Cromolyn, due") })
    killed.signal(SIGKILL)
    _ = killed.end()
    let next = try RunningDaemon(home, "next")
    #expect(next.isReady())
    next.signal(SIGTERM)
    #expect(next.end() == 0)
    #expect(try home.events([.told]).count == 1)
  }
}
