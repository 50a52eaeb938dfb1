import Almanac
import Care
import Testing

/// The plan changes while its occurrences are under way.
struct PlanChangeTests {
  private func home(_ times: String..., at now: Instant) throws -> Home {
    let timing = Timing(at: times.compactMap(TimeOfDay.init))
    return try Home(Sample.plan(Sample.medication("midostaurin", timing)), at: now)
  }

  private func edit(_ home: inout Home, _ times: String..., at now: Instant) throws {
    home.run(until: now)
    let timing = Timing(at: times.compactMap(TimeOfDay.init))
    try home.edit(Sample.plan(Sample.medication("midostaurin", timing)))
    home.step()
  }

  private func take(_ home: inout Home, _ nominal: String, at now: String) throws {
    home.run(until: at(now))
    home.record(.answered(Sample.taken(at: home.now)), of: try home.row(at: at(nominal)))
  }

  private func openTimes(_ home: Home, on day: String = "2026-12-03") -> [Instant] {
    home.ledger.occurrences.filter { $0.state.isOpen && $0.facts.key.day == date(day) }.map(\.facts.instant)
      .sorted()
  }

  @Test func aDoseGivenBeforeItsTimeMovesDoesNotRingAgain() throws {
    var home = try home("08:00", at: at("06:00"))
    try take(&home, "08:00", at: "08:10")
    try edit(&home, "09:00", at: at("08:30"))
    #expect(openTimes(home).isEmpty)
    #expect(home.run(until: at("23:00")).spoken.isEmpty)
    #expect(openTimes(home, on: "2026-12-04") == [at("2026-12-04 09:00")])
  }

