import Almanac
import Testing

struct TimingErrorTests {
  private func error(_ timing: Timing) -> TimingError? {
    do {
      _ = try Schedule(timing, moments: ScheduleTests.moments, zone: .utc)
      return nil
    } catch {
      return error
    }
  }

  private let eight = [TimeOfDay("08:00")].compactMap { $0 }
  private let from = CivilDate("2026-01-10")

  @Test func aTimingNeedsATime() {
    #expect(error(Timing()) == .noTimes)
  }

  @Test func anUnknownMomentIsNamedBesideTheKnown() throws {
    let timing = Timing(at: [try #require(TimeOfDay("tea+10m"))])
    #expect(error(timing) == .unknownMoment("tea", known: ["wake", "breakfast", "dinner", "bedtime"]))
  }

  @Test func aTimeIsGivenOnce() throws {
    let twice = ["08:00", "08:00:00"].compactMap { TimeOfDay($0) }
    #expect(error(Timing(at: twice)) == .duplicateTime("08:00"))
    let local = try #require(CivilDateTime("2026-01-10T08:00"))
    #expect(error(Timing(when: [local, local])) == .duplicateTime("2026-01-10T08:00"))
  }

  @Test(arguments: [Timing.Step.days(2), .weeks(1), .months(1), .years(1)])
  func aStepCountsFromSomeDay(_ step: Timing.Step) {
    #expect(error(Timing(at: eight, every: step)) == .needsFrom(key: "every"))
    #expect(error(Timing(at: eight, every: step, from: from)) == nil)
  }

  @Test func everyDayNeedsNoFirst() {
    #expect(error(Timing(at: eight, every: .days(1))) == nil)
  }

  @Test(arguments: [Timing.Step.days(0), .weeks(-1), .months(10_000), .years(.max)])
  func aStepHasABound(_ step: Timing.Step) {
    #expect(
      error(Timing(at: eight, every: step, from: from)) == .outOfRange(key: "every", allowed: "1 to 9999"))
  }

  @Test func aCountCountsFromSomeDayAndHasABound() {
    #expect(error(Timing(at: eight, count: 3)) == .needsFrom(key: "count"))
    for count in [0, -1, 1_000_001, .max] {
      #expect(
        error(Timing(at: eight, from: from, count: count))
          == .outOfRange(key: "count", allowed: "1 to 100000"))
    }
  }

  @Test(arguments: [
    DayPattern.nthWeekday(0, .monday), .nthWeekday(6, .monday), .nthWeekday(-6, .monday),
    .nthWeekday(.min, .monday),
    .dayOfMonth(0), .dayOfMonth(32), .dayOfMonth(-32), .dayOfMonth(.min),
  ])
  func aDayThatNoMonthHasIsAnError(_ pattern: DayPattern) {
    guard case .outOfRange(key: "on", allowed: _) = error(Timing(at: eight, on: [pattern])) else {
      Issue.record("\(pattern) was let through")
      return
    }
  }

  @Test func anEndBeforeTheStartIsAnError() throws {
    let from = try #require(from)
    #expect(
      error(Timing(at: eight, from: from, until: from - 1))
        == .endsBeforeItStarts(from: from, until: from - 1))
  }

  @Test func everyMondayOfAYearIsUnclear() throws {
    guard case .unclear = error(Timing(at: eight, on: [.weekday(.monday)], every: .years(1), from: from))
    else {
      Issue.record("it was let through")
      return
    }
  }

  @Test func oneOffTimesStandAlone() throws {
    guard case .unclear = error(Timing(at: eight, when: [try #require(CivilDateTime("2026-01-10T08:00"))]))
    else {
      Issue.record("it was let through")
      return
    }
  }
}
