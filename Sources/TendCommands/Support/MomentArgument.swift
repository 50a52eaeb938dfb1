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

  /// The past instant meant: a bare clock time that is still to come today is yesterday's.
  func past(in zone: ZoneRules, now: Instant) -> Instant {
    let today = zone.local(at: now).date
    switch form {
    case .now: return now
    case .ago(let span): return now - span.seconds
    case .local(let local): return zone.instant(of: local)
    case .yesterday(let time): return zone.instant(of: CivilDateTime(today - 1, time))
    case .clock(let time):
      let instant = zone.instant(of: CivilDateTime(today, time))
      return instant <= now ? instant : zone.instant(of: CivilDateTime(today - 1, time))
    }
  }
}
