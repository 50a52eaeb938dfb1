import Almanac

/// A time as a person types it: `07:50`, `yesterday 20:00`, `2026-12-03 07:50`, `20m ago`, `now`.
struct MomentArgument {
  enum Form {
    case clock(ClockTime)
    case yesterday(ClockTime)
    case local(CivilDateTime)
    case ago(TimeSpan)
    case now
  }

  let form: Form

  init?(_ text: String) {
    if text == "now" {
      form = .now
    } else if let time = ClockTime(text) ?? ClockTime("0" + text) {
      form = .clock(time)
    } else if text.hasPrefix("yesterday "), let time = ClockTime(String(text.dropFirst(10))) {
      form = .yesterday(time)
    } else if let local = CivilDateTime(text) {
      form = .local(local)
    } else if text.hasSuffix(" ago"), let span = TimeSpan(String(text.dropLast(4))) {
      form = .ago(span)
    } else {
      return nil
    }
  }

  /// The past instant meant: a bare clock time is the one nearest to `nominal` that is not still to come; without
  /// a nominal time the last one.
  func past(in zone: ZoneRules, near nominal: Instant? = nil, now: Instant) -> Instant {
    let today = zone.local(at: now).date
    switch form {
    case .now: return now
    case .ago(let span): return now - span.seconds
    case .local(let local): return zone.instant(of: local)
    case .yesterday(let time): return zone.instant(of: CivilDateTime(today - 1, time))
    case .clock(let time):
      // A time that the clocks left out today is no time of yesterday.
      if nominal == nil, case .gap = zone.resolve(CivilDateTime(today, time)) {
        return zone.instant(of: CivilDateTime(today, time))
      }
      let day = nominal.map { zone.local(at: $0).date } ?? today
      let readings = (-1...1).map { zone.instant(of: CivilDateTime(day + $0, time)) }.filter { $0 <= now }
      let target = nominal ?? now
      return readings.min { abs($0 - target) < abs($1 - target) }
        ?? zone.instant(of: CivilDateTime(today, time))
    }
  }
}
