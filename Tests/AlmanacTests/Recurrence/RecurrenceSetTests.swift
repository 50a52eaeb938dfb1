import Testing

@testable import Almanac

struct RecurrenceSetTests {
  private func expand(
    _ start: String, _ rules: String..., zone: String? = nil, adding: [String] = [], except: [String] = [],
    first count: Int = 20
  ) throws -> [String] {
    let set = RecurrenceSet(
      start: try #require(CalendarTime(start)), zone: try zone.map { try CorpusFiles.zone($0) },
      rules: try rules.map { try RecurrenceRule($0) }, additions: adding.compactMap { CalendarTime($0) },
      exceptions: except.compactMap { CalendarTime($0) })
    return set.occurrences().prefix(count).map(\.rfc3339)
  }

  @Test func aStartOutsideTheRuleIsNeitherReturnedNorCounted() throws {
    let found = try expand("20260302T080000", "FREQ=WEEKLY;BYDAY=TU;COUNT=2")
    #expect(found == ["2026-03-03T08:00:00Z", "2026-03-10T08:00:00Z"])
  }

  @Test func withoutARuleTheStartIsTheOccurrence() throws {
    let found = try expand("20260302T080000", adding: ["20260305T080000"])
    #expect(found == ["2026-03-02T08:00:00Z", "2026-03-05T08:00:00Z"])
  }

