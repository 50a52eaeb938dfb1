import Almanac
import Care
import FileTesting
import Foundation
import Host
import Household
import Ledger
import PlanFile
import Testing

@testable import TendDaemon

/// What the daemon makes of time passing.
@Suite struct LookTests {
  let home: Home
  let journal: PaperJournal

  init() throws {
    home = try Home()
    journal = try PaperJournal(home.journalPath)
    try write(Home.ladder, to: home.paths.settingsFile)
  }

  /// The event and attempt of every line about an occurrence.
  private var told: [String] {
    journal.lines.filter { $0["TEND_OCCURRENCE"] != nil }.map {
      [$0["TEND_EVENT"], $0["TEND_ATTEMPT"]].compactMap { $0 }.joined(separator: " ")
    }
  }

  @Test func aDoseIsToldAtItsTimeAndAgainUntilItIsMissed() throws {
    try home.writePlan(home.medication(at: 10))
    let daemon = try home.daemon()
    try daemon.start()
    for second in stride(from: Int64(0), through: 140, by: 1) {
      home.turnClock(to: second)
      daemon.look()
    }
    #expect(told == ["reminder 1", "reminder 2", "reminder 3", "late 4", "late 5", "late 6", "missed 6"])
    let told = try home.events([.told, .missed]).map { $0.stamp.at - home.start }
    #expect(told == [10, 30, 50, 70, 90, 110, 130])
  }

  @Test func anAnswerEndsTheReminders() throws {
    try home.writePlan(home.medication(at: 10))
    let daemon = try home.daemon()
    try daemon.start()
    home.turnClock(to: 10)
    daemon.look()
    let ledger = try home.ledger()
    let row = try #require(try ledger.read { try $0.openOccurrences().first })
    try ledger.transaction(home.origin, home.stamp) { ledger in
      let answer = Answer(outcome: .taken, happenedAt: home.clock.now, by: "me")
      _ = try ledger.append(NewEvent(occurrence: row.id, entry: row.facts.key.entry, .answered(answer)))
    }
    home.turnClock(to: 200)
    daemon.look()
    #expect(told == ["reminder 1", "answered"])
  }

  @Test(arguments: [(Int64(13), "0"), (25, "1")])
  func aDoseDueWhileTenddIsRestartedIsToldOnce(_ restart: Int64, _ isToldLate: String) throws {
    try home.writePlan(home.medication(at: 10))
    try home.daemon().start()
    home.turnClock(to: restart)
    try home.daemon().start()
    try home.daemon().start()
    #expect(told == ["reminder 1"])
    #expect(journal.lines("reminder").first?["TEND_TOLD_LATE"] == isToldLate)
  }

  @Test func aDoseDueBetweenSavingAndReadingIsTold() throws {
    let daemon = try home.daemon()
    try daemon.start()
    // The file's own time is the machine's; the reading comes three seconds later.
    try home.writePlan(home.medication(at: 61))
    home.turnClock(to: 64)
    #expect(try daemon.loop.turns { try !home.events([.told]).isEmpty })
    #expect(told == ["reminder 1"])
  }

  @Test func aStalledJournalDoesNotDelayTheRecord() throws {
    try home.writePlan(home.medication(at: 10) + home.medication("famotidine", at: 11))
    let daemon = try home.daemon(journal: home.directory.file("nobody"))
    try daemon.start()
    // Two seconds later the journal is tried again, and sooner only for another reminder.
    for (second, next) in [(Int64(10), Int64(11)), (11, 13)] {
      home.turnClock(to: second)
      daemon.look()
      #expect(daemon.wakeup.map { $0 - home.start } == next)
    }
    #expect(try home.events([.told]).map { $0.stamp.at - home.start } == [10, 11])
  }

  @Test func anIdleLookWritesNothing() throws {
    try home.writePlan(home.medication(at: 3600))
    let daemon = try home.daemon()
    try daemon.start()
    daemon.look()
    let before = try Data(contentsOf: URL(filePath: home.paths.ledgerFile + "-wal"))
    home.turnClock(to: 60)
    daemon.look()
    #expect(try Data(contentsOf: URL(filePath: home.paths.ledgerFile + "-wal")) == before)
  }

  @Test func aClockThatStepsBackTellsNothingTwice() throws {
    try home.writePlan(home.medication(at: 10))
    let daemon = try home.daemon()
    try daemon.start()
    for second in [Int64(10), 5, 8, 10, 12] {
      home.turnClock(to: second)
      daemon.look()
    }
    #expect(journal.lines("clock-suspect").count == 1)
    #expect(told.count { $0 == "reminder 1" } == 1)
    #expect(journal.lines("missed").isEmpty)
  }

  /// What tendd keeps between its looks is what a fresh one would read, whoever wrote meanwhile.
  @Test func whatIsKeptIsWhatTheLedgerSays() throws {
    try home.writePlan(home.medication(at: 10) + home.medication("famotidine", at: 25))
    let daemon = try home.daemon()
    try daemon.start()
    let ledger = try home.ledger()
    var answers: [Int64] = []
    for second in stride(from: Int64(5), through: 200, by: 5) {
      home.turnClock(to: second)
      try ledger.transaction(home.origin, home.stamp) { ledger in
        if second % 35 == 0, let undone = answers.popLast() {
          try ledger.append(NewEvent(.undone(undone)))
        } else if second % 20 == 0, let row = try ledger.openOccurrences().first {
          let answer = Answer(outcome: .taken, happenedAt: home.clock.now, by: "me")
          answers.append(try ledger.append(NewEvent(occurrence: row.id, .answered(answer))).number)
        }
      }
      if second == 100 { try ledger.rebuild() }
      daemon.look()
      let fresh = try ledger.read { PlannerState(try $0.snapshot(windowFrom: Instant(0))) }
      #expect(daemon.register.memory.state.occurrences == fresh.occurrences)
      #expect(daemon.register.memory.state.lastEvent == fresh.lastEvent)
    }
    #expect(!told.filter { $0 == "undone" || $0 == "answered" }.isEmpty)
  }

  @Test func rowsGoOnRemindingWhenNoPlanReadsAnyMore() throws {
    try home.writePlan(home.medication(at: 10))
    let plan = try #require(
      home.household.load(try home.household.readPlanFiles()).plan.plan)
    // As a stricter version would find it: neither the file nor what the ledger keeps reads.
    try home.writePlan("[medication.cromolyn]\nlevitates = true\n")
    let ledger = try home.ledger(mayMigrate: true)
    _ = try home.household.accept(
      plan, try home.household.readPlanFiles(), into: ledger, origin: home.origin)
    let planner = try Planner(
      plan: plan, settings: Settings(), zones: try home.household.zoneBook(for: plan))
    try ledger.transaction(home.origin, home.stamp) { ledger in
      let step = planner.step(
        try ledger.snapshot(windowFrom: home.start), now: home.start, release: Release.date)
      try ledger.append(contentsOf: step.events)
      try ledger.setLastProcessed(home.start)
    }
    home.turnClock(to: 10)
    let daemon = try home.daemon()
    try daemon.start()
    home.turnClock(to: 30)
    daemon.look()
    #expect(told.first == "reminder 1")
    #expect(try home.events([.withdrawn]).isEmpty)
    #expect(journal.lines("plan-rejected").count == 1)
  }
}
