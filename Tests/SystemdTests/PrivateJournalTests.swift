import Foundation
import Systemd
import Testing

/// The same sender against the real thing.
@Suite(.serialized, .enabled(if: PrivateJournal.whyNot == nil, PrivateJournal.whyNot))
struct PrivateJournalTests {
  @Test func whatIsSentCanBeReadBack() throws {
    let daemon = try PrivateJournal()
    let journal = try Journal(socketPath: daemon.socketPath)
    let report = String(repeating: "day by day\n", count: 100_000)
    try journal.send([
      JournalField("SYSLOG_IDENTIFIER", "probe"), JournalField("MESSAGE", "Dose due"),
      JournalField("PRIORITY", "4"), JournalField("TEND_NOTE", "two\nlines "), JournalField("TAG", "a"),
      JournalField("TAG", "b"), JournalField("BYTES", bytes: [0, 0xFF, 0x0A]),
    ])
    try journal.send([JournalField("SYSLOG_IDENTIFIER", "probe"), JournalField("MESSAGE", report)])

    let entries = try daemon.entries(2, from: "probe")
    let first = try #require(entries.first)
    #expect(first["MESSAGE"] as? String == "Dose due")
    #expect(first["PRIORITY"] as? String == "4")
    #expect(first["TEND_NOTE"] as? String == "two\nlines ")
    #expect((first["TAG"] as? [String]).map(Set.init) == ["a", "b"])
    #expect(first["BYTES"] as? [Int] == [0, 0xFF, 0x0A])
    #expect(first["_TRANSPORT"] as? String == "journal")
    #expect(first["_PID"] as? String == "\(getpid())")
    #expect(entries.last?["MESSAGE"] as? String == report)
  }

  @Test func aStoppedJournalIsFullAndLosesNothingItTook() throws {
    let daemon = try PrivateJournal()
    let journal = try Journal(socketPath: daemon.socketPath)
    daemon.signal(SIGSTOP)
    var sent = 0
    #expect(throws: JournalError.full) {
      while sent < 100_000 {
        try journal.send([JournalField("SYSLOG_IDENTIFIER", "probe"), JournalField("MESSAGE", "\(sent)")])
        sent += 1
      }
    }
    #expect(sent > 0)
    daemon.signal(SIGCONT)
    let texts = try daemon.entries(sent, from: "probe").map { $0["MESSAGE"] as? String }
    #expect(texts == (0..<sent).map { "\($0)" })
  }
}
