import Almanac
import Foundation
import Host
import Testing

@testable import TendCommands

/// `tend expand --batch`: what each line is answered with.
struct ExpandBatchTests {
  private let batch = ExpandBatch(
    Expander { try ZoneFiles(environment: Environment(["TZDIR": "/usr/share/zoneinfo"])).load(named: $0) })

  private func error(_ line: String) throws -> String {
    let answer = batch.answer(line)
    let object = try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any]
    #expect(object?["instants"] == nil, "\(answer)")
    return try #require(object?["error"] as? String, "\(answer)")
  }

  private func instants(_ line: String) throws -> [String] {
    let answer = batch.answer(line)
    let object = try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any]
    return try #require(object?["instants"] as? [String], "\(answer)")
  }

  @Test func theAnswerHasTheIdAndTheInstants() {
    let line =
      #"{"id":"a","start":"20260301T080000","zone":"Europe/Berlin","rrule":"FREQ=DAILY;COUNT=3","exdate":["#
      + #""20260302T080000"],"rdate":["20260310T080000"],"after":null,"before":null,"limit":50}"#
    #expect(
      batch.answer(line)
        == #"{"id":"a","instants":["2026-03-01T07:00:00Z","2026-03-03T07:00:00Z","2026-03-10T07:00:00Z"]}"#)
  }

  @Test(arguments: [
    (#""id":7,"#, "7"), (#""id":"x\"y\\z\n","#, #""x\"y\\z\n""#), (#""id":null,"#, "null"), ("", "null"),
  ])
  func theIdComesBackAsItWas(id: String, answered: String) {
    #expect(
      batch.answer("{\(id)\"start\":\"20260301\"}")
        == "{\"id\":\(answered),\"instants\":[\"2026-03-01T00:00:00Z\"]}")
  }

  @Test func withoutAZoneTimesAreCountedAsIfInUTC() throws {
    for zone in [#","zone":null"#, ""] {
      #expect(try instants(#"{"start":"20260329T023000"\#(zone)}"#) == ["2026-03-29T02:30:00Z"])
    }
  }

  @Test func bothBoundsAreExclusive() throws {
    let rule = #""start":"20260301T080000","zone":"Europe/Berlin","rrule":"FREQ=DAILY""#
    #expect(
      try instants(#"{\#(rule),"after":"2026-03-02T07:00:00Z","before":"2026-03-04T08:00:00+01:00"}"#)
        == ["2026-03-03T07:00:00Z"])
    // A local bound is read in the zone of the request.
    #expect(
      try instants(#"{\#(rule),"after":"20260302T080000","before":"20260304T080000"}"#)
        == ["2026-03-03T07:00:00Z"])
  }

  @Test func aBoundMayLieWithinASecond() throws {
    let rule = #""start":"20260301T080000","rrule":"FREQ=DAILY;COUNT=3""#
    let first = "2026-03-01T08:00:00Z"
    for (fraction, wanted) in [(".5", [first]), (".000001", [first]), (".0", []), ("", [])] {
      #expect(try instants(#"{\#(rule),"before":"2026-03-01T08:00:00\#(fraction)Z"}"#) == wanted)
    }
    #expect(try instants(#"{\#(rule),"after":"2026-03-01T08:00:00.5Z"}"#).count == 2)
    #expect(try instants(#"{\#(rule),"after":"2026-03-01T07:59:59.5Z"}"#).count == 3)
  }

  @Test func theLimitCountsWithinTheBounds() throws {
    let rule = #""start":"20260301T080000","rrule":"FREQ=DAILY","after":"20260302T080000""#
    #expect(try instants(#"{\#(rule),"limit":2}"#) == ["2026-03-03T08:00:00Z", "2026-03-04T08:00:00Z"])
    #expect(try instants(#"{\#(rule),"limit":0}"#) == [])
    #expect(try error(#"{\#(rule),"limit":-1}"#).contains("negative"))
  }

  @Test func withoutALimitAllComesThatHasAnEnd() throws {
    #expect(try instants(#"{"start":"20260301","rrule":"FREQ=DAILY;COUNT=5000"}"#).count == 5000)
    #expect(try instants(#"{"start":"20260301","rrule":"FREQ=DAILY","before":"20360301"}"#).count == 3653)
    #expect(try instants(#"{"start":"20260301","rrule":"FREQ=DAILY"}"#).count == ExpandBounds.endlessLimit)
    #expect(
      try error(#"{"start":"20260301T000000","rrule":"FREQ=SECONDLY;COUNT=2000000"}"#).contains(
        "give a limit"))
  }

  @Test func instantsStrictlyIncrease() throws {
    // 02:30 becomes 03:30, which is there as well; the addition is an occurrence anyway.
    let rule = #""rrule":["FREQ=DAILY;BYHOUR=2,3;BYMINUTE=0,30;COUNT=5","FREQ=DAILY;COUNT=1"]"#
    let found = try instants(
      #"{"start":"20260329T020000","zone":"Europe/Berlin",\#(rule),"rdate":"20260329T030000"}"#)
    #expect(found == ["2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:00:00Z"])
  }

  @Test func aCalendarEventSkipsTheSpringGapAsSystemdDoes() throws {
    let found = try instants(
      #"{"calendar":"*-*-* 02:30","zone":"Europe/Berlin","after":"2026-03-28T00:00:00Z","limit":2}"#)
    #expect(found == ["2026-03-28T01:30:00Z", "2026-03-30T00:30:00Z"])
    #expect(try error(#"{"calendar":"daily"}"#).contains("needs after"))
  }

  @Test(arguments: [
    ("", "null"), ("garbage", "null"), ("[]", "null"), ("7", "null"), ("null", "null"), ("{", "null"),
    (#"{"id":"a"}"#, #""a""#), (#"{"id":"a","start":"20260301","rule":"x"}"#, #""a""#),
    (#"{"id":"a","start":20260301}"#, #""a""#), (#"{"id":3,"start":"20260301","zone":"Nowhere"}"#, "3"),
    (#"{"id":"a","start":"20260301","rrule":"FREQ=DAILY;COUNT=0"}"#, #""a""#),
    (#"{"id":1.5,"start":"20260301"}"#, "null"), (#"{"id":"a","start":"20260301","limit":1e30}"#, #""a""#),
    ("\u{0}\u{1}\u{FFFD}", "null"), (String(repeating: "[", count: 100_000), "null"),
  ])
  func aLineThatDoesNotReadIsAnsweredWithItsIdAndTheReason(line: String, id: String) throws {
    let answer = batch.answer(line)
    #expect(answer.hasPrefix(#"{"id":\#(id),"error":""#), "\(answer)")
    #expect(!answer.contains("\n"))
    #expect(try !error(line).isEmpty)
  }

  @Test(arguments: [
    (#"{"start":"20260301","rule":"x"}"#, "rule: unknown key “rule”; known are id, start, zone"),
    (#"{"start":20260301}"#, "start: a text is wanted"),
    (#"{"start":"20260301","rrule":[1]}"#, "rrule.[0]: a text is wanted"),
    (#"{"start":"20260301","rrule":1}"#, "rrule: a text or a list of texts is wanted"),
    (#"{"start":"20260301","limit":"2"}"#, "limit: a whole number is wanted"),
    (#"{"start":"20260301","limit":1.5}"#, "limit: a whole number is wanted"),
    (#"{"start":"20260301","limit":9223372036854775808}"#, "limit: a whole number is wanted"),
    (
      #"{"timing":{"at":"08:00","cycle":{"day1":"2026-03-01","days":1.5,"of":28}}}"#,
      "timing.cycle.days: a whole number is wanted"
    ),
    (#"{"id":1.5,"start":"20260301"}"#, "id: a text or a whole number is wanted"),
    ("garbage", "does not read as JSON"), ("null", "an object in braces is wanted"),
    ("[]", "an object in braces is wanted"), (#"{"timing":7}"#, "timing: an object in braces is wanted"),
    (
      #"{"calendar":"08:00 Europe/Atlantis","after":"20260301"}"#,
      "“Europe/Atlantis” is not a time zone that can be used here"
    ),
    (#"{"calendar":"08:00 right/UTC","after":"20260301"}"#, "“right/UTC” is not a time zone"),
    (#"{"timing":{"at":"8:00"}}"#, "timing.at: “8:00” does not read; write 08:00, breakfast or"),
    (#"{"timing":{"at":"08:00","from":"3 Dec"}}"#, "timing.from: “3 Dec” does not read; write 2026-12-03"),
    (#"{"timing":{"at":"08:00","cycle":{"days":5,"of":28}}}"#, "timing.cycle: “day1” is missing"),
    (#"{"timing":{"at":"08:00","cycle":{"day0":"2026-03-01"}}}"#, "known are day1, days, of, cycles"),
  ])
  func theReasonNamesTheKey(line: String, reason: String) throws {
    let found = try error(line)
    #expect(found.contains(reason), "\(found)")
  }

  @Test func aLineOfManyMegabytesIsAnswered() throws {
    let dates = (0..<200_000).map { _ in "\"20260302T080000\"" }.joined(separator: ",")
    let found = try instants(
      #"{"start":"20260301T080000","rrule":"FREQ=DAILY;COUNT=3","exdate":[\#(dates)]}"#)
    #expect(found == ["2026-03-01T08:00:00Z", "2026-03-03T08:00:00Z"])
    #expect(try error(#"{"start":"\#(String(repeating: "x", count: 5_000_000))"}"#).contains("start"))
  }
}
