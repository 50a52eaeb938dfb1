import Almanac
import Care
import FileTesting
import Foundation
import Host
import Ledger
import Testing

@testable import TendDaemon

/// Signs of life to a dead-man switch.
@Suite struct HeartTests {
  private static let settings = """
    [channel.alive]
    command = ["./alive", "alive.url"]
    heartbeat = "5m"

    """

  /// A home whose heartbeat appends what it is told to a file.
  private func home(at path: String? = nil) throws -> (home: Home, journal: PaperJournal) {
    let home = try Home(at: path)
    let journal = try PaperJournal(home.journalPath)
    try home.writePlan(home.medication(at: 10, "dose = \"200 mg\""))
    try write(Self.settings, to: home.paths.settingsFile)
    let said = home.directory.file("said")
    try home.writeProgram(
      "#!/bin/sh\n{ env | grep ^TEND_ | sort; cat; } >>\(said)\n", to: home.paths.configDirectory + "/alive")
    return (home, journal)
  }

  private func daemon(_ home: Home) throws -> Daemon {
    try home.daemon(environment: ["PATH": "/usr/bin:/bin", "HOME": home.directory.path])
  }

  private func said(_ home: Home) -> String { (try? text(of: home.directory.file("said"))) ?? "" }

  private func warnings(_ journal: PaperJournal) -> [String] {
    journal.lines.compactMap { $0["MESSAGE"] }.filter { $0.contains("life") }
  }

  @Test func whileAllIsWellOneGoesOutThatSaysNothingOfThePlan() throws {
    let (home, journal) = try home()
    let daemon = try daemon(home)
    try daemon.start()
    _ = try daemon.loop.turns(until: { said(home).contains("{") })
    #expect(
      said(home) == """
        TEND_CHANNEL=alive
        TEND_EVENT=heartbeat
        TEND_VERSION=1
        {"version":1,"channel":"alive","event":"heartbeat"}

        """)
    try daemon.loop.turns(untilQuietFor: .milliseconds(20))
    // It tells nobody, so nothing of it is recorded, and a look sends no second one.
    daemon.look()
    try daemon.loop.turns(untilQuietFor: .milliseconds(50))
    #expect(said(home).split(separator: "\n").count == 4)
    #expect(try home.events([.delivery]).isEmpty)
    #expect(warnings(journal).isEmpty)
  }

  @Test func aDaemonThatCannotWriteSendsNone() throws {
    let (home, journal) = try home()
    let daemon = try home.daemon(
      ledger: try home.ledger(mayMigrate: true),
      environment: ["PATH": "/usr/bin:/bin", "HOME": home.directory.path])
    try daemon.start()
    _ = try daemon.loop.turns(until: { said(home).contains("{") })
    try daemon.loop.turns(untilQuietFor: .milliseconds(20))
    let before = said(home)
    try home.ledger().transaction(home.origin, home.stamp) { _ in
      daemon.heart.beatNow()
      daemon.heart.beatNow()
      try daemon.loop.turns(untilQuietFor: .milliseconds(100))
    }
    #expect(said(home) == before)
    #expect(warnings(journal).count == 1)
    #expect(
      warnings(journal).first?.hasPrefix("no sign of life goes out through alive: nothing can be recorded")
        == true)
    daemon.heart.beatNow()
    _ = try daemon.loop.turns(until: { said(home) != before })
    _ = try daemon.loop.turns(until: { warnings(journal).count == 2 })
    #expect(warnings(journal).last == "signs of life go out through alive again")
  }

  @Test func byAClockBeforeTheReleaseNoneGoesOutUntilItIsRight() throws {
    let (home, journal) = try home()
    home.turnClock(to: Release.date.secondsSinceEpoch - home.start.secondsSinceEpoch - 60)
    let daemon = try daemon(home)
    try daemon.start()
    _ = try daemon.loop.turns(until: { !warnings(journal).isEmpty })
    #expect(
      warnings(journal) == [
        "no sign of life goes out through alive: the clock is earlier than this release of Tend"
      ])
    #expect(said(home).isEmpty)
    home.turnClock(to: 1)
    daemon.look()
    daemon.heart.beatNow()
    _ = try daemon.loop.turns(until: { warnings(journal).count == 2 })
    #expect(said(home).contains("heartbeat"))
    #expect(warnings(journal).last == "signs of life go out through alive again")
  }

  @Test(.enabled(if: SmallDisk.isPossible))
  func aDiskThatTakesNothingAnyMoreIsNoticedWithoutAReminder() throws {
    let disk = try SmallDisk(kilobytes: 4096)
    let (home, journal) = try home(at: disk.path)
    let daemon = try daemon(home)
    try daemon.start()
    _ = try daemon.loop.turns(until: { said(home).contains("{") })
    try daemon.loop.turns(untilQuietFor: .milliseconds(20))
    let before = said(home)
    try disk.fill()
    daemon.heart.beatNow()
    try daemon.loop.turns(untilQuietFor: .milliseconds(100))
    #expect(said(home) == before)
    #expect(warnings(journal).count == 1)
  }

  @Test func aCommandThatFailsIsSaidOnce() throws {
    let (home, journal) = try home()
    try home.writeProgram(
      "#!/bin/sh\necho no route >&2\nexit 6\n", to: home.paths.configDirectory + "/alive")
    let daemon = try daemon(home)
    try daemon.start()
    _ = try daemon.loop.turns(until: { !warnings(journal).isEmpty })
    daemon.heart.beatNow()
    try daemon.loop.turns(untilQuietFor: .milliseconds(100))
    #expect(
      warnings(journal) == ["no sign of life goes out through alive: ended with exit code 6: no route"])
  }

  @Test func nothingIsToldThroughIt() throws {
    let (home, _) = try home()
    try home.writePlan(home.medication(at: 10, "escalate = [ { after = \"5s\", channels = [\"alive\"] } ]"))
    let daemon = try daemon(home)
    try daemon.start()
    for second: Int64 in [10, 16] {
      home.turnClock(to: second)
      daemon.look()
    }
    let isOver = try daemon.loop.turns(until: {
      try said(home).contains("{") && !home.events([.delivery]).isEmpty
    })
    #expect(isOver)
    #expect(!said(home).contains("reminder"))
    for case .delivery(let report) in try home.events([.delivery]).map(\.body) {
      #expect((report.route.channel.text, report.result) == ("alive", .refused))
    }
  }
}
