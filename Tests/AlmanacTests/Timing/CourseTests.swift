import Almanac
import Testing

/// Cycles of days on and off, and countdowns around a day 0.
struct CourseTests {
  private let day1 = CivilDate("2026-12-07")
  private let eight = [TimeOfDay("08:00")].compactMap { $0 }

  private func days(_ timing: Timing) throws -> [String] {
    try Schedule(timing, moments: ScheduleTests.moments, zone: .utc).slots(after: Instant(0)).prefix(12)
      .map(\.day.description)
  }

  @Test func aCycleIsDaysOnAndDaysOff() throws {
    let timing = Timing(at: eight, cycle: .init(day1: try #require(day1), days: 2, of: 28, cycles: 3))
    #expect(
      try days(timing) == [
        "2026-12-07", "2026-12-08", "2027-01-04", "2027-01-05", "2027-02-01", "2027-02-02",
      ])
  }

  @Test func movingTheFirstDayMovesThemAll() throws {
    let timing = Timing(at: eight, cycle: .init(day1: try #require(day1) + 3, days: 1, of: 28, cycles: 2))
    #expect(try days(timing) == ["2026-12-10", "2027-01-07"])
  }

  @Test func aCycleIsNarrowedByDaysAndBounds() throws {
    let timing = Timing(
      at: eight, on: [.weekday(.monday)], from: CivilDate("2026-12-10"), until: CivilDate("2027-02-14"),
      cycle: .init(day1: try #require(day1), days: 14, of: 28))
    #expect(try days(timing) == ["2026-12-14", "2027-01-04", "2027-01-11", "2027-02-01", "2027-02-08"])
  }

  @Test func aCycleCanBeCounted() throws {
    let timing = Timing(at: eight, count: 3, cycle: .init(day1: try #require(day1), days: 2, of: 28))
    #expect(try days(timing) == ["2026-12-07", "2026-12-08", "2027-01-04"])
  }

  @Test func aCountdownCountsFromItsDayZero() throws {
    let timing = Timing(
      at: eight,
      countdown: .init(
        day0: try #require(CivilDate("2027-01-01")), days: [.init(7, 7), .init(-2, 0), .init(-1, 1)]))
    #expect(try days(timing) == ["2026-12-30", "2026-12-31", "2027-01-01", "2027-01-02", "2027-01-08"])
  }

  @Test func whatHasNoMeaningIsAnError() throws {
    let day1 = try #require(day1)
    let cycles: [Timing.Cycle] = [
      .init(day1: day1, days: 0, of: 28), .init(day1: day1, days: 29, of: 28),
      .init(day1: day1, days: 1, of: 0),
      .init(day1: day1, days: 1, of: 10_000), .init(day1: day1, days: 1, of: 28, cycles: 0),
      .init(day1: day1, days: 1, of: 28, cycles: .max), .init(day1: day1, days: .min, of: .max),
    ]
    for cycle in cycles {
      #expect(throws: TimingError.self) { try days(Timing(at: eight, cycle: cycle)) }
    }
    for range in [[], [Timing.DayRange(1, 0)], [.init(-10_000, 0)], [.init(0, .max)]] {
      #expect(throws: TimingError.self) {
        try days(Timing(at: eight, countdown: .init(day0: day1, days: range)))
      }
    }
    let cycle = Timing.Cycle(day1: day1, days: 1, of: 2)
    #expect(throws: TimingError.self) {
      try days(Timing(at: eight, cycle: cycle, countdown: .init(day0: day1, days: [.init(0, 0)])))
    }
    #expect(throws: TimingError.self) { try days(Timing(at: eight, every: .days(1), cycle: cycle)) }
  }
}
