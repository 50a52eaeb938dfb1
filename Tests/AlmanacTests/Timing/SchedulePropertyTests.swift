import Almanac
import Testing

/// Random timings near the changes of difficult zones, against the expansion by definition.
struct SchedulePropertyTests {
  struct Place: Sendable, CustomTestStringConvertible {
    var zone: String
    /// A day on which that zone did something awkward.
    var day: String

    var testDescription: String { "\(zone) around \(day)" }
  }

  static let places = [
    Place(zone: "America/New_York", day: "2026-03-08"), Place(zone: "America/New_York", day: "2026-11-01"),
    Place(zone: "Europe/Dublin", day: "2026-10-25"), Place(zone: "Australia/Lord_Howe", day: "2026-04-05"),
    Place(zone: "Africa/Casablanca", day: "2026-02-15"), Place(zone: "Pacific/Apia", day: "2011-12-30"),
    Place(zone: "America/Sao_Paulo", day: "2018-11-04"), Place(zone: "Asia/Tehran", day: "2022-03-22"),
    Place(zone: "Asia/Manila", day: "1844-12-31"), Place(zone: "America/Juneau", day: "1867-10-19"),
    Place(zone: "Pacific/Kwajalein", day: "1993-08-21"), Place(zone: "UTC", day: "2024-02-29"),
  ]

  private static let span = 900

  /// Both expansions of one random timing, and random instants in and around its range.
  private struct Sample {
    var timing: Timing
    var schedule: Schedule
    var slots: [TimedSlot]
    var first: Instant
    var last: Instant
    var instants: [Instant]
  }

  private func samples(_ place: Place, seed: UInt64, count: Int) throws -> [Sample] {
    let zone = try InstalledZones.rules(place.zone)
    let day = try #require(CivilDate(place.day))
    var random = RandomTimings(seed: seed)
    return try (0..<count).map { _ in
      let timing = random.timing(near: day)
      let schedule = try Schedule(timing, moments: RandomTimings.moments, zone: zone)
      let naive = NaiveSchedule(timing: timing, moments: RandomTimings.moments, zone: zone)
      let first = zone.instant(of: CivilDateTime(day - 400, .midnight))
      let last = zone.instant(of: CivilDateTime(day + Self.span - 5, .midnight))
      let slots = naive.slots(from: day - 405, through: day + Self.span)
        .filter { first < $0.instant && $0.instant <= last }
      var instants = (0..<6).map { _ in first + Int64(random.pick(0...Int(last - first))) }
      // Right on, before and after occurrences and the zone's own changes.
      let change = zone.nextTransition(after: zone.instant(of: CivilDateTime(day - 3, .midnight)))
      for instant in [change, slots.randomElement(using: &random.numbers)?.instant].compactMap({ $0 }) {
        instants += [instant - 1, instant, instant + 1]
      }
      return Sample(
        timing: timing, schedule: schedule, slots: slots, first: first, last: last,
        instants: instants.filter { first <= $0 && $0 <= last })
    }
  }

  @Test(arguments: places)
  func aRangeHoldsWhatTheDefinitionSays(_ place: Place) throws {
    for sample in try samples(place, seed: 11, count: 25) {
      let found = sample.schedule.slots(after: sample.first, through: sample.last)
      #expect(found == sample.slots, "\(sample.timing.describe(moments: RandomTimings.moments))")
    }
  }

  @Test(arguments: places)
  func aRangeIsTheWholeFiltered(_ place: Place) throws {
    for sample in try samples(place, seed: 12, count: 8) {
      for a in sample.instants {
        for b in sample.instants where a <= b {
          let found = sample.schedule.slots(after: a, through: b)
          #expect(found == sample.slots.filter { a < $0.instant && $0.instant <= b }, "\(sample.timing)")
        }
      }
    }
  }

  @Test(arguments: places)
  func nextAndPreviousAreTheNeighbours(_ place: Place) throws {
    for sample in try samples(place, seed: 13, count: 12) {
      for instant in sample.instants {
        if let next = sample.slots.first(where: { $0.instant > instant }) {
          #expect(sample.schedule.next(after: instant) == next, "\(sample.timing)")
        }
        if let previous = sample.slots.last(where: { $0.instant < instant }) {
          #expect(sample.schedule.previous(before: instant) == previous, "\(sample.timing)")
        }
      }
    }
  }

  @Test(arguments: places)
  func theDaysTogetherAreTheWhole(_ place: Place) throws {
    let day = try #require(CivilDate(place.day))
    for sample in try samples(place, seed: 14, count: 4) {
      var found: [TimedSlot] = []
      for offset in -405...Self.span {
        let slots = sample.schedule.slots(on: day + offset)
        #expect(slots.map(\.instant) == slots.map(\.instant).sorted())
        found += slots
      }
      let inRange = found.filter { sample.first < $0.instant && $0.instant <= sample.last }
      #expect(inRange.count == sample.slots.count)
      #expect(Set(inRange) == Set(sample.slots), "\(sample.timing)")
    }
  }
}