  @Test func whatCameDueWhileNobodyLookedHasItsRowsBeforeAnotherPlanTakesOver() throws {
    var home = try home("08:00", at: at("06:00"))
    home.now = at("2026-12-08 09:00")
    #expect(home.writeRows().allSatisfy { $0.body.kind == .scheduled })
    try home.edit(Sample.plan(Sample.medication("midostaurin", Timing(at: [#require(TimeOfDay("08:15"))]))))
    home.step()
    let due = ["2026-12-03", "2026-12-04", "2026-12-05", "2026-12-06", "2026-12-07", "2026-12-08"]
    let known = home.ledger.occurrences.filter { $0.state.withdrawn == nil && $0.facts.instant <= home.now }
    #expect(Set(known.map(\.facts.instant)) == Set(due.map { at("\($0) 08:00") }))
  }

  @Test func theDaysAnswersStandForTheNewTimesNearestThem() throws {
    var home = try home("08:00", "20:00", at: at("06:00"))
    try take(&home, "08:00", at: "08:10")
    try edit(&home, "09:00", "21:00", at: at("08:30"))
    #expect(openTimes(home) == [at("21:00")])
  }

  @Test func aLateEveningDoseDoesNotStandForTheMorning() throws {
    var home = try home("08:00", "20:00", at: at("06:00"))
    try take(&home, "20:00", at: "20:05")
    try edit(&home, "09:00", "21:00", at: at("20:30"))
    #expect(openTimes(home).isEmpty)
  }

  @Test func aDoseToldAndNotAnsweredKeepsItsRow() throws {
    var home = try home("08:00", at: at("06:00"))
    try edit(&home, "09:00", at: at("08:02"))
    #expect(openTimes(home) == [at("08:00")])
    #expect(home.run(until: at("09:00")).tellings.count == 12)
  }

  /// The told dose stands for the later time only as long as it is open: whoever was not given it is asked again.
  @Test func theLaterTimeIsAskedForOnceTheToldDoseWasMissed() throws {
    var home = try home("08:00", at: at("06:00"))
    try edit(&home, "20:00", at: at("08:02"))
    #expect(openTimes(home) == [at("08:00")])
    home.run(until: at("12:00"))
    #expect(try home.row(at: at("08:00")).state.isMissed)
    #expect(openTimes(home) == [at("20:00")])
  }

  @Test func anUntoldDoseMovesWithThePlan() throws {
    var home = try home("08:00", at: at("06:00"))
    try edit(&home, "09:00", at: at("07:00"))
    #expect(openTimes(home) == [at("09:00")])
    #expect(try home.row(at: at("08:00")).state.withdrawn == .planChanged)
  }

  @Test func aTimeThatHasPassedWhenThePlanIsChangedKeepsTodaysDose() throws {
    var home = try home("20:00", at: at("06:00"))
    try edit(&home, "19:00", at: at("19:30"))
    #expect(openTimes(home) == [at("20:00")])
    #expect(openTimes(home, on: "2026-12-04") == [at("2026-12-04 19:00")])
  }

  @Test func onceADayInsteadOfTwiceEndsTheSecond() throws {
    var home = try home("08:00", "20:00", at: at("06:00"))
    try take(&home, "08:00", at: "08:10")
    try edit(&home, "08:30", at: at("12:00"))
    #expect(openTimes(home).isEmpty)
  }

  @Test func changingThereAndBackAfterAnEarlyAnswerDoesNotRingAgain() throws {
    var home = try home("08:00", at: at("06:00"))
    try edit(&home, "09:00", at: at("07:00"))
    try take(&home, "09:00", at: "07:30")
    try edit(&home, "08:00", at: at("07:40"))
    #expect(openTimes(home).isEmpty)
  }

  @Test func aMovedBreakfastMovesItsDose() throws {
    var home = try home("breakfast", at: at("06:00"))
    #expect(openTimes(home) == [at("07:30")])
    var plan = home.plan
    plan.people[0].moments.times["breakfast"] = time("08:30")
    try home.edit(plan)
    let events = home.step()
    #expect(events.map(\.body.kind).allSatisfy { $0 == .rescheduled })
    #expect(openTimes(home) == [at("08:30")])
  }

  /// What is before the waking up counts to the day before, so that the same breakfast is of another day afterwards.
  private func early(wake: String, breakfast: String) -> Plan {
    var plan = Sample.plan(Sample.medication("midostaurin", Sample.timing("breakfast")))
    plan.people[0].moments.times["wake"] = time(wake)
    plan.people[0].moments.times["breakfast"] = time(breakfast)
    return plan
  }

  @Test func aBreakfastMovedFromBeforeTheWakingUpDoesNotRingAgainTheSameMorning() throws {
    var home = try Home(early(wake: "07:00", breakfast: "06:30"), at: at("05:00"))
    try take(&home, "06:30", at: "06:31")
    home.run(until: at("06:45"))
    try home.edit(early(wake: "07:00", breakfast: "07:30"))
    home.step()
    #expect(home.run(until: at("2026-12-04 07:30")).tellings.map(\.at) == [at("2026-12-04 07:30")])
  }

  @Test(arguments: ["05:10", "06:45"])
  func aWakingUpMovedBeforeBreakfastDoesNotDoubleIt(when: String) throws {
    var home = try Home(early(wake: "07:00", breakfast: "06:30"), at: at("05:00"))
    if when > "06:30" { try take(&home, "06:30", at: "06:31") }
    home.run(until: at(when))
    try home.edit(early(wake: "06:00", breakfast: "06:30"))
    home.step()
    let next = when > "06:30" ? at("2026-12-04 06:30") : at("06:30")
    #expect(home.run(until: next).tellings.map(\.at) == [next])
  }

  @Test func aBreakfastMovedAfterTheDoseDoesNotRingAgain() throws {
    var home = try home("breakfast", at: at("06:00"))
    try take(&home, "07:30", at: "07:35")
    var plan = home.plan
    plan.people[0].moments.times["breakfast"] = time("08:30")
    home.now = at("07:40")
    try home.edit(plan)
    home.step()
    #expect(openTimes(home).isEmpty)
    #expect(home.run(until: at("2026-12-04 08:30")).tellings.map(\.at) == [at("2026-12-04 08:30")])
  }

  @Test func aRemovedEntryWithdrawsWhatIsOpenTheDueIncluded() throws {
    var home = try home("08:00", "20:00", at: at("06:00"))
    home.run(until: at("08:06"))
    try home.edit(Sample.plan())
    #expect(Set(home.step().spoken) == [.withdrawn])
    #expect(home.ledger.occurrences.allSatisfy { $0.state.withdrawn == .entryRemoved })
    #expect(home.run(until: at("2026-12-05 08:00")).isEmpty)
  }

  @Test func anEntryPutBackTakesUpItsRows() throws {
    var home = try home("08:00", "20:00", at: at("06:00"))
    home.run(until: at("08:06"))
    let before = home.ledger.occurrences
    let plan = home.plan
    try home.edit(Sample.plan())
    home.step()
    home.now = at("08:08")
    try home.edit(plan)
    home.step()
    #expect(home.ledger.occurrences.map(\.id) == before.map(\.id))
    // The dose that was due goes on where it was: third attempt, not first.
    let told = home.run(until: at("08:10")).tellings
    #expect(told.map(\.telling.attempt) == [3])
  }

  @Test func anEntryPutBackAfterTheDoseWasOverDoesNotReachBack() throws {
    var home = try home("08:00", at: at("06:00"))
    home.run(until: at("08:06"))
    let plan = home.plan
    try home.edit(Sample.plan())
    home.step()
    home.now = at("12:30")
    try home.edit(plan)
    #expect(home.step().spoken.isEmpty)
  }

  @Test func anAnswerSurvivesEverythingThePlanDoes() throws {
    var home = try home("08:00", at: at("06:00"))
    try take(&home, "08:00", at: "08:10")
    let answered = try home.row(at: at("08:00"))
    try edit(&home, "07:00", "12:00", at: at("09:00"))
    try home.edit(Sample.plan())
    home.step()
    #expect(try home.row(at: at("08:00")) == answered)
  }

  @Test func aRenamedMedicineIsWrittenIntoWhatIsStillToCome() throws {
    var home = try home("08:00", "20:00", at: at("06:00"))
    home.run(until: at("08:01"))
    var plan = home.plan
    plan.entries[0].name = "Rydapt"
    try home.edit(plan)
    home.step()
    #expect(try home.row(at: at("08:00")).facts.name == "Midostaurin")
    #expect(try home.row(at: at("20:00")).facts.name == "Rydapt")
  }
}
