import Almanac
import Care
import Testing

/// Lead times, daylight saving time and journeys.
struct CalendarTests {
  @Test func leadTimesInWholeDaysFollowTheCalendarAcrossDaylightSavingTime() throws {
    // The clocks go back in Berlin on 25 October 2026.
    var home = try Home(Sample.plan(Sample.appointment("2026-10-28 09:40")), at: at("2026-10-01 06:00"))
    let told = home.run(until: at("2026-10-28 09:40")).tellings
    #expect(
      told.map(\.at)
        == ["2026-10-21 09:40", "2026-10-27 09:40", "2026-10-28 07:40", "2026-10-28 09:40"].map { at($0) })
    #expect(told.map(\.telling.rung) == [-3, -2, -1, 0])
    #expect(told.map(\.telling.isToldLate) == [false, false, false, false])
  }

  @Test func anAppointmentWrittenDownLateIsNotToldForLeadTimesBeforeThat() throws {
    var home = try Home(Sample.plan(Sample.appointment("2026-12-05 09:40")), at: at("06:00"))
    let told = home.run(until: at("2026-12-05 09:40")).tellings
    #expect(told.map(\.at) == ["2026-12-04 09:40", "2026-12-05 07:40", "2026-12-05 09:40"].map { at($0) })
    #expect(told.allSatisfy { !$0.telling.isToldLate })
  }

  @Test func anAppointmentMovedAfterALeadTimeRingsAtItsNewHourOnly() throws {
    var home = try Home(Sample.plan(Sample.appointment("2026-12-05 09:40")), at: at("06:00"))
    home.run(until: at("2026-12-04 10:00"))
    try home.edit(Sample.plan(Sample.appointment("2026-12-05 14:00")))
    home.step()
    let told = home.run(until: at("2026-12-05 14:00")).tellings
    #expect(told.map(\.at) == ["2026-12-04 14:00", "2026-12-05 12:00", "2026-12-05 14:00"].map { at($0) })
  }

  @Test(arguments: [
    // The spring night has no 02:30: once, with the offset before the gap. The autumn night has two: once, at the first.
    ("2026-03-29", "2026-03-29T01:30:00Z"), ("2026-10-25", "2026-10-25T00:30:00Z"),
  ])
  func aDoseInTheNightOfAClockChangeRingsOnce(_ day: String, _ expected: String) throws {
    var home = try Home(
      Sample.plan(Sample.medication("night", Sample.timing("02:30"))),
      at: at("\(day) 00:00"))
    home.release = at("2025-01-01 00:00")
    let told = home.run(until: at("\(day) 23:00")).tellings
    #expect(told.filter { $0.telling.attempt == 1 }.map(\.at) == [Instant(rfc3339: expected)])
  }

  @Test func aMomentAfterMidnightBelongsToTheDayBefore() throws {
    let home = try Home(Sample.plan(Sample.medication("night", Sample.timing("bedtime"))), at: at("06:00"))
    let row = try home.row("night", at: at("2026-12-04 00:30"))
    #expect(row.facts.key.day == date("2026-12-03"))
  }

  @Test func floatingTimesFollowTheMachineWhereNobodyWasTold() throws {
    var home = try Home(
      Plan(entries: [Sample.medication("vitamin", Sample.timing("08:00", "20:00"), person: nil)]),
      at: at("06:00"))
    home.run(until: at("08:01"))
    try home.move(to: Zones.newYork)
    home.step()
    let told = try home.row("vitamin", at: at("08:00"))
    #expect(told.facts.zone == "Europe/Berlin")
    let evening = try home.row("vitamin", at: at("20:00", in: Zones.newYork))
    #expect(evening.facts.zone == "America/New_York")
    #expect(home.rows("vitamin", at: at("20:00")).isEmpty)
  }

  @Test func thePersonsZoneStaysWhenTheMachineMoves() throws {
    var home = try Home(Sample.plan(Sample.medication()), at: at("06:00"))
    try home.move(to: Zones.newYork)
    #expect(home.step().isEmpty)
  }

  @Test func aJourneyEastLosesNoDose() throws {
    var home = try Home(
      Plan(entries: [Sample.medication("vitamin", Sample.timing("20:00"), person: nil)]),
      at: at("2026-12-03 12:00", in: Zones.newYork), machine: Zones.newYork)
    home.run(until: at("2026-12-03 16:00", in: Zones.newYork))
    // It is 22:00 in Berlin now: the evening dose keeps the hour it had.
    try home.move(to: Zones.berlin)
    let told = home.run(until: at("2026-12-03 20:00", in: Zones.newYork)).tellings
    #expect(told.map(\.at) == [at("2026-12-03 20:00", in: Zones.newYork)])
  }
}
