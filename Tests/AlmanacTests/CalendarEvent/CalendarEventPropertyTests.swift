import Almanac
import Testing

/// Random calendar events around changes of the clock, against the definition minute by minute.
struct CalendarEventPropertyTests {
  struct Night: Sendable, CustomTestStringConvertible {
    var zone: String
    /// Three days on which the clock does something awkward.
    var first: String

    var testDescription: String { "\(zone) from \(first)" }
  }

  static let nights = [
    Night(zone: "Europe/Berlin", first: "2026-03-28"), Night(zone: "Europe/Berlin", first: "2026-10-24"),
    Night(zone: "America/New_York", first: "2026-10-31"),
    Night(zone: "Australia/Lord_Howe", first: "2026-04-04"),
    Night(zone: "Australia/Lord_Howe", first: "2026-10-03"), Night(zone: "Africa/Cairo", first: "2026-04-23"),
    Night(zone: "Pacific/Apia", first: "2011-12-29"), Night(zone: "UTC", first: "2024-02-28"),
  ]

  @Test(arguments: nights)
  func itHappensAtEachMinuteItNamesTheFirstTimeAClockShowsIt(_ night: Night) throws {
    let zone = try InstalledZones.rules(night.zone)
    let day = try #require(CivilDate(night.first))
    let begin = zone.instant(of: CivilDateTime(day, .midnight))
    let minutes = (0..<72 * 60).map { begin + Int64($0) * 60 }
      // The second time a clock shows the same is none.
      .map { ($0, zone.local(at: $0)) }.filter { zone.instant(of: $1) == $0 }
    var random = SeededNumbers(seed: 21)
    for _ in 0..<60 {
      let drawn = RandomEvent.draw(using: &random)
      let event = try CalendarEvent(drawn.text)
      let wanted = minutes.filter { drawn.includes($1) }.map(\.0)
      let end = begin + 72 * 3600
      let found = event.occurrences(after: begin - 1, zone: zone).prefix { $0 < end }
      #expect(Array(found) == wanted, "\(drawn.text)")
      #expect(try CalendarEvent(event.description) == event, "\(drawn.text)")
      // From any point it goes on as it would have.
      for point in [minutes, minutes].compactMap({ $0.randomElement(using: &random)?.0 }) {
        let after = point + Int64.random(in: -1...1, using: &random)
        #expect(
          event.next(after: after, zone: zone).map { $0 < end ? $0 : end } ?? end
            == wanted.first { $0 > after } ?? end, "\(drawn.text) after \(after.rfc3339)")
      }
    }
  }
}
