import Almanac
import BusTesting
import Care
import Desktop
import FileTesting
import Foundation
import Host
import Household
import Ledger
import Systemd
import Testing

@testable import Channels
@testable import TendDaemon

/// Popups on the screen when tendd ends: by force, asked to, or while somebody answers.
@Suite(
  .serialized,
  .enabled(if: PrivateBus.whyNot == nil && RunningDaemon.program != nil, "needs dbus and the executable"))
struct PopupMemoryTests {
  let home: Home
  let bus: PrivateBus
  let loop: EventLoop
  let server: FakeNotificationServer

  init() throws {
    home = try Home(wallClock: .system)
    bus = try PrivateBus()
    loop = try EventLoop()
    server = FakeNotificationServer(loop: loop, address: bus.address, first: 5)
    try write(Home.ladder + "channels = [\"desktop\"]\n", to: home.paths.settingsFile)
    try home.writePlan(
      "[person.maria]\nname = \"Maria\"\n"
        + ["senna", "iron"].map { home.medication($0, at: 2, "person = \"maria\"") }.joined())
    try loop.turn(until: { server.isThere })
  }

  private func started(_ name: String) throws -> RunningDaemon {
    let daemon = try RunningDaemon(
      home, name, environment: ["DBUS_SESSION_BUS_ADDRESS": bus.address, "XDG_RUNTIME_DIR": bus.directory])
    try loop.turn(until: { daemon.manager.lines.contains { $0["READY"] == "1" } })
    return daemon
  }

  /// A dose of two that is on the screen, and tendd gone.
  private func shown(endedBy number: CInt) throws -> FakeNotificationServer.Shown {
    let daemon = try started("first")
    try loop.turn(until: { !server.shown.isEmpty })
    // The record says so too before it ends, or it would be told again for that.
    try loop.turn(until: { (try? home.events([.delivery]).count) == 2 })
    let popup = try #require(server.shown.last)
    daemon.signal(number)
    _ = daemon.end()
    try loop.drain()
    return popup
  }

  private func press(_ number: UInt32) throws {
    try server.press(number, "answer")
    try server.dismiss(number)
  }

  @Test func aPressThatNobodyHeardIsAskedForAgainAndTheButtonsWork() throws {
    let popup = try shown(endedBy: SIGKILL)
    #expect(popup.summary.hasPrefix("Maria: 2 due"))
    #expect(server.closed.isEmpty)
    try press(popup.number)
    try loop.drain()
    #expect(try home.events([.answered]).isEmpty)
    let count = server.shown.count
    let daemon = try started("second")
    try loop.turn(until: { server.shown.count > count })
    let again = try #require(server.shown.last)
    // In its place, and not beside it.
    #expect(again.replaced == popup.number)
    #expect(again.summary == popup.summary)
    #expect(again.actions == popup.actions)
    try press(again.number)
    try loop.turn(until: { (try? home.events([.answered]).count) == 2 })
    daemon.signal(SIGTERM)
    #expect(daemon.end() == 0)
    let directory = bus.directory + "/tend"
    #expect(try permissions(of: directory) == 0o700)
    let file = directory + "/desktop.popups"
    #expect(try permissions(of: file) == 0o600)
    #expect(try text(of: file) == "tend popups 1\n")
  }

  @Test func whatWasAnsweredMeanwhileIsTakenFromTheScreen() throws {
    let popup = try shown(endedBy: SIGKILL)
    let ledger = try home.ledger()
    for row in try ledger.read({ try $0.openOccurrences() }) {
      try ledger.transaction(home.origin, home.stamp) {
        let answer = Answer(outcome: .taken, happenedAt: home.clock.now, by: "me")
        _ = try $0.append(NewEvent(occurrence: row.id, entry: row.facts.key.entry, .answered(answer)))
      }
    }
    let count = server.shown.count
    let daemon = try started("second")
    try loop.turn(until: { server.closed == [popup.number] })
    #expect(server.shown.count == count)
    withExtendedLifetime(daemon) {}
  }

  @Test func whoAsksTenddToStopIsLeftNoButtonsThatNobodyHears() throws {
    let popup = try shown(endedBy: SIGTERM)
    try loop.turn(until: { server.closed == [popup.number] })
    let count = server.shown.count
    let daemon = try started("second")
    try loop.turn(until: { server.shown.count > count })
    #expect(server.shown.last?.replaced == 0)
    withExtendedLifetime(daemon) {}
  }
}

/// The file itself.
@Suite struct PopupMemoryFileTests {
  @Test(arguments: [
    "", "tend popups 2\nmoment open 5 x/:1.2 k7f\n", "tend popups 1\nmoment open five x/:1.2 k7f\n",
    "tend popups 1\nmoment open 5 x/:1.2 midostaurin\n", "tend popups 1\nmoment open 5 x/:1.2\n",
    "tend popups 1\nelse open 5 x/:1.2 k7f\n", "\u{0}\u{1}", String(repeating: "tend popups 1\n", count: 3),
  ])
  func whatDoesNotReadIsNothing(_ text: String) throws {
    let directory = try TemporaryDirectory()
    let file = try #require(RuntimeFile("x", environment: ["XDG_RUNTIME_DIR": directory.path]))
    file.write(text)
    #expect(PopupMemory(file).read().isEmpty)
  }

  @Test func whatIsKeptIsReadBack() throws {
    let directory = try TemporaryDirectory()
    let file = try #require(RuntimeFile("x", environment: ["XDG_RUNTIME_DIR": directory.path]))
    let ids = ["k7f", "m3x"].compactMap { OccurrenceID($0) }
    let items = [
      PopupMemory.Item(
        popup: .init(server: "0123/:1.42", number: 5), isAlone: false, isDismissed: false, occurrences: ids),
      PopupMemory.Item(popup: nil, isAlone: true, isDismissed: true, occurrences: [ids[0]]),
    ]
    var memory = PopupMemory(file)
    memory.keep(items)
    #expect(Set(PopupMemory(file).read()) == Set(items))
  }

  @Test func withoutADirectoryOfTheSessionNothingIsKept() {
    #expect(RuntimeFile("x", environment: [:]) == nil)
    #expect(RuntimeFile("x", environment: ["XDG_RUNTIME_DIR": "/nowhere/at/all"]) == nil)
    #expect(RuntimeFile("x", environment: ["XDG_RUNTIME_DIR": "relative"]) == nil)
  }
}
