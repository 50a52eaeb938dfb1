import Almanac
import Care
import Testing

/// Visits that are to be arranged: in a window of days, or after another one.
struct VisitTests {
  private func trial(_ middle: String = "2026-12-28", arranged: [String] = [], settled: [String] = [])
    -> Entry
  {
    var entry = Sample.appointment("2026-12-28 10:00")
    let middles = Timing(when: [CivilDateTime("\(middle) 10:00")].compactMap(\.self))
    entry.name = "Trial visit"
    entry.timing = Timing(when: arranged.compactMap(CivilDateTime.init))
    entry.detail = .appointment(
      Appointment(window: VisitWindow(middles: middles, reach: 3, settled: settled.map(date))))
    return entry
  }

  private func clinic(_ when: [String] = ["2026-12-03 09:40"]) -> Entry {
    var entry = Sample.appointment("2026-12-03 09:40")
    entry.timing = Timing(when: when.compactMap(CivilDateTime.init))
    entry.detail = .appointment(Appointment(followUp: 42))
    return entry
  }

  @Test func itAsksOnceADayFromTheFirstDayOfTheWindowOn() throws {
    var home = try Home(Sample.plan(trial()), at: at("2026-12-20 08:00"))
    let events = home.run(until: at("2027-01-02 08:00"))
    let row = try home.row("hematology.arrange", at: at("2026-12-25 10:00"))
    #expect(row.facts.name == "Trial visit: arrange it for Fri 25 Dec to Thu 31 Dec")
    #expect(row.facts.missedAt == at("2027-01-01 00:00"))
    #expect(row.facts.lateAt == at("2026-12-28 10:00"))
    #expect(events.tellings.map(\.at) == (25...31).map { at("2026-12-\($0) 10:00") })
    #expect(row.state.isMissed)
    #expect(home.rows("hematology", at: at("2026-12-28 10:00")).isEmpty)
  }

  @Test func onceItHasADateNobodyIsAskedAndTheVisitIsToldOf() throws {
    let plan = Sample.plan(trial(arranged: ["2026-12-29 09:40"], settled: ["2026-12-28"]))
    var home = try Home(plan, at: at("2026-12-20 08:00"))
    let events = home.run(until: at("2026-12-29 09:40"))
    #expect(events.tellings.map(\.at) == [at("2026-12-29 09:40")])
    #expect(home.rows("hematology.arrange", at: at("2026-12-25 10:00")).isEmpty)
  }

