import Almanac
import Care
import Testing

/// Cycles and countdowns, and what moving their day 1 or day 0 does to what was told and answered.
struct CourseTests {
  private func cladribine(day1: String, days: Int = 5, of: Int = 28, cycles: Int? = 6) -> Plan {
    var timing = Sample.timing("10:00")
    timing.cycle = Timing.Cycle(day1: date(day1), days: days, of: of, cycles: cycles)
    return Sample.plan(Sample.medication("cladribine", timing))
  }

  private func transplant(day0: String, _ days: Timing.DayRange...) -> Plan {
    var timing = Sample.timing("08:00")
    timing.countdown = Timing.Countdown(day0: date(day0), days: days)
    return Sample.plan(Sample.medication("conditioning", timing))
  }

  private func days(_ home: Home, _ entry: String, until end: String) -> [CivilDate] {
    home.planner.upcoming(of: entryID(entry), after: home.now, count: 60).map(\.key.day)
      .filter { $0 <= date(end) }
  }

  private func openDays(_ home: Home) -> [CivilDate] {
    home.ledger.occurrences.filter(\.state.isOpen).map(\.facts.key.day).sorted()
  }

  private func take(_ home: inout Home, _ entry: String, _ nominal: String, at now: String) throws {
    home.run(until: at(now))
    home.record(.answered(Sample.taken(at: home.now)), of: try home.row(entry, at: at(nominal)))
    home.step()
  }

  @Test func cladribineFiveDaysInTwentyEight() throws {
    var home = try Home(cladribine(day1: "2026-12-07"), at: at("2026-12-01 08:00"))
    let told = home.run(until: at("2027-01-31 08:00")).tellings.filter { $0.telling.rung == 0 }.map(\.at)
    let expected =
      [7, 8, 9, 10, 11].map { at("2026-12-\($0 < 10 ? "0" : "")\($0) 10:00") }
      + [4, 5, 6, 7, 8].map { at("2027-01-0\($0) 10:00") }
    #expect(told == expected)
  }

  @Test func transplantCountdown() throws {
    let home = try Home(
      transplant(day0: "2027-01-15", Timing.DayRange(-7, -2), Timing.DayRange(28, 28)),
      at: at("2026-12-01 08:00"))
    #expect(
      days(home, "conditioning", until: "2027-12-31").map(\.description) == [
        "2027-01-08", "2027-01-09", "2027-01-10", "2027-01-11", "2027-01-12", "2027-01-13", "2027-02-12",
      ])
  }

  @Test func movingDayOneMovesTheWholeSet() throws {
    var home = try Home(cladribine(day1: "2026-12-07"), at: at("2026-12-06 08:00"))
    #expect(openDays(home) == [date("2026-12-07")])
    try home.edit(cladribine(day1: "2026-12-14"))
    home.step()
    #expect(openDays(home).isEmpty)
    #expect(days(home, "cladribine", until: "2026-12-31").map(\.day) == [14, 15, 16, 17, 18])
    #expect(home.run(until: at("2026-12-14 10:00")).tellings.map(\.at) == [at("2026-12-14 10:00")])
  }

  @Test func movingThereAndBackGivesTheSameRowsAgain() throws {
    var home = try Home(cladribine(day1: "2026-12-07"), at: at("2026-12-06 12:00"))
    let ids = home.ledger.occurrences.map(\.id)
    try home.edit(cladribine(day1: "2026-12-14"))
    home.step()
    home.now = at("2026-12-06 12:30")
    try home.edit(cladribine(day1: "2026-12-07"))
    home.step()
    #expect(home.ledger.occurrences.map(\.id) == ids)
    #expect(home.run(until: at("2026-12-07 10:00")).tellings.map(\.at) == [at("2026-12-07 10:00")])
  }

  @Test func whatWasGivenStaysGivenWhenTheRestMoves() throws {
    var home = try Home(cladribine(day1: "2026-12-07"), at: at("2026-12-06 08:00"))
    try take(&home, "cladribine", "2026-12-07 10:00", at: "2026-12-07 10:20")
    try take(&home, "cladribine", "2026-12-08 10:00", at: "2026-12-08 10:20")
    let given = home.ledger.occurrences.filter { $0.state.answer != nil }
    // Counted from a day earlier, so that today is the third day and not the second.
    try home.edit(cladribine(day1: "2026-12-06"))
    home.step()
    #expect(days(home, "cladribine", until: "2026-12-31").map(\.day) == [9, 10])
    #expect(home.run(until: at("2026-12-08 23:00")).spoken.isEmpty)
    #expect(home.ledger.occurrences.filter { $0.state.answer != nil } == given)
  }

  @Test func theDayThatWasToldIsNotToldAsAnotherOne() throws {
    var home = try Home(cladribine(day1: "2026-12-07"), at: at("2026-12-06 08:00"))
    home.run(until: at("2026-12-07 10:01"))
    try home.edit(cladribine(day1: "2026-12-14"))
    home.step()
    // It was told, so it stays open until someone says that it was cancelled.
    #expect(openDays(home) == [date("2026-12-07")])
    home.record(
      .answered(Answer(outcome: .cancelled, happenedAt: home.now, by: "ana")),
      of: try home.row("cladribine", at: at("2026-12-07 10:00")))
    #expect(home.run(until: at("2026-12-14 09:59")).spoken.isEmpty)
    #expect(home.run(until: at("2026-12-14 10:00")).spoken == [.told])
  }

  @Test func movingDayZeroMovesWhatIsBeforeAndAfterIt() throws {
    var home = try Home(transplant(day0: "2027-01-15", Timing.DayRange(-1, 1)), at: at("2027-01-14 06:00"))
    try take(&home, "conditioning", "2027-01-14 08:00", at: "2027-01-14 08:10")
    try home.edit(transplant(day0: "2027-01-18", Timing.DayRange(-1, 1)))
    home.step()
    #expect(days(home, "conditioning", until: "2027-12-31").map(\.day) == [17, 18, 19])
    #expect(home.run(until: at("2027-01-17 07:59")).spoken.isEmpty)
  }

  @Test func daysFollowTheWallClockOverTheChangeOfTheClocks() throws {
    var home = try Home(cladribine(day1: "2026-10-24", days: 3), at: at("2026-10-23 12:00"))
    let told = home.run(until: at("2026-10-27 09:00")).tellings.filter { $0.telling.rung == 0 }.map(\.at)
    #expect(told == [24, 25, 26].map { at("2026-10-\($0) 10:00") })
    #expect(told[1] - told[0] == 25 * 3600)
  }
}
