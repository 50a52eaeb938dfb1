import Almanac
import Care
import FileTesting
import Foundation
import Host
import Ledger
import Systemd
import Testing

@testable import TendDaemon

/// Channels that are programs, as children of the test: what they are given, and what is recorded of how they end.
@Suite struct CommandChannelTests {
  let home: Home
  let journal: PaperJournal

  init() throws {
    home = try Home()
    journal = try PaperJournal(home.journalPath)
    try home.writePlan(home.medication(at: 10, "dose = \"200 mg\"\ntake = \"2 ampoules\""))
  }

  private func started(_ script: String, _ more: String = "") throws -> Daemon {
    try home.writeProgram("#!/bin/sh\n\(script)\n", to: home.paths.configDirectory + "/tell")
    try write(
      Home.ladder
        + "channels = [\"told\"]\n[channel.told]\ncommand = [\"./tell\", \"a b\", \"$HOME\"]\n\(more)\n",
      to: home.paths.settingsFile)
    let daemon = try home.daemon(environment: ["PATH": "/usr/bin:/bin", "HOME": home.directory.path])
    try daemon.start()
    return daemon
  }

  /// Looks at that second, and turns until there are so many reports.
  private func look(_ daemon: Daemon, at second: Int64, reports count: Int) throws {
    home.turnClock(to: second)
    daemon.look()
    let isThere = try daemon.loop.turns(until: { try reports.count >= count })
    #expect(isThere)
    try daemon.loop.turns(untilQuietFor: .milliseconds(20))
  }

  private var reports: [DeliveryReport] {
    get throws {
      try home.events([.delivery]).compactMap {
        if case .delivery(let report) = $0.body { report } else { nil }
      }
    }
  }

  @Test func theReminderIsInTheEnvironmentAndInOneObject() throws {
    let daemon = try started(
      "env >\"$HOME/env\"; cat >\"$HOME/json\"; printf '%s|' \"$@\" >\"$HOME/arguments\"")
    try look(daemon, at: 10, reports: 1)
    #expect(try reports.map(\.result) == [.told])
    let lines = try text(of: home.directory.file("env")).split(separator: "\n").map(String.init)
    for line in [
      "TEND_VERSION=1", "TEND_CHANNEL=told", "TEND_EVENT=reminder", "TEND_NAME=Cromolyn",
      "TEND_AMOUNT=200 mg",
      "TEND_ATTEMPT=1", "TEND_TRY=1", "TEND_PRIORITY=5", "TEND_URGENCY=normal",
    ] { #expect(lines.contains(line), "\(line)") }
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: home.directory.file("json"))))
        as? [String: Any])
    #expect(object["name"] as? String == "Cromolyn")
    #expect(object["attempt"] as? Int == 1)
    #expect(object["told_late"] as? Bool == false)
    #expect(Set(object.keys).count == lines.count { $0.hasPrefix("TEND_") })
    // No shell reads the words.
    #expect(try text(of: home.directory.file("arguments")) == "a b|$HOME|")
  }

  @Test func aProgramThatFailsIsTriedAgainAndTheJournalSaysSoOnce() throws {
    let daemon = try started("echo no route to Cromolyn; [ -e \"$HOME/mended\" ]")
    try look(daemon, at: 10, reports: 1)
    try look(daemon, at: 25, reports: 2)
    #expect(try reports.map(\.result) == [.refused, .refused])
    #expect(try reports.first?.detail == "ended with exit code 1: no route to Cromolyn")
    #expect(try reports.map(\.round) == [1, 2])
    try write("", to: home.directory.file("mended"))
    try look(daemon, at: 60, reports: 3)
    let told = journal.lines.compactMap { $0["MESSAGE"] }.filter { $0.hasPrefix("channel told") }
    #expect(
      told.filter { !$0.contains("says") } == [
        "channel told refused (ended with exit code 1); it is tried again", "channel told works again",
      ])
  }

  @Test func whatItWritesIsInTheJournalForWhoeverLooksForAMistake() throws {
    let daemon = try started("echo one; echo two >&2")
    try look(daemon, at: 10, reports: 1)
    let debug = journal.lines.filter { $0["PRIORITY"] == "7" }.compactMap { $0["MESSAGE"] }
    #expect(debug == ["channel told says: one", "two"])
  }

  /// The contact may be told more than the channel says of itself.
  @Test func inADiscreetJournalAProgramThatTellsSomebodyInFullIsNotQuoted() throws {
    try home.writePlan(
      "[contact.jonas]\nname = \"Jonas\"\nchannels = [\"told\"]\nprivacy = \"full\"\n"
        + home.medication(at: 10))
    let daemon = try started("echo \"$TEND_NAME to $TEND_CONTACT\"")
    try write(
      "privacy = \"discreet\"\n"
        + (try text(of: home.paths.settingsFile)).replacing(
          "channels =", with: "escalate = [ { after = \"5s\", contact = \"jonas\" } ]\nchannels ="),
      to: home.paths.settingsFile)
    _ = daemon.office.reload(settled: true)
    try look(daemon, at: 10, reports: 1)
    try look(daemon, at: 20, reports: 2)
    #expect(try reports.map(\.route.contact) == [nil, "jonas"])
    #expect(!journal.lines.contains { $0.values.contains { $0.contains("Cromolyn") } })
  }

  @Test func inADiscreetJournalAProgramToldInFullIsNotQuoted() throws {
    let daemon = try started("echo \"$TEND_NAME\"", "privacy = \"full\"")
    try write(
      "privacy = \"discreet\"\n" + (try text(of: home.paths.settingsFile)), to: home.paths.settingsFile)
    _ = daemon.office.reload(settled: true)
    try look(daemon, at: 10, reports: 1)
    #expect(!journal.lines.contains { $0.values.contains { $0.contains("Cromolyn") } })
  }

  @Test func aHangingProgramIsEndedAndHoldsUpNeitherTheLoopNorTheJournal() throws {
    let daemon = try started("sleep 60", "timeout = \"1s\"")
    home.turnClock(to: 10)
    daemon.look()
    #expect(journal.lines("reminder").count == 1)
    // The next reminder is told while it hangs.
    home.turnClock(to: 30)
    daemon.look()
    #expect(journal.lines("reminder").count == 2)
    _ = try daemon.loop.turns(until: { try !reports.isEmpty })
    #expect(try reports.first?.result == .timedOut)
  }

  @Test func whatWasAnsweredWhileItWaitedIsNotToldAnyMore() throws {
    try home.writePlan(home.medication(at: 10) + home.medication("senna", at: 10))
    let daemon = try started("sleep 0.3; echo \"$TEND_NAME\" >>\"$HOME/said\"")
    home.turnClock(to: 10)
    daemon.look()
    // Both wait for one program at a time; the second is answered meanwhile.
    let waiting = try home.ledger().read { try $0.openOccurrences() }.filter {
      $0.facts.instant <= home.clock.now
    }
    let last = try #require(waiting.max { $0.id.text < $1.id.text })
    try home.ledger().transaction(home.origin, home.stamp) {
      let answer = Answer(outcome: .taken, happenedAt: home.clock.now, by: "me")
      _ = try $0.append(NewEvent(occurrence: last.id, entry: last.facts.key.entry, .answered(answer)))
    }
    daemon.look()
    _ = try daemon.loop.turns(until: { try reports.contains { $0.result == .told } })
    try daemon.loop.turns(untilQuietFor: .milliseconds(500))
    let said = try text(of: home.directory.file("said")).split(separator: "\n")
    #expect(said.count == 1)
    #expect(!said.contains { $0 == last.facts.name })
  }
}
