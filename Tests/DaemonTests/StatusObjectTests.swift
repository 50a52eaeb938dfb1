import Almanac
import BusTesting
import Care
import Foundation
import Host
import Ledger
import Systemd
import Testing

@testable import TendDaemon

/// What panels read on the bus.
@Suite(.enabled(if: PrivateBus.whyNot == nil, PrivateBus.whyNot.map(Comment.init(rawValue:))))
struct StatusObjectTests {
  let home: Home
  let journal: PaperJournal
  let bus: PrivateBus

  init() throws {
    home = try Home()
    journal = try PaperJournal(home.journalPath)
    bus = try PrivateBus()
    try home.writePlan(home.medication(at: 10) + home.medication("senna", at: 500))
  }

  private func started() throws -> (daemon: Daemon, client: Bus) {
    let daemon = try home.daemon(environment: ["DBUS_SESSION_BUS_ADDRESS": bus.address])
    try daemon.start()
    try daemon.loop.turn(until: { daemon.statusObject.isThere })
    return (daemon, Bus(loop: daemon.loop, address: BusAddress(bus.address)))
  }

  private func ask(
    _ client: Bus, _ loop: EventLoop, _ interface: String, _ member: String, _ arguments: [BusValue]
  )
    throws -> [BusValue]
  {
    var reply: BusReply?
    client.call(
      BusCall(to: StatusObject.name, at: StatusObject.path, interface, member, arguments)
    ) { reply = $0 }
    try loop.turn(until: { reply != nil })
    return try #require(reply).get()
  }

  private func values(_ client: Bus, _ loop: EventLoop) throws -> [String: Int] {
    let all = try ask(
      client, loop, "org.freedesktop.DBus.Properties", "GetAll", [.string(StatusObject.name)])
    return (all.first?.dictionary ?? [:]).compactMapValues(\.integer)
  }

  @Test func thePropertiesFollowWhatIsDueAnsweredAndMissed() throws {
    let (daemon, client) = try started()
    let start = Int(home.start.secondsSinceEpoch)
    #expect(
      try values(client, daemon.loop) == [
        "NextDue": start + 10, "OpenCount": 0, "MissedCount": 0, "Flags": 0,
      ])
    var heard = 0
    let signals = client.subscribe(
      BusRule(
        sender: StatusObject.name, path: StatusObject.path, interface: StatusObject.name, member: "Changed")
    ) { _ in heard += 1 }
    try daemon.loop.turns(untilQuietFor: .milliseconds(100))
    home.turnClock(to: 10)
    daemon.look()
    #expect(
      try values(client, daemon.loop) == [
        "NextDue": start + 500, "OpenCount": 1, "MissedCount": 0, "Flags": 0,
      ])
    #expect(heard == 1)
    home.turnClock(to: 12)
    daemon.look()
    try daemon.loop.turns(untilQuietFor: .milliseconds(100))
    #expect(heard == 1)
    home.turnClock(to: 200)
    daemon.look()
    #expect(
      try values(client, daemon.loop) == [
        "NextDue": start + 500, "OpenCount": 0, "MissedCount": 1, "Flags": 0,
      ])
    withExtendedLifetime(signals) {}
  }

  @Test func anOpenFlagIsCounted() throws {
    let (daemon, client) = try started()
    let flag = CareFlag(
      rule: "pain >= 7", say: "Call the nurse line", importance: .high,
      day: try #require(CivilDate("2026-12-03")), values: ["8"], name: "Evening")
    let raised = try home.ledger().transaction(home.origin, home.stamp) {
      try $0.append(NewEvent(entry: EntryID("evening"), .flagged(flag))).number
    }
    daemon.look()
    #expect(try values(client, daemon.loop)["Flags"] == 1)
    try home.ledger().transaction(home.origin, home.stamp) {
      _ = try $0.append(
        NewEvent(
          entry: EntryID("evening"), .flagClosed(FlagClosing(flag: raised, by: "me", word: "called"))))
    }
    daemon.look()
    #expect(try values(client, daemon.loop)["Flags"] == 0)
  }

  @Test(.enabled(if: access("/usr/bin/busctl", X_OK) == 0))
  func theExampleForPanelsReadsIt() throws {
    let (daemon, client) = try started()
    func line() throws -> String {
      let (process, output) = (Process(), Pipe())
      process.executableURL = root.appending(path: "Config/panels/panel")
      process.environment = ["PATH": "/usr/bin:/bin", "DBUS_SESSION_BUS_ADDRESS": bus.address, "TZ": "UTC"]
      process.standardOutput = output
      try process.run()
      try daemon.loop.turn(until: { !process.isRunning })
      return String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    }
    #expect(try line() == "next \(home.time(10).prefix(5))\n")
    home.turnClock(to: 10)
    daemon.look()
    #expect(try line() == "1 due\n")
    withExtendedLifetime(client) {}
  }

  @Test func theDescriptionInTheTreeIsThatOfTheRunningObject() throws {
    let (daemon, client) = try started()
    let text = try ask(client, daemon.loop, "org.freedesktop.DBus.Introspectable", "Introspect", [])
    let running = try #require(text.first?.string)
    let written = try String(contentsOf: root.appending(path: "systemd/org.tend.Tend1.xml"), encoding: .utf8)
    #expect(Self.interface(running) == Self.interface(written))
    #expect(Self.interface(running).contains("<property name=\"NextDue\" type=\"x\" access=\"read\">"))
  }

  private var root: URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
  }

  /// The lines of our interface, without comments and the space at their ends.
  private static func interface(_ text: String) -> [String] {
    let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    guard let first = lines.firstIndex(of: "<interface name=\"\(StatusObject.name)\">"),
      let last = lines[first...].firstIndex(of: "</interface>")
    else { return [] }
    return lines[first...last].filter { !$0.hasPrefix("<!--") }
  }
}
