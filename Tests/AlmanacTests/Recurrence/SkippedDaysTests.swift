import Testing

@testable import Almanac

/// Days that a month or a year does not have, as the SKIP of RFC 7529 moves them.
struct SkippedDaysTests {
  private func days(
    _ start: String, _ rule: String, after: String? = nil, before: String? = nil, first count: Int = 4
  ) throws -> [String] {
    let set = RecurrenceSet(start: try #require(CalendarTime(start)), rules: [try RecurrenceRule(rule)])
    let found = set.occurrences(
      after: after.flatMap { Instant(rfc3339: $0) }, before: before.flatMap { Instant(rfc3339: $0) })
    return found.prefix(count).map { String($0.rfc3339.prefix(10)) }
  }

  @Test func aDayMovedBackOverTheBeginningOfItsMonthIsFoundWhereverTheRangeEnds() throws {
    // The 31st last day of February is before its first, and so the last of January.
    let rule = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-31;SKIP=BACKWARD"
    #expect(try days("20260101T080000", rule, first: 2) == ["2026-01-31", "2027-01-31"])
    #expect(
      try days("20260101T080000", rule, before: "2027-02-01T00:00:00Z") == ["2026-01-31", "2027-01-31"])
    #expect(
      try days("20240101T080000", "FREQ=YEARLY;BYYEARDAY=-366;SKIP=BACKWARD", before: "2025-01-01T00:00:00Z")
        == ["2024-01-01", "2024-12-31"])
    let set = RecurrenceSet(
      start: try #require(CalendarTime("20260101T080000")), rules: [try RecurrenceRule(rule)])
    #expect(
      set.previous(before: try #require(Instant(rfc3339: "2027-01-31T08:00:01Z")))?.rfc3339
        == "2027-01-31T08:00:00Z")
  }

