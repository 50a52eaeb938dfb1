import Almanac
import Testing

/// An `every` in hours and minutes.
struct ElapsedTests {
  private func timing(
    _ every: String, at: String = "06:00", from: String, until: String? = nil, count: Int? = nil,
    between: String? = nil
  ) throws -> Timing {
    Timing(
      at: [try #require(TimeOfDay(at))], from: CivilDate(from),
      until: until.flatMap { CivilDate($0) },
      count: count,
      elapsed: .init(
        step: try #require(TimeSpan(hoursAndMinutes: every)),
        between: try between.map { try #require(Timing.DayWindow($0)) }))
  }

  private func schedule(_ timing: Timing) throws -> Schedule {
    try Schedule(timing, moments: ScheduleTests.moments, zone: try InstalledZones.rules("Europe/Berlin"))
  }

  private func first(_ count: Int, _ timing: Timing) throws -> [String] {
    try schedule(timing).slots(after: Instant(0)).prefix(count).map(\.local.description)
  }

  @Test func theClocksGoingForwardMoveItLater() throws {
    #expect(
      try first(6, timing("8h", from: "2026-03-28")) == [
        "2026-03-28T06:00", "2026-03-28T14:00", "2026-03-28T22:00", "2026-03-29T07:00", "2026-03-29T15:00",
        "2026-03-29T23:00",
      ])
  }

  /// The second 02:30 of the night is another occurrence with a name of its own.
  @Test func theHourThatComesTwiceHasBoth() throws {
    let slots = try schedule(timing("30m", at: "01:30", from: "2026-10-25", count: 6))
      .slots(after: Instant(0), through: Instant(.max))
    #expect(slots.map(\.slot) == ["01:30", "02:00", "02:30", "02:00-again", "02:30-again", "03:00"])
    #expect(zip(slots, slots.dropFirst()).allSatisfy { $1.instant - $0.instant == 1800 })
  }

  @Test func betweenCutsAndTheCountingGoesOn() throws {
    #expect(
      try first(5, timing("5h", from: "2026-11-02", between: "08:00-22:00")) == [
        "2026-11-02T11:00", "2026-11-02T16:00", "2026-11-02T21:00", "2026-11-03T12:00", "2026-11-03T17:00",
      ])
  }

  @Test func betweenIncludesBothItsEnds() throws {
    #expect(
      try first(4, timing("60m", from: "2026-11-02", between: "08:00-09:00")) == [
        "2026-11-02T08:00", "2026-11-02T09:00", "2026-11-03T08:00", "2026-11-03T09:00",
      ])
  }

  @Test func betweenMayPassMidnight() throws {
    #expect(
      try first(4, timing("4h", at: "20:00", from: "2026-11-02", between: "22:00-06:00")) == [
        "2026-11-03T00:00", "2026-11-03T04:00", "2026-11-04T00:00", "2026-11-04T04:00",
      ])
  }

  @Test func countCountsWhatBetweenLeaves() throws {
    let schedule = try schedule(timing("60m", from: "2026-11-02", count: 3, between: "08:00-09:00"))
    #expect(schedule.previous(before: Instant(.max))?.local == CivilDateTime("2026-11-03T08:00"))
  }

  @Test func untilIsTheLastLocalDate() throws {
    let schedule = try schedule(timing("8h", from: "2026-11-02", until: "2026-11-03"))
    #expect(schedule.previous(before: Instant(.max))?.local == CivilDateTime("2026-11-03T22:00"))
    #expect(
      schedule.slots(on: try #require(CivilDate("2026-11-03"))).map(\.slot) == ["06:00", "14:00", "22:00"])
  }

  @Test(arguments: ["08:00-09:10", "22:00-06:00", "02:00-03:00"])
  func goingBackIsGoingForwardReversed(_ between: String) throws {
    let schedule = try schedule(timing("20m", from: "2026-03-20", between: between))
    let all = Array(schedule.slots(after: Instant(0)).prefix(300))
    #expect(all.dropFirst().map { schedule.previous(before: $0.instant) } == Array(all.dropLast()))
    let noon = try #require(Instant(rfc3339: "2026-03-25T11:00:00Z"))
    #expect(schedule.previous(before: noon) == all.last { $0.instant < noon })
  }

  @Test func aWindowThatIsNeverMetEndsTheSearch() throws {
    for every in ["24h", "23h", "1450m"] {
      let schedule = try schedule(timing(every, from: "2026-11-02", between: "06:03-06:05"))
      #expect(schedule.next(after: Instant(0)) == nil)
      #expect(schedule.previous(before: Instant(.max)) == nil)
    }
  }

  @Test func aFarOneIsNotWalkedTo() throws {
    let schedule = try schedule(timing("15m", from: "1926-11-02"))
    let far = try #require(Instant(rfc3339: "9000-01-01T00:00:00Z"))
    #expect(schedule.next(after: far)?.instant == far + 900)
    #expect(schedule.previous(before: far)?.instant == far - 900)
  }

  @Test func itNeedsOneTimeAndAFirstDayAndNoOtherDays() throws {
    let sound = try timing("8h", from: "2026-11-02")
    var broken: [Timing] = []
    for change: (inout Timing) -> Void in [
      { $0.from = nil }, { $0.at = [] }, { $0.at.append($0.at[0]) }, { $0.on = [.weekday(.monday)] },
      { $0.every = .days(2) }, { $0.cycle = $0.from.map { .init(day1: $0, days: 1, of: 2) } },
      { $0.until = $0.from.map { $0 - 1 } }, { $0.elapsed?.step = .minutes(0) },
      { $0.elapsed?.step = TimeSpan(seconds: 90) }, { $0.elapsed?.step = .days(367) },
      { $0.elapsed?.step = TimeSpan(seconds: .max) },
      { $0.elapsed?.between = Timing.DayWindow("08:00-08:00") },
      { $0.elapsed?.between = Timing.DayWindow("tea-22:00") }, { $0.when = [CivilDateTime(wallSeconds: 0)] },
    ] {
      var timing = sound
      change(&timing)
      broken.append(timing)
    }
    for timing in broken { #expect(throws: TimingError.self) { try schedule(timing) } }
    #expect(throws: Never.self) { try schedule(sound) }
  }
}
