import Almanac
import Testing

struct ScheduleTests {
  static let moments = DayMoments([
    "wake": ClockTime.at(7), "breakfast": ClockTime.at(7, 30), "dinner": ClockTime.at(18, 30),
    "bedtime": ClockTime.at(0, 30),
  ])

  private func schedule(_ timing: Timing, zone: String = "Europe/Berlin") throws -> Schedule {
    try Schedule(timing, moments: Self.moments, zone: try InstalledZones.rules(zone))
  }

  /// The local times of the first occurrences from 2026 on.
  private func firstTimes(_ timing: Timing, _ count: Int = 4, zone: String = "Europe/Berlin") throws
    -> [String]
  {
    let start = try #require(Instant(rfc3339: "2025-12-31T23:00:00Z"))
    return try schedule(timing, zone: zone).slots(after: start).prefix(count).map(\.local.description)
  }

  private func times(_ texts: String...) -> [TimeOfDay] { texts.compactMap { TimeOfDay($0) } }

  private func days(_ texts: String...) -> [DayPattern] { texts.compactMap { DayPattern($0) } }

  // The days.

  @Test func weekdaysChooseDays() throws {
    let timing = Timing(at: times("17:30"), on: days("mon", "wed", "fri"))
    #expect(
      try firstTimes(timing) == [
        "2026-01-02T17:30", "2026-01-05T17:30", "2026-01-07T17:30", "2026-01-09T17:30",
      ])
  }

  @Test func everyThreeDaysCountsFromTheFirst() throws {
    let timing = Timing(at: times("08:00"), every: .days(3), from: CivilDate("2026-02-27"))
    #expect(
      try firstTimes(timing) == [
        "2026-02-27T08:00", "2026-03-02T08:00", "2026-03-05T08:00", "2026-03-08T08:00",
      ])
  }

  /// From a Thursday: Monday of that same week is over, and the next week is not one of the two-weekly ones.
  @Test func everyTwoWeeksCountsWeeksFromMonday() throws {
    let timing = Timing(
      at: times("08:00"), on: days("mon", "fri"), every: .weeks(2), from: CivilDate("2026-01-01"))
    #expect(
      try firstTimes(timing) == [
        "2026-01-02T08:00", "2026-01-12T08:00", "2026-01-16T08:00", "2026-01-26T08:00",
      ])
  }

  @Test func everyWeekWithoutADayIsTheWeekdayOfTheFirst() throws {
    let timing = Timing(at: times("08:00"), every: .weeks(2), from: CivilDate("2026-01-01"))
    #expect(try firstTimes(timing, 2) == ["2026-01-01T08:00", "2026-01-15T08:00"])
  }

  @Test func aMonthWithoutTheDayHasNoOccurrence() throws {
    let timing = Timing(at: times("08:00"), every: .months(1), from: CivilDate("2026-01-31"))
    #expect(
      try firstTimes(timing) == [
        "2026-01-31T08:00", "2026-03-31T08:00", "2026-05-31T08:00", "2026-07-31T08:00",
      ])
  }

  @Test func theTwentyNinthOfFebruaryComesInLeapYears() throws {
    let timing = Timing(at: times("08:00"), every: .years(1), from: CivilDate("2024-02-29"))
    #expect(try firstTimes(timing, 2) == ["2028-02-29T08:00", "2032-02-29T08:00"])
  }

  @Test func ordinalDaysAreOfTheMonth() throws {
    let timing = Timing(at: times("08:00"), on: days("1st fri", "last sun", "15", "last day"))
    #expect(
      try firstTimes(timing, 5) == [
        "2026-01-02T08:00", "2026-01-15T08:00", "2026-01-25T08:00", "2026-01-31T08:00", "2026-02-06T08:00",
      ])
  }

  @Test func aYearlyOrdinalIsInTheMonthOfTheFirst() throws {
    let timing = Timing(
      at: times("08:00"), on: days("1st mon"), every: .years(1), from: CivilDate("2026-09-01"))
    #expect(try firstTimes(timing, 2) == ["2026-09-07T08:00", "2027-09-06T08:00"])
  }

  @Test func daysThatNeverMeetEndTheSearch() throws {
    let never: [Timing] = [
      Timing(at: times("08:00"), on: days("mon"), every: .days(7), from: CivilDate("2026-01-01")),
      Timing(at: times("08:00"), on: days("31"), every: .months(12), from: CivilDate("2026-02-01")),
      Timing(
        at: times("08:00"), on: days("5th sun"), every: .years(1), from: CivilDate("2026-02-01"),
        until: CivilDate("2027-01-01")),
      Timing(
        at: times("08:00"), every: .years(100), from: CivilDate("2100-02-28"), until: CivilDate("2100-02-27")),
    ]
    for timing in never.dropLast() {
      let schedule = try schedule(timing)
      #expect(schedule.next(after: Instant(.min)) == nil)
      #expect(schedule.previous(before: Instant(.max)) == nil)
      #expect(schedule.slots(after: Instant(.min), through: Instant(.max)) == [])
    }
    #expect(throws: TimingError.self) { try schedule(never[3]) }
  }

  @Test func aScheduleWithoutEndGoesToTheYear9999() throws {
    let last = try #require(try schedule(Timing(at: times("08:00"))).previous(before: Instant(.max)))
    #expect(last.local == CivilDateTime("9999-12-31T08:00"))
  }

  // Times of day.

  @Test func momentsFollowThePersonsDay() throws {
    let timing = Timing(at: times("breakfast", "dinner-30m"), from: CivilDate("2026-01-10"))
    #expect(try firstTimes(timing, 2) == ["2026-01-10T07:30", "2026-01-10T18:00"])
  }

  @Test func aMomentAfterMidnightBelongsToTheDayBefore() throws {
    let timing = Timing(
      at: times("bedtime"), on: days("mon"), from: CivilDate("2026-01-05"), until: CivilDate("2026-01-05"))
    let slots = try schedule(timing).slots(after: Instant(0), through: Instant(.max))
    #expect(slots.map(\.day) == [CivilDate("2026-01-05")])
    #expect(slots.map(\.local) == [CivilDateTime("2026-01-06T00:30")])
    #expect(slots.map(\.slot) == ["bedtime"])
  }

  @Test func aClockTimeAfterMidnightIsOfItsOwnDate() throws {
    let timing = Timing(at: times("00:30"), on: days("mon"), from: CivilDate("2026-01-05"))
    #expect(try firstTimes(timing, 1) == ["2026-01-05T00:30"])
  }

  @Test func withoutAWakeTheDayBeginsAtFour() throws {
    let moments = DayMoments(["bedtime": .at(3, 59), "early": .at(4)])
    let slots = try Schedule(
      Timing(at: times("bedtime", "early"), from: CivilDate("2026-01-05"), count: 2), moments: moments,
      zone: .utc
    ).slots(after: Instant(0), through: Instant(.max))
    #expect(slots.map(\.local.description) == ["2026-01-05T04:00", "2026-01-06T03:59"])
  }

  // Changes of the clock.

  @Test func aDoseInTheSpringGapRingsOnce() throws {
    let zone = try InstalledZones.rules("Europe/Berlin")
    let slots = try schedule(Timing(at: times("02:30"))).slots(on: try #require(CivilDate("2026-03-29")))
    #expect(slots.map { $0.instant.rfc3339(in: zone) } == ["2026-03-29T03:30:00+02:00"])
    #expect(slots.map(\.local) == [CivilDateTime("2026-03-29T02:30")])
  }

  @Test func aDoseInTheAutumnOverlapRingsOnceAtTheFirst() throws {
    let zone = try InstalledZones.rules("Europe/Berlin")
    let slots = try schedule(Timing(at: times("02:30"))).slots(on: try #require(CivilDate("2026-10-25")))
    #expect(slots.map { $0.instant.rfc3339(in: zone) } == ["2026-10-25T02:30:00+02:00"])
  }

  /// 02:30 is read as 03:30, where there already is one.
  @Test func twoDosesThatFallOnOneInstantStayTwo() throws {
    let timing = Timing(
      at: times("03:30", "02:30"), from: CivilDate("2026-03-29"), until: CivilDate("2026-03-29"))
    let schedule = try schedule(timing)
    let slots = schedule.slots(after: Instant(0), through: Instant(.max))
    #expect(slots.map(\.slot) == ["03:30", "02:30"])
    #expect(Set(slots.map(\.instant)).count == 1)
    let instant = slots[0].instant
    #expect(schedule.slots(after: instant - 1, through: instant) == slots)
    #expect(schedule.slots(after: instant, through: instant + 1) == [])
    #expect(schedule.next(after: instant - 1) == slots[0])
    #expect(schedule.previous(before: instant + 1) == slots[1])
  }

  @Test func aDayAZoneSkippedStillRings() throws {
    let slots = try schedule(Timing(at: times("08:00")), zone: "Pacific/Apia")
      .slots(on: try #require(CivilDate("2011-12-30")))
    #expect(slots.map(\.instant.rfc3339) == ["2011-12-30T18:00:00Z"])
  }

  // Bounds.

  @Test func countCountsTimesNotDaysAndExceptSubtractsAfterwards() throws {
    let timing = Timing(
      at: times("08:00", "20:00"), from: CivilDate("2026-01-10"), count: 3,
      except: [.time(try #require(CivilDateTime("2026-01-10T20:00")))])
    #expect(try firstTimes(timing) == ["2026-01-10T08:00", "2026-01-11T08:00"])
  }

  @Test func aFarCountIsNotWalked() throws {
    let schedule = try schedule(
      Timing(at: times("08:00", "20:00"), from: CivilDate("2026-01-01"), count: 100_000))
    #expect(schedule.previous(before: Instant(.max))?.local == CivilDateTime("2162-11-23T20:00"))
  }

  @Test func fromAndUntilAreInclusive() throws {
    let timing = Timing(at: times("08:00"), from: CivilDate("2026-01-10"), until: CivilDate("2026-01-11"))
    #expect(try firstTimes(timing) == ["2026-01-10T08:00", "2026-01-11T08:00"])
  }

  @Test func anExceptedDayLosesItsTimeAfterMidnightToo() throws {
    let timing = Timing(
      at: times("bedtime"), from: CivilDate("2026-01-10"), until: CivilDate("2026-01-11"),
      except: [.day(try #require(CivilDate("2026-01-10")))])
    #expect(try firstTimes(timing) == ["2026-01-12T00:30"])
  }

  @Test func oneOffTimesComeInTimeOrder() throws {
    let timing = Timing(
      except: [.day(try #require(CivilDate("2026-03-01")))],
      when: ["2026-12-03T09:40", "2026-03-01T08:00", "2026-01-05T00:10"].compactMap { CivilDateTime($0) })
    #expect(try firstTimes(timing) == ["2026-01-05T00:10", "2026-12-03T09:40"])
    let schedule = try schedule(timing)
    let first = try #require(schedule.next(after: Instant(0)))
    #expect(first.day == CivilDate("2026-01-05"))
    #expect(first.slot == "00:10")
    #expect(schedule.next(after: first.instant)?.slot == "09:40")
    #expect(schedule.previous(before: Instant(.max))?.slot == "09:40")
    #expect(schedule.slots(on: first.day) == [first])
  }

  // Days that reach into each other: one time falls before its day, the other long after it.

  private var overlapping: Timing {
    Timing(at: times("wake-8h", "bedtime+23h"), from: CivilDate("2026-01-10"))
  }

  @Test func occurrencesOfOverlappingDaysComeInTimeOrder() throws {
    #expect(
      try firstTimes(overlapping, 5) == [
        "2026-01-09T23:00", "2026-01-10T23:00", "2026-01-11T23:00", "2026-01-11T23:30", "2026-01-12T23:00",
      ])
  }

  @Test func countCutsOverlappingDaysInTimeOrder() throws {
    for count in 1...30 {
      var timing = overlapping
      let all = try schedule(timing).slots(after: Instant(0)).prefix(count)
      timing.count = count
      #expect(try schedule(timing).slots(after: Instant(0), through: Instant(.max)) == Array(all))
    }
  }

  @Test func goingBackThroughOverlappingDaysMissesNone() throws {
    let schedule = try schedule(overlapping)
    let all = Array(schedule.slots(after: Instant(0)).prefix(40))
    #expect(all.dropFirst().map { schedule.previous(before: $0.instant) } == Array(all.dropLast()))
  }
}
