import Almanac
import Testing

struct CivilDateTests {
  @Test func dayNumbersAndDatesAgreeOverFourHundredYears() throws {
    var day = try #require(CivilDate(year: 1999, month: 12, day: 31))
    var weekday = Weekday.friday
    for year in 2000...2400 {
      for month in 1...12 {
        for dayOfMonth in 1...CivilDate.daysInMonth(year: year, month: month) {
          day = day + 1
          weekday = Weekday(rawValue: weekday.rawValue % 7 + 1) ?? .monday
          // Compared by hand: 146,097 expectations would take seconds.
          guard day.components == (year, month, dayOfMonth), day.weekday == weekday,
            CivilDate(year: year, month: month, day: dayOfMonth) == day
          else {
            Issue.record("\(year)-\(month)-\(dayOfMonth) is \(day), \(day.weekday)")
            return
          }
        }
      }
    }
  }

  @Test(arguments: [
    (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 3, 1, 11_017), (0, 3, 1, -719_468), (-4, 2, 29, -720_930),
  ])
  func knownDayNumbers(_ year: Int, _ month: Int, _ day: Int, _ number: Int32) {
    #expect(CivilDate(year: year, month: month, day: day)?.daysSinceEpoch == number)
    #expect(CivilDate(daysSinceEpoch: number).components == (year, month, day))
  }

  @Test(arguments: [
    "", "2026-2-03", "2026-02-30", "2100-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "26-01-01",
    "2026/01/01",
    "2026-01-01 ", "+026-01-01", "2026-01-01-01", "２０２６-01-01",
  ])
  func textThatIsNoDateIsRefused(_ text: String) {
    #expect(CivilDate(text) == nil)
  }

  @Test(arguments: ["08:30", "08:30:15", "00:00", "23:59:59"])
  func clockTimesReadAsTheyAreWritten(_ text: String) {
    #expect(ClockTime(text)?.description == text)
  }

  @Test(arguments: ["8:30", "24:00", "08:60", "08:30:60", "0830", "08:30:", "-8:30", "08.30"])
  func textThatIsNoClockTimeIsRefused(_ text: String) {
    #expect(ClockTime(text) == nil)
  }

  @Test func secondsBeforeTheEpochFallOnTheDayBefore() {
    #expect(CivilDateTime(wallSeconds: -1) == CivilDateTime("1969-12-31T23:59:59"))
    #expect(CivilDateTime(wallSeconds: -86_400) == CivilDateTime("1969-12-31T00:00"))
  }
}