  @Test func severalRulesAndDatesAreOneSet() throws {
    let found = try expand(
      "20260301T080000", "FREQ=DAILY;COUNT=3", "FREQ=DAILY;INTERVAL=2;COUNT=3",
      adding: ["20260301T080000", "20260304T090000"],
      except: ["20260302T080000"])
    #expect(
      found == [
        "2026-03-01T08:00:00Z", "2026-03-03T08:00:00Z", "2026-03-04T09:00:00Z", "2026-03-05T08:00:00Z",
      ])
  }

  @Test func anExceptionTakesAwayWithoutGivingBackToTheCount() throws {
    let found = try expand("20260301T080000", "FREQ=DAILY;COUNT=3", except: ["20260303T080000"])
    #expect(found == ["2026-03-01T08:00:00Z", "2026-03-02T08:00:00Z"])
  }

  @Test func anExceptedDateTakesTheWholeLocalDay() throws {
    let found = try expand(
      "20260301T003000", "FREQ=DAILY;BYHOUR=0,23;COUNT=4", zone: "Europe/Berlin", except: ["20260302"])
    #expect(found == ["2026-02-28T23:30:00Z", "2026-03-01T22:30:00Z"])
  }

  @Test(arguments: [
    ("FREQ=DAILY;UNTIL=20260303T080000", 3), ("FREQ=DAILY;UNTIL=20260303T070000Z", 3),
    ("FREQ=DAILY;UNTIL=20260303T065959Z", 2), ("FREQ=DAILY;UNTIL=20260303", 2),
  ])
  func untilIsInclusiveInEachForm(rule: String, count: Int) throws {
    #expect(try expand("20260301T080000", rule, zone: "Europe/Berlin").count == count)
  }

  @Test func aDateOccursAtLocalMidnightAndIgnoresHours() throws {
    let found = try expand("20260328", "FREQ=DAILY;BYHOUR=9;COUNT=3", zone: "Europe/Berlin")
    #expect(found == ["2026-03-27T23:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"])
  }

  @Test func hoursFromADateAreItsDays() throws {
    #expect(
      try expand("20260301", "FREQ=HOURLY;INTERVAL=36;COUNT=3")
        == ["2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z", "2026-03-04T00:00:00Z"])
    #expect(
      try expand("20260301", "FREQ=HOURLY;COUNT=2") == ["2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z"])
  }

  @Test func aTimeInTheSpringGapIsReadWithTheOffsetBeforeIt() throws {
    let found = try expand("20260328T023000", "FREQ=DAILY;COUNT=3", zone: "Europe/Berlin")
    #expect(found == ["2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z"])
  }

  @Test func timesAroundTheSpringGapStayInOrderAndOnce() throws {
    // 02:30 becomes 03:30, which is listed too; 03:00 comes before both.
    let found = try expand(
      "20260329T020000", "FREQ=DAILY;BYHOUR=2,3;BYMINUTE=0,30;COUNT=5", zone: "Europe/Berlin")
    #expect(found == ["2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:00:00Z"])
  }

  @Test func aTimeInTheAutumnOverlapHappensOnceAtTheFirst() throws {
    let found = try expand("20261024T023000", "FREQ=DAILY;COUNT=3", zone: "Europe/Berlin")
    #expect(found == ["2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"])
  }

  @Test func hoursFollowElapsedTimeAcrossAChangeOfTheClock() throws {
    let found = try expand("20260328T200000", "FREQ=HOURLY;INTERVAL=8;COUNT=4", zone: "Europe/Berlin")
    #expect(
      found == [
        "2026-03-28T19:00:00Z", "2026-03-29T03:00:00Z", "2026-03-29T11:00:00Z", "2026-03-29T19:00:00Z",
      ])
  }

  @Test func hourLimitsAreReadOffTheLocalClock() throws {
    // 01:00 comes twice in New York on 1 November; 02:00 never on 8 March.
    #expect(
      try expand("20261031T010000", "FREQ=HOURLY;BYHOUR=1;COUNT=3", zone: "America/New_York")
        == ["2026-10-31T05:00:00Z", "2026-11-01T05:00:00Z", "2026-11-01T06:00:00Z"])
    #expect(
      try expand("20260307T020000", "FREQ=HOURLY;BYHOUR=2;COUNT=2", zone: "America/New_York")
        == ["2026-03-07T07:00:00Z", "2026-03-09T06:00:00Z"])
  }

  @Test func theThirtyFirstMovesAsSKIPSays() throws {
    let start = "20260131T080000"
    let rule = "FREQ=MONTHLY;COUNT=3;SKIP="
    #expect(
      try expand(start, rule + "OMIT").map { $0.prefix(10) } == ["2026-01-31", "2026-03-31", "2026-05-31"])
    #expect(
      try expand(start, rule + "BACKWARD").map { $0.prefix(10) } == [
        "2026-01-31", "2026-02-28", "2026-03-31",
      ])
    #expect(
      try expand(start, rule + "FORWARD").map { $0.prefix(10) } == ["2026-01-31", "2026-03-01", "2026-03-31"])
  }

  @Test func positionsFromTheEndCountThePeriodUntilCutsShort() throws {
    let found = try expand("20260101T080000", "FREQ=YEARLY;BYMONTH=1,12;BYSETPOS=-2;UNTIL=20270601T000000Z")
    #expect(found == ["2026-01-01T08:00:00Z", "2027-01-01T08:00:00Z"])
  }

  @Test(arguments: [
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=MONTHLY;INTERVAL=12;BYMONTH=5",
    "FREQ=HOURLY;INTERVAL=24;BYHOUR=7", "FREQ=HOURLY;INTERVAL=168;BYDAY=WE",
    "FREQ=MINUTELY;INTERVAL=60;BYMINUTE=7",
    "FREQ=SECONDLY;INTERVAL=60;BYSECOND=30", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=31",
    "FREQ=DAILY;INTERVAL=7;BYDAY=WE",
    "FREQ=MONTHLY;BYDAY=6MO", "FREQ=YEARLY;BYWEEKNO=20;BYMONTH=1", "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2",
    "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", "FREQ=SECONDLY;BYHOUR=1;BYSETPOS=2",
  ])
  func aRuleThatNeverMatchesEnds(rule: String) throws {
    #expect(try expand("20260101T080000", rule).isEmpty)
    #expect(try expand("20260101T080000", rule, zone: "Europe/Berlin").isEmpty)
  }

  @Test(
    arguments: ["DAILY", "WEEKLY", "MONTHLY", "YEARLY", "HOURLY"],
    ["", ";BYMONTH=3", ";COUNT=5", ";BYHOUR=8", ";WKST=SU"])
  func anIntervalLongerThanTheCalendarLeavesTheStart(frequency: String, part: String) throws {
    for interval in [4_000_001, 306_783_379, 1_830_314_037, Int(Int32.max)] {
      for start in ["20260302T083000", "20260302"] {
        let set = RecurrenceSet(
          start: try #require(CalendarTime(start)),
          rules: [try RecurrenceRule("FREQ=\(frequency);INTERVAL=\(interval)\(part)")])
        // 4,000,001 hours are less than 457 years.
        guard frequency != "HOURLY" || interval > 100_000_000 else { continue }
        #expect(Array(set.occurrences()) == [set.instant(of: set.start)])
        #expect(set.next(after: set.instant(of: set.start)) == nil)
        #expect(set.previous(before: Instant(RecurrenceSet.lastInstant)) == set.instant(of: set.start))
      }
    }
  }

  @Test func nothingComesAfterTheYear9999() throws {
    let found = try expand("99991230T080000", "FREQ=DAILY")
    #expect(found == ["9999-12-30T08:00:00Z", "9999-12-31T08:00:00Z"])
  }
}
