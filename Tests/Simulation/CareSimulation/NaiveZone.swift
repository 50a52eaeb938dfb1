import Almanac

/// The offsets of a few places in the years of the simulation, written down from their laws and not read from tzdata.
enum NaiveZone: String, CaseIterable {
  case berlin = "Europe/Berlin"
  case newYork = "America/New_York"
  case tokyo = "Asia/Tokyo"
  /// Half an hour of summer time, in the southern summer.
  case lordHowe = "Australia/Lord_Howe"

  /// Seconds east of UTC.
  func offset(at instant: Int64) -> Int64 {
    let changes = NaiveZone.changes[rank]
    var offset = changes[0].offset
    for change in changes {
      if change.at > instant { break }
      offset = change.offset
    }
    return offset
  }

  /// From when on which offset holds, oldest first; by rank.
  private static let changes: [[(at: Int64, offset: Int64)]] = allCases.sorted { $0.rank < $1.rank }.map {
    zone in (2025...2032).flatMap(zone.changes)
  }

  private var rank: Int {
    switch self {
    case .berlin: 0
    case .newYork: 1
    case .tokyo: 2
    case .lordHowe: 3
    }
  }

  private func changes(in year: Int) -> [(at: Int64, offset: Int64)] {
    switch self {
    case .tokyo: [(midnight(year, 1, 1), 9 * 3600)]
    case .berlin: [(lastSunday(year, 3) + 3600, 7200), (lastSunday(year, 10) + 3600, 3600)]
    case .newYork:
      [(sunday(year, 3, 2) + 7 * 3600, -4 * 3600), (sunday(year, 11, 1) + 6 * 3600, -5 * 3600)]
    case .lordHowe:
      [(sunday(year, 4, 1) - 9 * 3600, 37_800), (sunday(year, 10, 1) + 2 * 3600 - 37_800, 39_600)]
    }
  }

  /// Of a time that comes twice the first, of one that does not come the one that the offset before the gap gives.
  func instant(of wall: Int64) -> Instant {
    let before = offset(at: wall - 86_400 - 12 * 3600)
    let after = offset(at: wall + 86_400)
    let fits = [before, after].map { wall - $0 }.filter { $0 + offset(at: $0) == wall }
    return Instant(fits.min() ?? wall - before)
  }

  private func midnight(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
    Int64(CivilDate(uncheckedYear: year, month: month, day: day).daysSinceEpoch) * 86_400
  }

  private func sunday(_ year: Int, _ month: Int, _ number: Int) -> Int64 {
    (1...31).map { midnight(year, month, $0) }.filter(isSunday)[number - 1]
  }

  /// Of a month that has 31 days.
  private func lastSunday(_ year: Int, _ month: Int) -> Int64 {
    (25...31).map { midnight(year, month, $0) }.filter(isSunday).last ?? 0
  }

  /// 1970 began on a Thursday.
  private func isSunday(_ midnight: Int64) -> Bool { (midnight / 86_400 + 4) % 7 == 0 }
}
