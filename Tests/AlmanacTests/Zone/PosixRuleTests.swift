import Almanac
import Testing

struct PosixRuleTests {
  @Test func aRuleWithoutDaylightTimeIsAFixedOffset() throws {
    let zone = try ZoneRules(posix: "<+0330>-3:30")
    #expect(zone.offset(at: Instant(0)) == 12_600)
    #expect(zone.abbreviation(at: Instant(0)) == "+0330")
    #expect(zone.nextTransition(after: Instant(.min)) == nil)
  }

  @Test(arguments: [
    // Northern and southern half of the earth, the default time of 02:00, the default hour of daylight saving.
    ("EST5EDT,M3.2.0,M11.1.0", 2026, ["2026-03-08T07:00:00Z", "2026-11-01T06:00:00Z"]),
    ("AEST-10AEDT,M10.1.0,M4.1.0/3", 2026, ["2026-04-04T16:00:00Z", "2026-10-03T16:00:00Z"]),
    // Half an hour of it.
    ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 2026, ["2026-04-04T15:00:00Z", "2026-10-03T15:30:00Z"]),
    // Negative daylight time, in winter.
    ("IST-1GMT0,M10.5.0,M3.5.0/1", 2026, ["2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"]),
    // A change on the day before the one named.
    ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 2026, ["2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"]),
    // Jn never counts 29 February, n always does.
    ("AAA0BBB,J60/0,J300/0", 2028, ["2028-03-01T00:00:00Z", "2028-10-26T23:00:00Z"]),
    ("AAA0BBB,59/0,300/0", 2028, ["2028-02-29T00:00:00Z", "2028-10-26T23:00:00Z"]),
    ("AAA0BBB,59/0,300/0", 2027, ["2027-03-01T00:00:00Z", "2027-10-27T23:00:00Z"]),
    // Times a week after and before the day they are counted from.
    ("AAA0BBB,M3.1.0/167,M10.1.0/-167", 2026, ["2026-03-07T23:00:00Z", "2026-09-27T00:00:00Z"]),
  ])
  func aRuleChangesWhenItSays(_ text: String, _ year: Int, _ changes: [String]) throws {
    let zone = try ZoneRules(posix: text)
    var found: [String] = []
    var instant = try #require(Instant(rfc3339: "\(year)-01-01T00:00:00Z"))
    while let next = zone.nextTransition(after: instant), next.rfc3339.hasPrefix("\(year)") {
      found.append(next.rfc3339)
      instant = next
    }
    #expect(found == changes)
  }

  @Test func aRuleHoldsInThePastToo() throws {
    let zone = try ZoneRules(posix: "EST5EDT,M3.2.0,M11.1.0")
    for year in ["0300", "1500", "1969", "3000"] {
      #expect(zone.isDaylight(at: try #require(Instant(rfc3339: "\(year)-07-01T00:00:00Z"))))
      #expect(!zone.isDaylight(at: try #require(Instant(rfc3339: "\(year)-01-01T00:00:00Z"))))
    }
  }

  /// The example of RFC 9636 §3.3.1, and one whose daylight times overlap.
  @Test(arguments: ["XXX3EDT4,0/0,J365/23", "EST5EDT,0/0,J365/25", "EST5EDT,0/0,J365/26"])
  func allYearDaylightTimeNeverChanges(_ text: String) throws {
    let zone = try ZoneRules(posix: text)
    #expect(zone.isDaylight(at: Instant(0)))
    #expect(zone.offset(at: Instant(0)) == -14_400)
    #expect(zone.nextTransition(after: Instant(.min)) == nil)
  }

  @Test(arguments: [
    "", "E5", "EST", "EST25", "EST5EDT", "EST5EDT,M3.2.0", "EST5EDT,M3.2.0,M11.1.0,",
    "EST5EDT,M13.2.0,M11.1.0",
    "EST5EDT,M3.6.0,M11.1.0", "EST5EDT,M3.2.7,M11.1.0", "EST5EDT,J0,J365", "EST5EDT,0,366",
    "EST5EDT,J1/168,J365",
    "EST5EDT,J1/2:60,J365", "<EST5EDT,J1,J2", "<E>5", "EST5EDT,M3.2,M11.1.0", "EST99999999999999999999",
    "ÄST5", "EST5 EDT,J1,J365", "EST5EDT;M3.2.0;M11.1.0", "EST+-5",
  ])
  func aRuleThatDoesNotReadIsAnError(_ text: String) {
    #expect(throws: ZoneError.self) { try ZoneRules(posix: text) }
  }
}
