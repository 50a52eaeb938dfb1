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

  @Test(
    arguments: [
      ("8h", 28_800), ("90m", 5400), ("1h30m", 5400), ("8 hours", 28_800), ("1 hour", 3600),
      ("90 minutes", 5400), ("36h", 129_600),
    ] as [(String, Int64)])
  func hoursAndMinutesAreRead(_ text: String, _ seconds: Int64) {
    #expect(TimeSpan(hoursAndMinutes: text)?.seconds == seconds)
  }

  @Test(arguments: [
    "", "2d", "1w", "1d12h", "30s", "0h", "0 hours", "8", "8 days", "8  hours", "-8h", "1.5h", "h", "8 H",
  ])
  func daysAreNotHoursAndMinutes(_ text: String) {
    #expect(TimeSpan(hoursAndMinutes: text) == nil)
  }

  @Test(arguments: [
    ("08:00-22:00", "08:00 to 22:00"), ("22:00-06:00", "22:00 to 06:00"), ("wake-bedtime", "wake to bedtime"),
    ("dinner-30m-22:00", "dinner-30m to 22:00"), ("wake+1h to dinner-30m", "wake+1h to dinner-30m"),
  ])
  func aPartOfTheDayIsRead(_ text: String, _ canonical: String) {
    #expect(Timing.DayWindow(text)?.description == canonical)
    #expect(Timing.DayWindow(canonical) == Timing.DayWindow(text))
  }

  @Test(arguments: [
    "", "08:00", "08:00-", "-22:00", "08:00 22:00", "08:00 - 22:00", "dinner-30m", "8-22", "a to b to c",
  ])
  func anythingElseIsNoPartOfTheDay(_ text: String) {
    #expect(Timing.DayWindow(text) == nil)
  }

  @Test(arguments: [
    ("0", Timing.DayRange(0, 0)), ("-7", .init(-7, -7)), ("+3", .init(3, 3)), ("3", .init(3, 3)),
    ("-6..-1", .init(-6, -1)),
    ("1..28", .init(1, 28)), ("-1..+1", .init(-1, 1)),
  ])
  func daysOfACountdownAreRead(_ text: String, _ days: Timing.DayRange) {
    #expect(Timing.DayRange(text) == days)
    #expect(Timing.DayRange(days.description) == days)
  }

  @Test(arguments: ["", "-", "1..", "..1", "3..1", "1...3", "1-3", "12345", "--1", "one", "1 .. 3"])
  func anythingElseIsNoDayOfACountdown(_ text: String) {
    #expect(Timing.DayRange(text) == nil)
  }
}
