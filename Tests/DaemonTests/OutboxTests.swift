import Almanac
import Care
import FileTesting
import Ledger
import Systemd
import Testing

@testable import TendDaemon

@Suite struct OutboxTests {
  let home: Home
  let ledger: Ledger
  let wording = Wording(plan: Plan(), settings: Settings(), zones: ZoneBook(machine: .utc))

  init() throws {
    home = try Home()
    ledger = try home.ledger(mayMigrate: true)
  }

  private func outbox() throws -> Outbox {
    Outbox(herald: Herald(journal: try Journal(socketPath: home.journalPath)))
  }

  private func record(_ reasons: [String]) throws {
    try ledger.transaction(home.origin, home.stamp) { ledger in
      _ = try ledger.append(contentsOf: reasons.map { NewEvent(.stopped(reason: $0)) })
    }
  }

  private func numbers(_ journal: PaperJournal) -> [String] { journal.lines.compactMap { $0["TEND_NUMBER"] } }

  @Test func everyEventIsToldOnceInItsOrder() throws {
    let journal = try PaperJournal(home.journalPath)
    let outbox = try outbox()
    try record(["a", "b"])
    #expect(outbox.deliver(ledger, wording: wording, stamp: home.stamp))
    try record(["c"])
    #expect(outbox.deliver(ledger, wording: wording, stamp: home.stamp))
    #expect(numbers(journal) == ["1", "2", "3"])
    #expect(try ledger.read { try $0.journalCursor() } == 3)
  }

  @Test func aCrashBeforeTheCursorMovedTellsAgainUnderTheSameNumbers() throws {
    let journal = try PaperJournal(home.journalPath)
    try record(["a", "b"])
    let crashed = try outbox()
    let other = try home.ledger()
    try other.transaction(home.origin, home.stamp) { _ in
      #expect(crashed.deliver(ledger, wording: wording, stamp: home.stamp))
      // While it lives, it knows what it told, though the ledger does not.
      #expect(crashed.deliver(ledger, wording: wording, stamp: home.stamp))
    }
    #expect(try outbox().deliver(ledger, wording: wording, stamp: home.stamp))
    #expect(numbers(journal) == ["1", "2", "1", "2"])
  }

  @Test func manyEventsAreToldAlthoughTheCursorCannotMove() throws {
    let journal = try PaperJournal(home.journalPath)
    try record((0..<450).map { "\($0)" })
    let outbox = try outbox()
    try home.ledger().transaction(home.origin, home.stamp) { _ in
      while !outbox.deliver(ledger, wording: wording, stamp: home.stamp) { _ = journal.lines }
    }
    #expect(numbers(journal) == (1...450).map(String.init))
  }

  @Test func aJournalThatIsAwayIsToldWhenItIsBack() throws {
    let outbox = try outbox()
    try record(["a"])
    #expect(!outbox.deliver(ledger, wording: wording, stamp: home.stamp))
    let journal = try PaperJournal(home.journalPath)
    #expect(outbox.deliver(ledger, wording: wording, stamp: home.stamp))
    #expect(numbers(journal) == ["1"])
  }

  @Test func aJournalThatIsFullLosesNothing() throws {
    let journal = try PaperJournal(home.journalPath, isReading: false)
    let outbox = try outbox()
    try record((0..<40).map { "\($0)" })
    #expect(!outbox.deliver(ledger, wording: wording, stamp: home.stamp))
    journal.read()
    while !outbox.deliver(ledger, wording: wording, stamp: home.stamp) { _ = journal.lines }
    #expect(numbers(journal) == (1...40).map(String.init))
  }

  @Test func whatTheJournalNeverTakesIsToldInShort() throws {
    let journal = try PaperJournal(home.journalPath)
    try record(["a", String(repeating: "x", count: 33 << 20), "c"])
    #expect(try outbox().deliver(ledger, wording: wording, stamp: home.stamp))
    #expect(numbers(journal) == ["1", "2", "3"])
    #expect(journal.lines[1]["MESSAGE"]?.hasSuffix("(shortened)") == true)
  }

  @Test func anEventOfANewerTendDoesNotHoldUpTheOthers() throws {
    let journal = try PaperJournal(home.journalPath)
    try record(["a"])
    let insert = """
      import sqlite3, sys
      d = sqlite3.connect(sys.argv[1]); d.execute('''INSERT INTO event (version, kind, recordedAt, sinceBoot,
      bootID, actor, channel, payload) VALUES (1, 'levitated', 0, 0, '', 'x', 'x', '{}')'''); d.commit()
      """
    let command = try Command("python3", "-c", insert, ledger.path)
    try #require(command.status == 0, "\(command.errors)")
    try record(["c"])
    #expect(try outbox().deliver(ledger, wording: wording, stamp: home.stamp))
    #expect(numbers(journal) == ["1", "3"])
    #expect(journal.lines.contains { $0["MESSAGE"]?.contains("levitated") == true })
  }
}
