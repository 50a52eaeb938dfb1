import Almanac
import Care
import FileTesting
import Host
import Household
import Ledger
import Testing

@testable import TendDaemon

/// An entry that gets another id in the files while the ledger cannot be written.
@Suite struct RenamedUnrecordedTests {
  let home: Home
  let journal: PaperJournal

  init() throws {
    home = try Home()
    journal = try PaperJournal(home.journalPath)
    try write(Home.ladder, to: home.paths.settingsFile)
    try home.writePlan(home.medication(at: 10))
  }

  @Test func itIsToldOnAndRecordedUnderItsNewID() throws {
    let daemon = try home.daemon(ledger: try home.ledger(mayMigrate: true))
    try daemon.start()
    let rows = try home.ledger().read { try $0.openOccurrences() }
    let row = try #require(rows.min { $0.facts.instant < $1.facts.instant })
    try home.ledger().transaction(home.origin, home.stamp) { _ in
      home.turnClock(to: 10)
      daemon.look()
      try home.writePlan(home.medication("intal", at: 10, "renamed-from = \"cromolyn\""))
      home.turnClock(to: 20)
      #expect(daemon.office.reload(settled: true))
      for second in [Int64(20), 30] {
        home.turnClock(to: second)
        daemon.look()
      }
    }
    #expect(journal.lines("reminder").map { $0["TEND_ENTRY"] } == ["cromolyn", "intal"])
    #expect(journal.lines("reminder").map { $0["TEND_OCCURRENCE"] } == [row.id.text, row.id.text])
    // An answer under the short id, which it keeps.
    try home.answer()
    for second in [Int64(40), 50] {
      home.turnClock(to: second)
      daemon.look()
    }
    let ledger = try home.ledger()
    let kept = try #require(try ledger.read { try $0.occurrence(row.id) })
    #expect(kept.facts.key.entry.text == "intal" && kept.state.answer?.outcome == .taken)
    #expect(journal.lines("reminder").count == 2)
    #expect(try home.events([.renamed]).count == 1)
    #expect(try home.events([.withdrawn]).isEmpty)
    #expect(try ledger.verifyDerived().isEmpty)
  }
}