  @Test func theAgendaNamesTheDaysOfEachWindow() throws {
    var entry = trial()
    let middles = Timing(
      at: ["10:00"].compactMap(TimeOfDay.init), every: .days(28), from: date("2026-12-01"))
    entry.detail = .appointment(Appointment(window: VisitWindow(middles: middles, reach: 2)))
    let planner = try Planner(plan: Sample.plan(entry), settings: Settings(), zones: Zones.book)
    let agenda = planner.agenda(
      after: at("2026-12-02 00:00"), through: at("2027-02-01 00:00"), rows: [], now: at("2026-12-02 00:00"))
    #expect(
      agenda.map(\.subject.name) == [
        "Trial visit: arrange it for Sun 27 Dec to Thu 31 Dec",
        "Trial visit: arrange it for Sun 24 Jan to Thu 28 Jan",
      ])
    #expect(
      Sample.plan(entry).timingText(of: entry)
        == "every 28 days, from 1 Dec 2026, until further notice; up to 2 days before or after; not arranged yet"
    )
  }

  @Test(arguments: [
    ("2026-12-24", 0), ("2026-12-25", 1), ("2026-12-31", 1), ("2027-01-01", 0),
  ])
  func aDayLiesInTheWindowOrOutside(day: String, count: Int) throws {
    let window = try #require(trial().window)
    #expect(window.middles(around: date(day)).count == count)
  }

  @Test(arguments: [
    ("2026-12-24 12:00", []),
    (
      "2026-12-26 12:00",
      ["has no date yet; its window is Fri 25 Dec to Thu 31 Dec: tend move hematology \"2026-12-31 HH:MM\""]
    ),
    ("2027-01-02 12:00", ["had no date when its window was over on Thu 31 Dec 2026"]),
  ])
  func theRuleNamesWhatHasNoDate(now: String, messages: [String]) throws {
    let planner = try Planner(plan: Sample.plan(trial()), settings: Settings(), zones: Zones.book)
    let findings = PlanRules(planner, now: at(now)).findings().filter { $0.rule == .toArrange }
    #expect(findings.map(\.message) == messages)
    let other = Sample.plan(trial(arranged: ["2026-12-29 09:40"], settled: ["2026-12-28"]))
    let arranged = try Planner(plan: other, settings: Settings(), zones: Zones.book)
    #expect(!PlanRules(arranged, now: at(now)).findings().contains { $0.rule == .toArrange })
  }

  @Test func afterItWasAttendedTheNextOneIsToBeArranged() throws {
    var home = try Home(Sample.plan(clinic()), at: at("2026-12-03 09:00"))
    home.run(until: at("2026-12-03 18:00"))
    let visit = try home.row("hematology", at: at("2026-12-03 09:40"))
    home.record(
      .answered(Answer(outcome: .attended, happenedAt: at("2026-12-03 10:00"), by: "ana")), of: visit)
    home.step()
    // Recorded in the evening, it is asked in the evening, and not called late.
    let row = try home.row("hematology.follow-up", at: at("2026-12-03 18:00"))
    #expect(row.facts.name == "Hematology clinic: arrange the next one, about Thu 14 Jan 2027")
    #expect(row.state.attempts == 1)
    let events = home.run(until: at("2026-12-05 20:00"))
    #expect(events.tellings.map(\.at) == [at("2026-12-04 18:00"), at("2026-12-05 18:00")])
    // A later date in the plan settles it, told or not.
    try home.edit(Sample.plan(clinic(["2026-12-03 09:40", "2027-01-14 09:40"])))
    home.step()
    #expect(try home.row("hematology.follow-up", at: at("2026-12-03 18:00")).state.withdrawn != nil)
  }

  /// It was moved by a clock that was ahead; by the right one the plan seems to be older than that.
  @Test func whatThePlanHasAgainAfterAStepBackIsAskedForAgain() throws {
    func plan(_ when: String) -> Plan { Sample.plan(Sample.appointment(when)) }
    var home = try Home(plan("2026-12-05 09:40"), at: at("06:00"))
    home.sleep(until: at("2026-12-04 06:00"))
    home.record(
      .answered(Answer(outcome: .moved, happenedAt: home.now, by: "ana")),
      of: try home.row("hematology", at: at("2026-12-05 09:40")))
    try home.edit(plan("2026-12-06 09:40"))
    home.step()
    home.sleep(until: at("07:00"))
    #expect(try !home.row("hematology", at: at("2026-12-05 09:40")).state.isOpen)
    try home.edit(plan("2026-12-05 09:40"))
    home.sleep(until: at("08:00"))
    #expect(try home.row("hematology", at: at("2026-12-05 09:40")).state.isOpen)
  }

  @Test(arguments: [Outcome.cancelled, .moved, .skipped])
  func whatDidNotTakePlaceIsFollowedByNothing(outcome: Outcome) throws {
    var home = try Home(Sample.plan(clinic()), at: at("2026-12-03 09:00"))
    let visit = try home.row("hematology", at: at("2026-12-03 09:40"))
    home.record(.answered(Answer(outcome: outcome, happenedAt: home.now, by: "ana")), of: visit)
    home.run(until: at("2026-12-04 12:00"))
    #expect(!home.ledger.occurrences.contains { $0.facts.key.entry == entryID("hematology.follow-up") })
  }
}
