import Almanac
import Foundation
import Testing

@testable import TendCommands

/// Tend's own keys in `tend expand`: the texts of the plan, as JSON.
struct ExpandTimingTests {
  private func instants(_ keys: String, _ rest: String = "") throws -> [String] {
    let batch = ExpandBatch(Expander { try ZoneRules(posix: $0) })
    let answer = batch.answer(#"{"timing":\#(keys),"zone":"CET-1CEST,M3.5.0,M10.5.0/3"\#(rest)}"#)
    let object = try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any]
    return try #require(object?["instants"] as? [String], "\(answer)")
  }

  private func error(_ keys: String) throws -> String {
    let answer = ExpandBatch(Expander { try ZoneRules(posix: $0) }).answer(#"{"timing":\#(keys)}"#)
    let object = try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any]
    return try #require(object?["error"] as? String, "\(answer)")
  }

  @Test func momentsOfTheDayAreThoseOfTheRequest() throws {
    let keys =
      #"{"at":["dinner-30m","bedtime"],"from":"2026-12-01","day":{"dinner":"18:30","bedtime":"00:30"},"count":2}"#
    #expect(try instants(keys) == ["2026-12-01T17:00:00Z", "2026-12-01T23:30:00Z"])
  }

  @Test func daysAreChosenAsInThePlan() throws {
    let keys =
      #"{"at":"08:00","on":["1st fri","last day"],"every":"2 months","from":"2026-12-01","until":"2027-02-28"}"#
    #expect(
      try instants(keys) == [
        "2026-12-04T07:00:00Z", "2026-12-31T07:00:00Z", "2027-02-05T07:00:00Z", "2027-02-28T07:00:00Z",
      ])
  }

  @Test(arguments: ["8h", "8 hours", "480 minutes", "7h60m"])
  func hoursAreElapsedTimeCountedFromTheOneTime(every: String) throws {
    let keys = #"{"at":"22:00","every":"\#(every)","from":"2026-10-24","count":3}"#
    #expect(try instants(keys) == ["2026-10-24T20:00:00Z", "2026-10-25T04:00:00Z", "2026-10-25T12:00:00Z"])
  }

  @Test func betweenCutsTheHours() throws {
    let keys = #"{"at":"08:00","every":"6h","between":"08:00-22:00","from":"2026-12-01","count":4}"#
    #expect(
      try instants(keys) == [
        "2026-12-01T07:00:00Z", "2026-12-01T13:00:00Z", "2026-12-01T19:00:00Z", "2026-12-02T07:00:00Z",
      ])
    let toMoment =
      #"{"at":"wake","every":"6h","between":"wake to 15:00","from":"2026-12-01","count":2,"day":{"wake":"07:00"}}"#
    #expect(try instants(toMoment) == ["2026-12-01T06:00:00Z", "2026-12-01T12:00:00Z"])
  }

  @Test func aCycleBeginsOnItsDayOne() throws {
    let keys = #"{"at":"10:00","cycle":{"day1":"2026-12-07","days":2,"of":28,"cycles":2}}"#
    #expect(
      try instants(keys) == [
        "2026-12-07T09:00:00Z", "2026-12-08T09:00:00Z", "2027-01-04T09:00:00Z", "2027-01-05T09:00:00Z",
      ])
  }

  @Test func aCountdownCountsAroundItsDayZero() throws {
    let keys = #"{"at":"10:00","countdown":{"day0":"2026-12-07","days":["-2..-1","0","+28"]}}"#
    #expect(
      try instants(keys) == [
        "2026-12-05T09:00:00Z", "2026-12-06T09:00:00Z", "2026-12-07T09:00:00Z", "2027-01-04T09:00:00Z",
      ])
  }

  @Test func exceptionsAndSingleDates() throws {
    let keys = #"{"at":"08:00","from":"2026-12-24","count":4,"except":["2026-12-25","2026-12-26 08:00"]}"#
    #expect(try instants(keys) == ["2026-12-24T07:00:00Z", "2026-12-27T07:00:00Z"])
    #expect(
      try instants(#"{"when":["2026-12-03 09:40","2026-12-01T08:00"]}"#) == [
        "2026-12-01T07:00:00Z", "2026-12-03T08:40:00Z",
      ])
  }

  @Test func inATimingAGapTimeHappensOnce() throws {
    #expect(
      try instants(#"{"at":["02:30","03:30"],"from":"2026-03-29","until":"2026-03-29"}"#)
        == ["2026-03-29T01:30:00Z"])
  }

  @Test func whereNothingSaysFromWhenAfterDoes() throws {
    let keys = #"{"at":"08:00","on":"mon"}"#
    #expect(try error(keys).contains("after is needed"))
    #expect(
      try instants(keys, #","after":"2026-12-07T07:00:00Z","limit":1"#) == ["2026-12-14T07:00:00Z"])
  }

  @Test(arguments: [
    (#"{"at":"08:00","every":"3 fortnights","from":"2026-12-01"}"#, "every: “3 fortnights”"),
    (#"{"at":"08:00","between":"08:00-22:00"}"#, "between: goes only with"),
    (#"{"at":"08:00","every":"2 days","from":"2026-12-01","between":"08:00-22:00"}"#, "between: goes only"),
    (#"{"at":"08:00","every":"8h","from":"2026-12-01","between":"noon"}"#, "between: “noon”"),
    (#"{"at":"08:00","countdown":{"day0":"2026-12-07","days":["3..1"]}}"#, "countdown.days: “3..1”"),
    (#"{"at":"08:00","countdown":{"day0":"2026-12-07","days":[]}}"#, "names no days"),
    (#"{"at":"08:00","cycle":{"day1":"2026-12-07","days":5,"of":4}}"#, "cycle.days"),
    (#"{"at":["08:00","08:00"]}"#, "08:00 is given twice"),
    (#"{"at":"breakfast","day":{"wake":"07:00"}}"#, "(wake)"),
    (#"{"at":"08:00","day":{"wake":"7 am"}}"#, "day: “7 am”"),
    (#"{"tiems":"08:00"}"#, "unknown key “tiems”"),
    (
      #"{"at":"08:00","every":"8h","cycle":{"day1":"2026-12-07","days":1,"of":4},"from":"2026-12-01"}"#,
      "no other"
    ),
  ])
  func whatHasNoMeaningNamesTheKey(keys: String, reason: String) throws {
    let found = try error(keys)
    #expect(found.contains(reason), "\(found)")
  }
}
