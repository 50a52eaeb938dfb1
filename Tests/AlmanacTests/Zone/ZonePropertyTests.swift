import Almanac
import Testing

/// What must hold in every zone around every change, found by random local times close to them.
struct ZonePropertyTests {
  /// All readings of `wall` by definition: the offsets the zone ever has near it, each tried.
  private func readings(_ wall: Int64, in zone: ZoneRules) -> [Instant] {
    var offsets: Set<Int> = []
    var instant = Instant(wall - 200_000)
    while instant.secondsSinceEpoch <= wall + 200_000 {
      offsets.insert(zone.offset(at: instant))
      guard let next = zone.nextTransition(after: instant) else { break }
      instant = next
    }
    return offsets.map { Instant(wall - Int64($0)) }
      .filter { zone.local(at: $0).wallSeconds == wall }.sorted()
  }

  private func someLocalTimes(in zone: ZoneRules, seed: UInt64) -> [CivilDateTime] {
    var numbers = SeededNumbers(seed: seed)
    var times: [CivilDateTime] = []
    var instant = Instant(-6_000_000_000)
    while times.count < 3000, let next = zone.nextTransition(after: instant) {
      let shown = zone.local(at: next).wallSeconds
      for _ in 0..<4 {
        times.append(CivilDateTime(wallSeconds: shown + .random(in: -90_000...90_000, using: &numbers)))
      }
      for edge: Int64 in [-3601, -3600, -1, 0, 1, 3599, 3600] {
        times.append(CivilDateTime(wallSeconds: shown + edge))
      }
      instant = next
    }
    for _ in 0..<500 {
      times.append(
        CivilDateTime(wallSeconds: .random(in: -100_000_000_000...200_000_000_000, using: &numbers)))
    }
    return times
  }

  @Test(arguments: InstalledZones.difficult)
  func everyLocalTimeResolvesToAllItsInstants(_ name: String) throws {
    let zone = try InstalledZones.rules(name)
    for local in someLocalTimes(in: zone, seed: 1) {
      let expected = readings(local.wallSeconds, in: zone)
      switch zone.resolve(local) {
      case .unique(let instant):
        #expect(expected == [instant], "\(local)")
      case .overlap(let first, let second):
        #expect(expected == [first, second], "\(local)")
      case .gap(let before, let after):
        #expect(expected == [], "\(local)")
        #expect(after < before)
        // The change lies between the two readings, and each uses the offset of its side of it.
        let change = try #require(zone.nextTransition(after: after))
        #expect(change <= before)
        #expect(before.secondsSinceEpoch + Int64(zone.offset(at: change - 1)) == local.wallSeconds)
        #expect(after.secondsSinceEpoch + Int64(zone.offset(at: change)) == local.wallSeconds)
      }
    }
  }

  @Test(arguments: InstalledZones.difficult)
  func theCursorAnswersAsTheZoneDoes(_ name: String) throws {
    let zone = try InstalledZones.rules(name)
    var cursor = ZoneCursor(zone)
    let times = someLocalTimes(in: zone, seed: 2)
    for local in times + times.sorted() {
      #expect(cursor.instant(of: local) == zone.instant(of: local), "\(local)")
    }
  }

  @Test(arguments: InstalledZones.difficult)
  func theClockOnTheWallShowsWhatTheZoneSays(_ name: String) throws {
    let zone = try InstalledZones.rules(name)
    var clock = OffsetCursor(zone)
    let instants =
      someLocalTimes(in: zone, seed: 4).map { zone.instant(of: $0) } + [Instant(.min), Instant(.max)]
    for instant in instants + instants.sorted() {
      #expect(clock.local(at: instant) == zone.local(at: instant), "\(instant)")
    }
  }

  @Test(arguments: InstalledZones.difficult)
  func anInstantsTextReadsBackAsTheInstant(_ name: String) throws {
    let zone = try InstalledZones.rules(name)
    var numbers = SeededNumbers(seed: 3)
    for _ in 0..<1000 {
      let instant = Instant(.random(in: -62_000_000_000...253_000_000_000, using: &numbers))
      #expect(Instant(rfc3339: instant.rfc3339(in: zone)) == instant)
      #expect(Instant(rfc3339: instant.rfc3339) == instant)
    }
  }
}
