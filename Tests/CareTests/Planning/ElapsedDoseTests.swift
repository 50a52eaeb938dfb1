import Almanac
import Care
import Testing

/// An entry every so many hours: which rows it has, when it rings, and what a change of its times does.
struct ElapsedDoseTests {
  private func entry(
    _ every: String, at time: String = "06:00", from: String = "2026-12-01", between: String? = nil
  ) throws -> Entry {
    var timing = Sample.timing(time, from: from)
    timing.elapsed = Timing.Elapsed(
      step: try #require(TimeSpan(hoursAndMinutes: every)),
      between: try between.map { try #require(Timing.DayWindow($0)) })
    return Sample.medication("tacrolimus", timing)
  }

  private func home(_ entry: Entry, at now: String) throws -> Home {
    try Home(Sample.plan(entry), at: at(now))
  }

  private func slots(_ home: Home, on day: String) -> [String] {
    home.ledger.occurrences.filter { $0.facts.key.day == date(day) && $0.state.withdrawn == nil }
      .sorted { $0.facts.instant < $1.facts.instant }.map(\.facts.key.slot)
  }

  private func openTimes(_ home: Home, until end: String) -> [Instant] {
    home.ledger.occurrences.filter { $0.state.isOpen && $0.facts.instant <= at(end) }.map(\.facts.instant)
      .sorted()
  }

  private func take(_ home: inout Home, _ nominal: String, at now: String) throws {
    home.run(until: at(now))
    home.record(.answered(Sample.taken(at: home.now)), of: try home.row("tacrolimus", at: at(nominal)))
  }

  @Test func theClocksGoingBackDoNotMoveIt() throws {
    var home = try home(entry("12h", at: "08:00", from: "2026-10-20"), at: "2026-10-24 07:00")
    let told = home.run(until: at("2026-10-26 07:30")).tellings.filter { $0.telling.rung == 0 }.map(\.at)
    #expect(
      told
        == [
          "2026-10-24 08:00", "2026-10-24 20:00", "2026-10-25 07:00", "2026-10-25 19:00", "2026-10-26 07:00",
        ]
        .map { at($0) })
    #expect(zip(told, told.dropFirst()).allSatisfy { $1 - $0 == 12 * 3600 })
  }

  @Test func bothTimesOfTheNightThatHasAnHourTwiceHaveARow() throws {
    var home = try home(entry("1h", at: "00:30", from: "2026-10-25"), at: "2026-10-24 20:00")
    #expect(slots(home, on: "2026-10-25").prefix(5) == ["00:30", "01:30", "02:30", "02:30-again", "03:30"])
    let told = home.run(until: at("2026-10-25 03:59")).tellings.filter { $0.telling.rung == 0 }
    #expect(told.count == 5)
  }

  @Test func whatLiesOutsideBetweenIsNeitherWrittenNorTold() throws {
    var home = try home(entry("2h", between: "08:00-14:00"), at: "2026-12-03 05:00")
    #expect(slots(home, on: "2026-12-03") == ["08:00", "10:00", "12:00", "14:00"])
    home.run(until: at("2026-12-04 07:59"))
    #expect(slots(home, on: "2026-12-03").count == 4)
    #expect(home.nextWakeup == at("2026-12-04 08:00"))
  }

  @Test func oneDoseEndsWithTheNext() throws {
    let home = try home(entry("2h"), at: "2026-12-03 05:00")
    let facts = try home.row("tacrolimus", at: at("08:00")).facts
    #expect(facts.missedAt == at("10:00"))
    #expect(facts.earlyFrom == at("07:00"))
  }

  @Test func movingTheStartDoesNotAskForWhatWasGivenAgain() throws {
    var home = try home(entry("8h"), at: "2026-12-03 05:00")
    try take(&home, "06:00", at: "06:05")
    try take(&home, "14:00", at: "14:10")
    home.run(until: at("14:30"))
    try home.edit(Sample.plan(entry("8h", at: "07:00")))
    home.step()
    #expect(openTimes(home, until: "2026-12-04 08:00") == [at("23:00"), at("2026-12-04 07:00")])
  }

  /// The date changes between the dose and the slot it stands for.
  @Test func aDoseBeforeMidnightStandsForTheTimeAfterIt() throws {
    var home = try home(entry("8h", at: "23:30", from: "2026-12-01"), at: "2026-12-03 16:00")
    try take(&home, "23:30", at: "23:40")
    try home.edit(Sample.plan(entry("8h", at: "00:30", from: "2026-12-01")))
    home.step()
    #expect(openTimes(home, until: "2026-12-04 10:00") == [at("2026-12-04 08:30")])
  }

  @Test func aTimeThatHasJustPassedUnderTheNewCountingKeepsItsDose() throws {
    var home = try home(entry("8h", at: "04:00"), at: "2026-12-03 05:00")
    home.run(until: at("19:30"))
    try home.edit(Sample.plan(entry("8h", at: "03:00")))
    home.step()
    // 19:00 has passed, so the dose of 20:00 stays; then 03:00 and 11:00.
    #expect(
      openTimes(home, until: "2026-12-04 11:00").filter { $0 > home.now }
        == [at("20:00"), at("2026-12-04 03:00"), at("2026-12-04 11:00")])
  }

  @Test func aShorterStepKeepsTheAnswersOfTheTimesItShares() throws {
    var home = try home(entry("8h"), at: "2026-12-03 05:00")
    try take(&home, "06:00", at: "06:05")
    try home.edit(Sample.plan(entry("4h")))
    home.step()
    #expect(openTimes(home, until: "22:00") == ["10:00", "14:00", "18:00", "22:00"].map { at($0) })
  }
}
