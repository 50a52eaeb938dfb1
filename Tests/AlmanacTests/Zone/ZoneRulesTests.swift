import Almanac
import Testing

struct ZoneRulesTests {
  struct Fact: Sendable, CustomTestStringConvertible {
    var zone: String
    var instant: String
    var offset: Int
    var abbreviation: String
    var isDaylight: Bool

    var testDescription: String { "\(zone) at \(instant)" }
  }

  @Test(arguments: [
    Fact(
      zone: "Europe/Berlin", instant: "2026-07-01T12:00:00Z", offset: 7200, abbreviation: "CEST",
      isDaylight: true),
    Fact(
      zone: "Europe/Berlin", instant: "2026-12-01T12:00:00Z", offset: 3600, abbreviation: "CET",
      isDaylight: false),
    // Irish standard time is the summer's; the winter is negative daylight saving time.
    Fact(
      zone: "Europe/Dublin", instant: "2026-07-01T12:00:00Z", offset: 3600, abbreviation: "IST",
      isDaylight: false),
    Fact(
      zone: "Europe/Dublin", instant: "2026-12-01T12:00:00Z", offset: 0, abbreviation: "GMT", isDaylight: true
    ),
    // Long after the last change in the file, and after 400 years of the footer.
    Fact(
      zone: "Europe/Dublin", instant: "2099-12-01T12:00:00Z", offset: 0, abbreviation: "GMT", isDaylight: true
    ),
    Fact(
      zone: "America/New_York", instant: "2987-07-01T12:00:00Z", offset: -14400, abbreviation: "EDT",
      isDaylight: true),
    Fact(
      zone: "America/New_York", instant: "9999-12-31T23:59:59Z", offset: -18000, abbreviation: "EST",
      isDaylight: false),
    Fact(
      zone: "Australia/Lord_Howe", instant: "2060-01-01T00:00:00Z", offset: 39600, abbreviation: "+11",
      isDaylight: true),
    Fact(
      zone: "Australia/Lord_Howe", instant: "2060-07-01T00:00:00Z", offset: 37800, abbreviation: "+1030",
      isDaylight: false),
    // Before the first change, local mean time.
    Fact(
      zone: "America/New_York", instant: "1800-01-01T00:00:00Z", offset: -17762, abbreviation: "LMT",
      isDaylight: false),
    Fact(
      zone: "Asia/Kolkata", instant: "2500-01-01T00:00:00Z", offset: 19800, abbreviation: "IST",
      isDaylight: false),
  ])
  func aZoneKnowsItsOffset(_ fact: Fact) throws {
    let zone = try InstalledZones.rules(fact.zone)
    let instant = try #require(Instant(rfc3339: fact.instant))
    #expect(zone.offset(at: instant) == fact.offset)
    #expect(zone.abbreviation(at: instant) == fact.abbreviation)
    #expect(zone.isDaylight(at: instant) == fact.isDaylight)
  }

  @Test func aChangeBelongsToItsFirstSecond() throws {
    let zone = try InstalledZones.rules("Europe/Berlin")
    let change = try #require(Instant(rfc3339: "2026-03-29T01:00:00Z"))
    #expect(zone.offset(at: change - 1) == 3600)
    #expect(zone.offset(at: change) == 7200)
    #expect(zone.nextTransition(after: change - 1) == change)
    #expect(zone.nextTransition(after: change) == Instant(rfc3339: "2026-10-25T01:00:00Z"))
  }

  @Test func theFooterRepeatsAfterItsFourHundredYears() throws {
    let zone = try InstalledZones.rules("America/New_York")
    var instant = try #require(Instant(rfc3339: "2400-01-01T00:00:00Z"))
    let cycle: Int64 = 146_097 * 86_400
    for _ in 0..<200 {
      let next = try #require(zone.nextTransition(after: instant))
      #expect(zone.nextTransition(after: instant + cycle) == next + cycle)
      #expect(zone.nextTransition(after: instant + 7 * cycle) == next + 7 * cycle)
      instant = next
    }
  }

  @Test func aTimeInTheSpringGapIsReadWithTheOffsetBeforeIt() throws {
    let zone = try InstalledZones.rules("Europe/Berlin")
    let local = try #require(CivilDateTime("2026-03-29T02:30"))
    let before = try #require(Instant(rfc3339: "2026-03-29T01:30:00Z"))
    #expect(zone.resolve(local) == .gap(before: before, after: before - 3600))
    #expect(zone.instant(of: local).rfc3339(in: zone) == "2026-03-29T03:30:00+02:00")
  }

  @Test func aTimeInTheAutumnOverlapIsTheFirst() throws {
    let zone = try InstalledZones.rules("Europe/Berlin")
    let local = try #require(CivilDateTime("2026-10-25T02:30"))
    let first = try #require(Instant(rfc3339: "2026-10-25T00:30:00Z"))
    #expect(zone.resolve(local) == .overlap(first: first, second: first + 3600))
    #expect(zone.instant(of: local) == first)
  }

  @Test func aSkippedDayIsAGapOfTwentyFourHours() throws {
    let zone = try InstalledZones.rules("Pacific/Apia")
    let local = try #require(CivilDateTime("2011-12-30T08:00"))
    #expect(zone.instant(of: local).rfc3339(in: zone) == "2011-12-31T08:00:00+14:00")
  }

  @Test func utcNeverChanges() {
    #expect(ZoneRules.utc.nextTransition(after: Instant(.min)) == nil)
    #expect(ZoneRules.utc.offset(at: Instant(0)) == 0)
    #expect(ZoneRules.utc.abbreviation(at: Instant(0)) == "UTC")
  }

  @Test func instantsAtTheEndsOfTheRangeAreAnswered() throws {
    for name in InstalledZones.difficult {
      let zone = try InstalledZones.rules(name)
      for instant in [Instant(.min), Instant(.min + 1), Instant(.max - 1), Instant(.max)] {
        _ = zone.offset(at: instant)
        _ = zone.local(at: instant)
        _ = zone.nextTransition(after: instant)
        _ = instant.rfc3339(in: zone)
      }
    }
  }

  @Test func zonesAreEqualByNameAndRules() throws {
    let berlin = try InstalledZones.rules("Europe/Berlin")
    #expect(try InstalledZones.rules("Europe/Berlin") == berlin)
    #expect(try ZoneRules(name: "Europe/Berlin", tzif: InstalledZones.bytes("Europe/Dublin")) != berlin)
    #expect(try ZoneRules(name: "Here", tzif: InstalledZones.bytes("Europe/Berlin")) != berlin)
  }
}
