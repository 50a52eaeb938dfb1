import Testing

@testable import Almanac

struct RecurrenceRuleTests {
  @Test(arguments: [
    ("", "FREQ", "empty"),
    ("COUNT=3", "FREQ", "missing"),
    ("FREQ=FORTNIGHTLY", "FREQ=FORTNIGHTLY", "not one of"),
    ("FREQ=DAILY;FREQ=DAILY", "FREQ=DAILY", "given twice"),
    ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0", "1 to"),
    ("FREQ=DAILY;INTERVAL=99999999999999999999", "INTERVAL=99999999999999999999", "1 to"),
    ("FREQ=DAILY;COUNT=0", "COUNT=0", "1 to"),
    ("FREQ=DAILY;COUNT=3;UNTIL=20260101", "COUNT", "UNTIL"),
    ("FREQ=DAILY;UNTIL=20260230", "UNTIL=20260230", "not a date"),
    ("FREQ=DAILY;BYHOUR=24", "BYHOUR=24", "0 to 23"),
    ("FREQ=DAILY;BYHOUR=-1", "BYHOUR=-1", "has a sign"),
    ("FREQ=DAILY;COUNT=-1", "COUNT=-1", "-1 has a sign; it goes from 1 to"),
    ("FREQ=DAILY;COUNT=-", "COUNT=-", "not a number"),
    // In Unicode the capital of ı is I, and that of ſ is S.
    ("FREQ=DAıLY", "FREQ=DAıLY", "not one of"),
    ("FREQ=ſECONDLY", "FREQ=ſECONDLY", "not one of"),
    ("FREQ=DAILY;BYHOUR=8,,9", "BYHOUR=8,,9", "empty item"),
    ("FREQ=DAILY;BYMONTHDAY=32", "BYMONTHDAY=32", "1 to 31"),
    ("FREQ=DAILY;BYDAY=XX", "BYDAY=XX", "MO TU"),
    ("FREQ=DAILY;BYDAY=1MO", "BYDAY", "numbered"),
    ("FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO", "BYDAY", "BYWEEKNO"),
    ("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY", "FREQ=WEEKLY"),
    ("FREQ=MONTHLY;BYYEARDAY=1", "BYYEARDAY", "FREQ=MONTHLY"),
    ("FREQ=MONTHLY;BYWEEKNO=1", "BYWEEKNO", "FREQ=MONTHLY"),
    ("FREQ=DAILY;BYSETPOS=1", "BYSETPOS", "another BY part"),
    ("FREQ=DAILY;BYEASTER=0", "BYEASTER=0", "unknown part"),
    ("FREQ=DAILY;;COUNT=1", "", "empty part"),
    ("FREQ=MONTHLY;RSCALE=CHINESE", "RSCALE=CHINESE", "Gregorian"),
    ("FREQ=MONTHLY;SKIP=NEVER", "SKIP=NEVER", "OMIT"),
  ])
  func aBadRuleSaysWhichPartAndWhy(text: String, part: String, reason: String) {
    let error = #expect(throws: RecurrenceError.self) { try RecurrenceRule(text) }
    #expect(error?.part == part || error?.description.contains(part) == true, "\(String(describing: error))")
    #expect(error?.reason.contains(reason) == true, "\(String(describing: error))")
  }

  @Test(arguments: [
    ("freq=daily", "FREQ=DAILY"),
    ("FREQ=DAILY;", "FREQ=DAILY"),
    ("BYDAY=FR,MO,FR;FREQ=WEEKLY;WKST=MO;INTERVAL=1", "FREQ=WEEKLY;BYDAY=MO,FR"),
    ("FREQ=MONTHLY;BYDAY=+1TU,-1TH", "FREQ=MONTHLY;BYDAY=-1TH,1TU"),
    ("FREQ=DAILY;UNTIL=20260301T080000Z;BYSECOND=60", "FREQ=DAILY;UNTIL=20260301T080000Z;BYSECOND=59"),
    ("FREQ=MONTHLY;SKIP=BACKWARD;BYMONTHDAY=31", "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD"),
    ("RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=OMIT", "FREQ=YEARLY"),
    (
      "FREQ=YEARLY;WKST=SU;BYSETPOS=-1;BYMONTH=1;BYWEEKNO=1;BYYEARDAY=-1;BYMONTHDAY=1;BYDAY=MO;BYHOUR=8;BYMINUTE=1;"
        + "INTERVAL=2;COUNT=9",
      "FREQ=YEARLY;COUNT=9;INTERVAL=2;BYMINUTE=1;BYHOUR=8;BYDAY=MO;BYMONTHDAY=1;BYYEARDAY=-1;BYWEEKNO=1;BYMONTH=1;"
        + "BYSETPOS=-1;WKST=SU"
    ),
  ])
  func aRuleHasOneCanonicalText(text: String, canonical: String) throws {
    let rule = try RecurrenceRule(text)
    #expect(rule.description == canonical)
    #expect(try RecurrenceRule(canonical) == rule)
  }

  @Test func anErrorQuotesNoMoreThanOneReads() {
    let error = #expect(throws: RecurrenceError.self) {
      try RecurrenceRule("FREQ=DAILY;" + String(repeating: "X", count: 100_000))
    }
    #expect(error?.description.count ?? .max < 150)
  }

  @Test func randomRulesReadBackAsWritten() throws {
    var random = SeededNumbers(seed: 7)
    for _ in 0..<2000 {
      let rule = RandomRule.draw(using: &random)
      #expect(try RecurrenceRule(rule.description) == rule)
    }
  }

  @Test(arguments: ["20260301", "20260301T080000", "20260301T080000Z", "99991231T235959Z"])
  func calendarTimesReadBackAsWritten(text: String) {
    #expect(CalendarTime(text)?.description == text)
  }

  @Test(arguments: [
    "", "2026031", "20260230", "20260301Z", "20260301T", "20260301T2400", "20260301T240000", "2026-03-01",
  ])
  func whatIsNoCalendarTimeIsRefused(text: String) {
    #expect(CalendarTime(text) == nil)
  }
}
