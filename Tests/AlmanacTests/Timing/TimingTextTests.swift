import Almanac
import Testing

struct TimingTextTests {
  @Test(arguments: [
    ("mon", DayPattern.weekday(.monday)), ("Monday", .weekday(.monday)), ("SUN", .weekday(.sunday)),
    ("1st fri", .nthWeekday(1, .friday)), ("2nd Tuesday", .nthWeekday(2, .tuesday)),
    ("5TH sat", .nthWeekday(5, .saturday)),
    ("last sun", .nthWeekday(-1, .sunday)), ("2nd last sun", .nthWeekday(-2, .sunday)),
    ("1st last sun", .nthWeekday(-1, .sunday)),
    ("1", .dayOfMonth(1)), ("15", .dayOfMonth(15)), ("05", .dayOfMonth(5)), ("31", .dayOfMonth(31)),
    ("last day", .dayOfMonth(-1)), ("2nd last day", .dayOfMonth(-2)), ("31st last day", .dayOfMonth(-31)),
  ])
  func aDayIsRead(_ text: String, _ pattern: DayPattern) {
    #expect(DayPattern(text) == pattern)
  }

  @Test(arguments: [
    "", " ", "mo", "mond", "mon ", " mon", "1 fri", "1st", "1st  fri", "6th fri", "0th fri", "2th fri",
    "1st day", "day",
    "0", "32", "+5", "-1", "015", "1.", "last", "last last sun", "last 2nd sun", "15th", "2nd last",
    "mon fri", "32nd last day",
  ])
  func anythingElseIsNoDay(_ text: String) {
    #expect(DayPattern(text) == nil)
  }

  @Test func everyDayPatternReadsBack() {
    for n in 1...31 {
      for n in [n, -n] {
        #expect(DayPattern(DayPattern.dayOfMonth(n).description) == .dayOfMonth(n))
        for day in Weekday.allCases where abs(n) <= 5 {
          #expect(DayPattern(DayPattern.nthWeekday(n, day).description) == .nthWeekday(n, day))
          #expect(DayPattern(DayPattern.weekday(day).description) == .weekday(day))
        }
      }
    }
  }

  @Test(arguments: [
    ("1 day", Timing.Step.days(1)), ("day", .days(1)), ("3 days", .days(3)), ("2 weeks", .weeks(2)),
    ("week", .weeks(1)),
    ("6 months", .months(6)), ("1 year", .years(1)), ("10 Years", .years(10)), ("9999 days", .days(9999)),
  ])
  func aStepIsRead(_ text: String, _ step: Timing.Step) {
    #expect(Timing.Step(text) == step)
    #expect(Timing.Step(step.description) == step)
  }

  @Test(arguments: [
    "", "3", "3d", "0 days", "-1 days", "3  days", "3 days ", "10000 days", "3 hours", "three days",
    "1.5 days", "3 2 days",
  ])
  func anythingElseIsNoStep(_ text: String) {
    #expect(Timing.Step(text) == nil)
  }

  @Test func anExceptionIsADayOrATime() throws {
    #expect(Timing.Exception("2026-12-24") == .day(try #require(CivilDate("2026-12-24"))))
    let time = try #require(CivilDateTime("2026-12-24T08:00"))
    #expect(Timing.Exception("2026-12-24 08:00") == .time(time))
    #expect(Timing.Exception(Timing.Exception.time(time).description) == .time(time))
    for text in ["", "24 Dec", "2026-12-32", "08:00", "2026-12-24 8:00"] {
      #expect(Timing.Exception(text) == nil)
    }
  }

  @Test(arguments: [
    ("08:00", "08:00"), ("08:00:00", "08:00"), ("08:00:05", "08:00:05"), ("dinner", "dinner"),
    ("dinner-90m", "dinner-1h30m"),
    ("dinner-1h30m", "dinner-1h30m"), ("wake+1h", "wake+1h"), ("wake+0m", "wake"), ("wake-0m", "wake"),
  ])
  func aTimeOfDayNamesItsSlot(_ text: String, _ slot: String) {
    #expect(TimeOfDay(text)?.slot == slot)
    #expect(TimeOfDay(slot) == TimeOfDay(text))
  }

  @Test(arguments: [
    "", "8:00", "24:00", "Dinner", "dinner -30m", "dinner-", "dinner-30", "dinner+24h", "-30m", "dinner--30m",
    "08:00+1h",
  ])
  func anythingElseIsNoTimeOfDay(_ text: String) {
    #expect(TimeOfDay(text) == nil)
  }

  @Test(
    arguments: [
      ("90m", 5400), ("1h30m", 5400), ("1d 12h", 129_600), ("2w", 1_209_600), ("0s", 0), ("45s", 45),
    ] as [(String, Int64)])
  func aSpanIsRead(_ text: String, _ seconds: Int64) throws {
    let span = try #require(TimeSpan(text))
    #expect(span.seconds == seconds)
    #expect(TimeSpan(span.description) == span)
  }

  @Test(arguments: [
    "", "5", "-5m", "1.5h", "30m1h", "1h1h", "1 h", "3661d", "9999999999s", "1x", " 1h", "1h ",
  ])
  func anythingElseIsNoSpan(_ text: String) {
    #expect(TimeSpan(text) == nil)
  }
}