  @Test(arguments: [
    // 31 March 2035 stands for the 31st last day of April: a Saturday, and neither of these.
    (
      "20241101T080000", "FREQ=YEARLY;INTERVAL=11;BYMONTHDAY=-31;BYDAY=3TH,5WE;SKIP=BACKWARD",
      ["2035-01-31", "2046-01-31"]
    ),
    // 1 March stands for the 30th of February, but is not in one of these weeks.
    (
      "20260101T080000", "FREQ=YEARLY;BYMONTH=1,2;BYMONTHDAY=30;BYWEEKNO=5;BYDAY=FR;SKIP=FORWARD",
      ["2026-01-30", "2032-01-30", "2037-01-30", "2043-01-30"]
    ),
    // Of a year without a 366th day the next begins instead, if that is a Sunday.
    (
      "20260101T080000", "FREQ=YEARLY;BYYEARDAY=366;BYDAY=SU;SKIP=FORWARD",
      ["2028-12-31", "2034-01-01", "2040-01-01", "2051-01-01"]
    ),
    // A moved day has the number it has in the month where it lies then.
    (
      "20260101T080000", "FREQ=MONTHLY;BYMONTHDAY=30;BYDAY=1SU;SKIP=FORWARD",
      ["2026-03-01", "2037-03-01", "2043-03-01", "2048-03-01"]
    ),
    (
      "20260101T080000", "FREQ=MONTHLY;BYMONTHDAY=-31;BYDAY=-1SA,5SU;SKIP=BACKWARD",
      ["2026-01-31", "2026-05-31", "2026-10-31", "2027-01-31"]
    ),
  ])
  func whatLimitsTheOtherDaysLimitsAMovedOne(start: String, rule: String, wanted: [String]) throws {
    #expect(try days(start, rule, first: wanted.count) == wanted)
    // Nor does it matter where one starts or ends.
    let last = try #require(wanted.last)
    #expect(
      try days(start, rule, after: "\(wanted[0])T08:00:00Z", before: "\(last)T08:00:01Z")
        == Array(wanted.dropFirst()))
  }

  @Test(arguments: [
    "", "INTERVAL=1;", "INTERVAL=2;", "BYHOUR=8;BYSETPOS=1;", "INTERVAL=2;BYHOUR=8;BYSETPOS=1;",
  ])
  func theFirstMonthIsThatOfDTSTART(parts: String) throws {
    // 1 March stands for 30 February, which is a month too early.
    let found = try days("20260301T080000", "FREQ=MONTHLY;\(parts)BYMONTHDAY=30;SKIP=FORWARD", first: 1)
    #expect(found == ["2026-03-30"])
  }

  /// The month before may have moved its day to where the next one has one of its own.
  @Test(arguments: [
    (
      "FREQ=MONTHLY;BYMONTHDAY=1,30;BYSETPOS=1,2;SKIP=FORWARD",
      ["2026-01-30", "2026-02-01", "2026-03-01", "2026-03-30", "2026-04-01"]
    ),
    (
      "FREQ=MONTHLY;BYMONTHDAY=31,-31;BYSETPOS=1,2;SKIP=BACKWARD",
      ["2026-01-31", "2026-02-28", "2026-03-01", "2026-03-31", "2026-04-30"]
    ),
    (
      "FREQ=YEARLY;BYYEARDAY=1,366;BYSETPOS=1,2;SKIP=FORWARD",
      ["2027-01-01", "2028-01-01", "2028-12-31", "2029-01-01", "2030-01-01"]
    ),
    // 1 March is there once, although February has moved its 31st there, so the fifth day is 31 March.
    ("FREQ=YEARLY;BYMONTHDAY=1,31;BYSETPOS=5;SKIP=FORWARD", ["2026-03-31", "2027-03-31", "2028-03-31"]),
    (
      "FREQ=YEARLY;INTERVAL=13;BYMONTHDAY=-31,-30,-29;BYYEARDAY=-215,100;SKIP=BACKWARD",
      ["2026-05-31", "2039-05-31", "2052-05-31"]
    ),
  ])
  func aDayThatTwoMonthsHaveIsOne(rule: String, wanted: [String]) throws {
    #expect(try days("20260102T080000", rule, first: wanted.count) == wanted)
  }

  @Test func timesOfADayThatTwoMonthsHaveStayInOrder() throws {
    // February gives the last of its times, which is on 1 March, March the first of that day.
    let set = RecurrenceSet(
      start: try #require(CalendarTime("20260215T000000")),
      rules: [try RecurrenceRule("FREQ=MONTHLY;BYMONTHDAY=1,30;BYHOUR=8,20;BYSETPOS=1,-1;SKIP=FORWARD")])
    #expect(
      set.occurrences().prefix(3).map(\.rfc3339) == [
        "2026-03-01T08:00:00Z", "2026-03-01T20:00:00Z", "2026-03-30T20:00:00Z",
      ])
  }

  @Test func whereARangeEndsChangesNothingBeforeIt() throws {
    var random = SeededNumbers(seed: 71)
    let start = CalendarTime.local(try #require(CivilDateTime("2024-01-31T08:00")))
    let monthDays = [29, 30, 31, -28, -29, -30, -31]
    for _ in 0..<300 {
      var rule = RecurrenceRule(Bool.random(using: &random) ? .monthly : .yearly)
      rule.skip = Bool.random(using: &random) ? .forward : .backward
      rule.interval = [1, 1, 2, 5].randomElement(using: &random) ?? 1
      rule.byMonthDay = monthDays.shuffled(using: &random).prefix(2).sorted()
      if Bool.random(using: &random) {
        rule.byMonth = [2, [1, 3, 12].randomElement(using: &random) ?? 1].sorted()
      }
      if Int.random(in: 0..<3, using: &random) == 0 {
        let ordinal = [0, 0, 1, -1, 5].randomElement(using: &random) ?? 0
        rule.byDay = Weekday.allCases.prefix(5).map { .init(ordinal: ordinal, weekday: $0) }
      }
      if Int.random(in: 0..<4, using: &random) == 0 { rule.bySetPosition = [-1] }
      let set = RecurrenceSet(start: start, rules: [rule])
      let whole = Array(set.occurrences().prefix(40))
      for (index, last) in whole.enumerated().dropFirst().shuffled(using: &random).prefix(8) {
        let first = whole[Int.random(in: 0..<index, using: &random)]
        let wanted = whole.filter { $0 > first && $0 <= last }
        #expect(Array(set.occurrences(after: first, before: last + 1)) == wanted, "\(rule) \(first.rfc3339)")
        #expect(set.previous(before: last) == whole[index - 1], "\(rule) \(last.rfc3339)")
      }
    }
  }
}
