import Almanac
import Care
import Testing

struct PlannerTests {
  @Test func aDoseIsToldAtItsNominalTimeAndUntilItIsAnswered() throws {
    var home = try Home(Sample.plan(Sample.medication()), at: at("06:00"))
    let told = home.run(until: at("08:12")).tellings
    #expect(told.map(\.at) == ["08:00", "08:05", "08:10"].map { at($0) })
    home.record(.answered(Sample.taken(at: home.now)), of: try home.row(at: at("08:00")))
    #expect(home.run(until: at("19:59")).spoken.isEmpty)
  }

  @Test func rowsAreWrittenTwoDaysAhead() throws {
    let home = try Home(Sample.plan(Sample.medication()), at: at("06:00"))
    #expect(
      home.ledger.occurrences.map(\.facts.instant)
        == ["2026-12-03 08:00", "2026-12-03 20:00", "2026-12-04 08:00", "2026-12-04 20:00"].map { at($0) })
    #expect(home.nextWakeup == at("08:00"))
  }

  @Test func aNewEntryDoesNotReachBack() throws {
    let home = try Home(Sample.plan(Sample.medication()), at: at("08:30"))
    #expect(home.rows(at: at("08:00")).isEmpty)
    #expect(home.rows(at: at("20:00")).count == 1)
  }

  @Test func aChangedEntryDoesNotReachBackThoughTheDaemonWasOff() throws {
    var home = try Home(
      Sample.plan(Sample.medication("midostaurin", Sample.timing("20:00"))), at: at("06:00"))
    home.now = at("12:00")
    try home.edit(Sample.plan(Sample.medication("midostaurin", Sample.timing("08:00", "20:00"))))
    #expect(home.step().spoken.isEmpty)
    #expect(home.rows(at: at("08:00")).isEmpty)
  }

  @Test func anActivityThatIsNotApprovedNeverFires() throws {
    for status in [nil, Approval.Status.proposed, .withdrawn] {
      var home = try Home(Sample.plan(Sample.yoga(status)), at: at("06:00"))
      #expect(home.nextWakeup == nil)
      #expect(home.run(until: at("2026-12-10 06:00")).isEmpty)
    }
    var approved = try Home(Sample.plan(Sample.yoga(.approved)), at: at("06:00"))
    #expect(approved.run(until: at("17:30")).spoken == [.told])
  }

  @Test func anApprovalThatIsWithdrawnTakesItsOccurrencesAlong() throws {
    var home = try Home(Sample.plan(Sample.yoga(.approved)), at: at("06:00"))
    home.run(until: at("17:31"))
    try home.edit(Sample.plan(Sample.yoga(.withdrawn)))
    home.step()
    #expect(home.ledger.occurrences.allSatisfy { $0.state.withdrawn == .notApproved })
    #expect(home.run(until: at("2026-12-06 06:00")).spoken.isEmpty)
  }

  @Test func anEmptyPlanWaitsForNothing() throws {
    #expect(try Home(Plan(), at: at("06:00")).nextWakeup == nil)
  }

  @Test func twoOccurrencesAtOneInstantStayTwo() throws {
    var home = try Home(
      Sample.plan(Sample.medication("midostaurin", Sample.timing("07:30", "breakfast"))), at: at("06:00"))
    let rows = home.rows(at: at("07:30"))
    #expect(rows.map(\.facts.key.slot) == ["07:30", "breakfast"])
    #expect(Set(rows.map(\.id)).count == 2)
    #expect(home.run(until: at("07:30")).spoken == [.told, .told])
    home.record(.answered(Sample.taken(at: home.now)), of: rows[0])
    #expect(home.run(until: at("07:35")).spoken == [.told])
  }

  @Test func missedByDefaultEndsWithTheNextOccurrenceOfTheSameEntry() throws {
    let plan = Sample.plan(Sample.medication("cromolyn", Sample.timing("08:00", "10:00", "23:00")))
    var home = try Home(plan, at: at("06:00"))
    #expect(try home.row("cromolyn", at: at("08:00")).facts.missedAt == at("10:00"))
    #expect(try home.row("cromolyn", at: at("10:00")).facts.missedAt == at("14:00"))
    home.run(until: at("10:00"))
    #expect(try home.row("cromolyn", at: at("08:00")).phase(at: home.now) == .missed)
    #expect(try home.row("cromolyn", at: at("10:00")).phase(at: home.now) == .due)
  }

  @Test func anExplicitMissedAfterWins() throws {
    let plan = Sample.plan(
      Sample.medication("cromolyn", Sample.timing("08:00", "10:00"), missedAfter: .hours(3)))
    let home = try Home(plan, at: at("06:00"))
    #expect(try home.row("cromolyn", at: at("08:00")).facts.missedAt == at("11:00"))
  }

  @Test(arguments: [("20:00", "18:00"), ("11:00", "09:30"), ("08:20", "08:10")])
  func earlyIsTwoHoursOrHalfTheGapSinceTheDoseAtEight(_ second: String, _ earlyFrom: String) throws {
    let entry = Sample.medication("cromolyn", Sample.timing("08:00", second))
    let home = try Home(Sample.plan(entry), at: at("06:00"))
    #expect(try home.row("cromolyn", at: at(second)).facts.earlyFrom == at(earlyFrom))
  }

  @Test func aZoneThatIsNotLoadedIsAnErrorAndNeverUTC() {
    var entry = Sample.medication()
    entry.zone = "Europe/Paris"
    #expect(throws: PlannerError.unknownZone("Europe/Paris", entry: entry.id)) {
      try Planner(plan: Sample.plan(entry), settings: Settings(), zones: Zones.book)
    }
  }

  @Test func aTimingWithoutMeaningNamesItsEntry() {
    let entry = Sample.medication("midostaurin", Sample.timing("teatime"))
    #expect(throws: PlannerError.self) {
      try Planner(plan: Sample.plan(entry), settings: Settings(), zones: Zones.book)
    }
  }
}
