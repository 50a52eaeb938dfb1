import Almanac
import Care
import Testing

/// A lost record never yields a plain "due" (DESIGN.md rule 16).
struct LostRecordTests {
  private let loss = RecordLoss(cause: .vanished, until: at("10:00"))

  private func home(_ entries: Entry..., at now: String = "10:00") throws -> Home {
    var plan = Sample.plan()
    plan.entries = entries
    return try Home(plan, at: at(now), after: RecordLoss(cause: .vanished, until: at(now)))
  }

  private func tellings(_ home: Home) -> [(entry: String, caution: Caution?)] {
    home.ledger.events.compactMap { event in
      guard case .told = event.body, let id = event.occurrence else { return nil }
      return (event.entry?.text ?? "", home.ledger.rows[id]?.facts.caution)
    }
  }

  @Test func aDoseOfTodayThatMayHaveBeenGivenIsToldAsInDoubt() throws {
    let home = try home(Sample.medication())
    #expect(tellings(home).map(\.caution) == [.recordLost])
    let row = try home.row(at: at("08:00"))
    #expect(row.facts.caution == .recordLost)
    #expect(row.phase(at: at("10:00")) == .late)
  }

  @Test func withoutALossAFirstRunTellsNothingOfTheDaySoFar() throws {
    let home = try Home(Sample.plan(Sample.medication()), at: at("10:00"))
    #expect(home.ledger.events.spoken.isEmpty)
    #expect(home.rows(at: at("08:00")).isEmpty)
  }

  @Test func whatMayHaveBeenAnsweredAheadIsInDoubtTooAndTheRestIsNot() throws {
    // Two hours are the early window of a dose at noon.
    var home = try home(Sample.medication("midostaurin", Sample.timing("12:00", "20:00")))
    home.run(until: at("20:00"))
    #expect(try home.row(at: at("12:00")).facts.caution == .recordLost)
    #expect(try home.row(at: at("20:00")).facts.caution == nil)
    #expect(try home.row(at: at("2026-12-04 12:00")).facts.caution == nil)
  }

  @Test func whatIsPastItsTimeIsAFindingInDoubtAndWaitsForAReview() throws {
    let home = try home(Sample.medication(), at: "13:00")
    #expect(home.ledger.events.spoken == [.recordLost, .missed])
    #expect(try home.row(at: at("08:00")).facts.caution == .recordLost)
  }

  @Test func theDayIsThePersonsAndReachesBackToWhatIsStillOpen() throws {
    // At half past one it is still yesterday for Maria; the dose of the day before that may be given until 04:00.
    let entry = Sample.medication(
      "midostaurin", Sample.timing("20:00"), missedAfter: .hours(32))
    let home = try home(entry, at: "2026-12-04 01:30")
    #expect(home.rows(at: at("20:00")).map(\.facts.caution) == [.recordLost])
    #expect(home.rows(at: at("2026-12-02 20:00")).map(\.facts.caution) == [.recordLost])
    #expect(home.rows(at: at("2026-12-01 20:00")).isEmpty)
  }

  @Test func onlyTheFirstLookReachesBack() throws {
    var home = try home(Sample.medication())
    try home.edit(Sample.plan(Sample.medication(), Sample.medication("cromolyn", Sample.timing("09:00"))))
    home.run(until: at("10:30"))
    #expect(home.rows("cromolyn", at: at("09:00")).isEmpty)
  }

  @Test func anAnswerThatCameBeforeTheFirstLookStands() throws {
    var home = try Home(Sample.plan(), at: at("10:00"), after: loss)
    home.ledger.lastProcessed = nil
    home.ledger.record(
      NewEvent(
        occurrence: occurrenceID("k7f"), entry: entryID("midostaurin"),
        .scheduled(Sample.facts { $0.importance = .critical })), at: at("10:01"), channel: "take")
    home.record(.answered(Sample.taken(at: at("08:05"))), of: try home.row(at: at("08:00")))
    try home.edit(Sample.plan(Sample.medication("midostaurin", Sample.timing("07:00", "08:00"))))
    home.now = at("10:02")
    #expect(home.step().spoken == [.missed])
    #expect(try home.row(at: at("07:00")).facts.caution == .recordLost)
    #expect(try home.row(at: at("08:00")).state.attempts == 0)
  }

  @Test func aRowOfARestoredRecordIsInDoubtWhereItsTailIsMissing() throws {
    var home = try Home(Sample.plan(Sample.medication()), at: at("2026-12-02 06:00"))
    home.run(until: at("2026-12-02 09:00"))
    // Restored on the next day at ten: a whole day is missing.
    home.now = at("10:00")
    home.ledger.record(
      NewEvent(.recordLost(RecordLoss(cause: .restored, from: at("2026-12-02 09:00"), until: home.now))),
      at: home.now)
    home.step()
    #expect(try home.row(at: at("2026-12-02 20:00")).facts.caution == .recordLost)
    #expect(try home.row(at: at("08:00")).facts.caution == .recordLost)
    #expect(try home.row(at: at("20:00")).facts.caution == nil)
    #expect(home.run(until: at("20:00")).spoken.contains(.told))
  }

  @Test func noIdIsGivenTwice() throws {
    var loss = loss
    loss.skippedRows = 5704
    let home = try Home(Sample.plan(Sample.medication()), at: at("10:00"), after: loss)
    #expect(home.ledger.ids.first == OccurrenceID(number: 5704))
    #expect(home.ledger.ids.allSatisfy { $0.text.count == 4 })
  }
}
