import Care
import FileTesting
import Foundation
import Glibc
import Systemd
import Testing

@testable import TendDaemon

@Suite struct HeraldTests {
  private let line = JournalLine(event: .stopped, message: "Tend stops", priority: 3, fields: [])

  @Test func withoutAJournalItPrintsForAPerson() throws {
    let directory = try TemporaryDirectory()
    let file = open(directory.file("out"), O_WRONLY | O_CREAT, 0o600)
    let herald = Herald(journal: nil, output: file)
    try herald.tell(line, at: "08:00")
    herald.warn("look out")
    close(file)
    #expect(try text(of: directory.file("out")) == "08:00 ! Tend stops\ntendd: look out\n")
  }

  @Test func nothingInALineSteersTheTerminalAndTheJournalHasTheTextItself() throws {
    let written = "Mido\u{1B}[2J\nnext \u{202E}gm 001"
    let line = JournalLine(event: .stopped, message: written, priority: 5, fields: [])
    let directory = try TemporaryDirectory()
    let file = open(directory.file("out"), O_WRONLY | O_CREAT, 0o600)
    try Herald(journal: nil, output: file).tell(line, at: "08:00")
    close(file)
    #expect(try text(of: directory.file("out")) == "08:00   Mido\u{FFFD}[2J next \u{FFFD}gm 001\n")

    let journal = try PaperJournal(directory.file("journal"))
    try Herald(journal: try Journal(socketPath: journal.path)).tell(line, at: "08:00")
    #expect(journal.lines.first?["MESSAGE"] == written)
  }

  @Test func aReaderThatStoppedDoesNotStopIt() throws {
    var ends: [CInt] = [0, 0]
    try #require(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    let herald = Herald(journal: nil, output: ends[1])
    #expect(throws: JournalError.full) {
      // Far more than a pipe holds: it would wait here for ever.
      for _ in 0..<100_000 { try herald.tell(line, at: "08:00") }
    }
  }

  @Test func thatNothingIsRecordedIsAnEventOfItsOwn() throws {
    let directory = try TemporaryDirectory()
    let journal = try PaperJournal(directory.file("journal"))
    Herald(journal: try Journal(socketPath: journal.path)).unrecorded("disk full")
    let told = try #require(journal.lines.first)
    #expect(told["MESSAGE_ID"] == JournalEvent.unrecorded.messageID)
    #expect((told["TEND_EVENT"], told["PRIORITY"]) == ("unrecorded", "2"))
  }
}
