import Almanac
import Testing

struct InstantTextTests {
  @Test(arguments: [
    ("2026-12-03T08:00:00+01:00", 1_796_281_200), ("2026-12-03T07:00:00Z", 1_796_281_200),
    ("2026-12-03t07:00:00z", 1_796_281_200), ("2026-12-03 07:00:00.999Z", 1_796_281_200),
    ("2026-12-03T03:30:00-03:30", 1_796_281_200), ("1969-12-31T23:59:59Z", -1),
    ("1970-01-01T00:00:00-00:00", 0),
  ])
  func anInstantIsRead(_ text: String, _ seconds: Int64) {
    #expect(Instant(rfc3339: text) == Instant(seconds))
  }

  @Test(arguments: [
    "", "2026-12-03", "2026-12-03T08:00:00", "2026-12-03T08:00Z", "2026-12-03T08:00:00+0100",
    "2026-12-03T08:00:00+01",
    "2026-13-03T08:00:00Z", "2026-02-29T08:00:00Z", "2026-12-03T24:00:00Z", "2016-12-31T23:59:60Z",
    "2026-12-03T08:00:00+24:00", "2026-12-03T08:00:00+01:60", "2026-12-03T08:00:00.Z",
    "2026-12-03T08:00:00Zz",
    "2026-12-03X08:00:00Z", " 2026-12-03T08:00:00Z", "2026-12-03T08:00:00é",
  ])
  func anythingElseIsNot(_ text: String) {
    #expect(Instant(rfc3339: text) == nil)
  }

  @Test func anInstantIsWrittenInItsZone() throws {
    let zone = try InstalledZones.rules("Europe/Berlin")
    #expect(Instant(1_796_281_200).rfc3339(in: zone) == "2026-12-03T08:00:00+01:00")
    #expect(Instant(1_796_281_200).rfc3339 == "2026-12-03T07:00:00Z")
  }

  @Test func anOffsetWithSecondsIsCutToMinutesAndTheInstantKept() throws {
    let zone = try InstalledZones.rules("Europe/Berlin")
    let instant = try #require(Instant(rfc3339: "1890-01-01T00:00:00Z"))
    // Local mean time was 53 minutes and 28 seconds.
    #expect(zone.offset(at: instant) == 3208)
    #expect(instant.rfc3339(in: zone) == "1890-01-01T00:53:00+00:53")
    let newYork = try InstalledZones.rules("America/New_York")
    let before = try #require(Instant(rfc3339: "1880-01-01T00:00:00Z"))
    #expect(before.rfc3339(in: newYork) == "1879-12-31T19:04:00-04:56")
  }

  @Test(
    arguments: [
      (-62_167_219_201, "-0001-12-31T23:59:59Z"),
      (-62_167_219_200, "0000-01-01T00:00:00Z"), (253_402_300_799, "9999-12-31T23:59:59Z"),
      (253_402_300_800, "10000-01-01T00:00:00Z"),
    ] as [(Int64, String)])
  func yearsThatTheFormLacksHaveASignOrMoreDigits(_ seconds: Int64, _ text: String) {
    #expect(Instant(seconds).rfc3339 == text)
  }

  @Test(arguments: [Int32.min, -719_529, -719_528, 2_932_896, 2_932_897, .max])
  func everyDateIsWritten(_ day: Int32) {
    let date = CivilDate(daysSinceEpoch: day)
    let (year, month, dayOfMonth) = date.components
    let size = String(year.magnitude)
    let zeros = String(repeating: "0", count: max(0, 4 - size.count))
    let rest = [month, dayOfMonth].map { ($0 < 10 ? "-0" : "-") + String($0) }.joined()
    #expect(date.description == (year < 0 ? "-" : "") + zeros + size + rest)
  }
}
