import Almanac
import Care
import FileTesting
import Foundation
import Host
import Ledger
import Systemd
import Testing

@testable import TendDaemon

/// The ladder through programs that really run: who is brought in, what they read, and who is told that it is settled.
@Suite struct EscalationChannelTests {
  let home: Home
  let journal: PaperJournal

  init() throws {
    home = try Home()
    journal = try PaperJournal(home.journalPath)
    // The first fails always, and so does that of the last contact.
    let tell = "printf '%s|%s\\n' \"$TEND_TITLE\" \"$TEND_BODY\" >>\"$HOME/$TEND_CHANNEL.said\"\n"
    for (name, end) in [("desk", "exit 1"), ("mail", "cat >\"$HOME/$TEND_EVENT.json\""), ("pager", "exit 1")]
    {
      try home.writeProgram("#!/bin/sh\n\(tell)\(end)\n", to: "\(home.paths.configDirectory)/\(name)")
    }
    try write(
      "me = \"ana\"\n" + Home.ladder
        + """
        channels = ["desk"]
        escalate = [ { after = "30s", contact = "jonas" }, { after = "45s", contact = "petra" } ]
        [channel.desk]
        command = ["./desk"]
        [channel.mail]
        command = ["./mail"]
        [channel.pager]
        command = ["./pager"]
        """, to: home.paths.settingsFile)
    try home.writePlan(
      """
      [contact.ana]
      name = "Ana"
      [contact.jonas]
      name = "Jonas"
      email = "jonas@example.org"
      channels = ["mail"]
      [contact.petra]
      name = "Petra"
      channels = ["pager"]
      [person.maria]
      name = "Maria"

      """
        + home.medication(
          at: 10, "person = \"maria\"\ndose = \"200 mg\"\nif-missed = \"Skip it.\""))
  }

  private func look(_ daemon: Daemon, at second: Int64, reports count: Int) throws {
    home.turnClock(to: second)
    daemon.look()
    #expect(try daemon.loop.turns(until: { try reports.count >= count }))
    try daemon.loop.turns(untilQuietFor: .milliseconds(20))
  }

  private var reports: [String] {
    get throws {
      try home.events([.delivery]).compactMap {
        guard case .delivery(let report) = $0.body else { return nil }
        return "\(report.route.channel) \(report.result.rawValue)"
      }
    }
  }

  private func said(_ channel: String) throws -> [String] {
    try text(of: home.directory.file("\(channel).said")).split(separator: "\n").map(String.init)
  }

  @Test func theSecondContactIsToldWhatIsWrongAndThatItIsSettledAndNobodyElseIs() throws {
    let daemon = try home.daemon(environment: ["PATH": "/usr/bin:/bin", "HOME": home.directory.path])
    try daemon.start()
    try look(daemon, at: 10, reports: 1)
    #expect(try reports == ["desk refused"])
    try look(daemon, at: 30, reports: 2)
    // Nobody answers, and nobody could: the second contact is brought in.
    try look(daemon, at: 40, reports: 3)
    #expect(try reports.last == "mail told")
    let dose = "Cromolyn 200 mg for Maria, due \(home.time(10))"
    let id = try id()
    let first = try #require(try said("mail").first)
    #expect(
      first == "Ana has not answered: \(dose), asked 2 times since \(home.time(10))|"
        + "If missed: Skip it. Missed from \(home.time(130)). Jonas: please call or look in. "
        + "What came of it is recorded with: tend take \(id)", "\(first)")
    let object = try #require(
      try JSONSerialization.jsonObject(
        with: Data(contentsOf: URL(filePath: home.directory.file("escalated.json")))) as? [String: Any])
    #expect(object["contact_name"] as? String == "Jonas")
    #expect(object["email"] as? String == "jonas@example.org")
    #expect(object["step"] as? Int == 1)
    try look(daemon, at: 55, reports: 5)
    let last = try #require(try said("pager").first)
    #expect(last.hasPrefix("Ana and Jonas have not answered: \(dose), asked 3 times"), "\(last)")

    home.turnClock(to: 58)
    try home.answer()
    try look(daemon, at: 58, reports: try reports.count + 1)
    #expect(try reports.last == "mail told")
    #expect(
      try said("mail").last
        == "Settled, nothing more to do|Taken: \(dose), at \(home.time(58)), recorded by me")
    // Who was not reached was not alarmed, and nobody is asked again.
    let counts = try ["desk", "mail", "pager"].map { try said($0).count }
    try look(daemon, at: 100, reports: 1)
    #expect(try ["desk", "mail", "pager"].map { try said($0).count } == counts)
    #expect(try said("mail").count == 2)
    #expect(try !said("pager").contains { $0.hasPrefix("Settled") })
    #expect(try home.ledger().verifyDerived().isEmpty)
  }

  private func id() throws -> String {
    try #require(try home.events([.told]).first?.occurrence).text
  }
}
