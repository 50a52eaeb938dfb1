import Almanac
import Care

/// When a pause is to end, as a person types it: `2026-12-24`, `20:00`, `2026-12-24 08:00`, `tomorrow 08:00`, `3d`.
struct PauseEnd {
  private enum Form {
    case day(CivilDate)
    case clock(ClockTime)
    case tomorrow(ClockTime)
    case local(CivilDateTime)
    case span(TimeSpan)
  }

  private let form: Form

  init?(_ text: String) {
    if let date = CivilDate(text) {
      form = .day(date)
    } else if let time = ClockTime(text) ?? ClockTime("0" + text) {
      form = .clock(time)
    } else if text.hasPrefix("tomorrow "), let time = ClockTime(String(text.dropFirst(9))) {
      form = .tomorrow(time)
    } else if let local = CivilDateTime(text) {
      form = .local(local)
    } else if let span = TimeSpan(text) {
      form = .span(span)
    } else {
      return nil
    }
  }

  /// The first instant that is no longer paused.
  ///
  /// A day is paused to its end, as `until` in the plan includes its day; the day ends when the person's next one begins.
  /// A bare clock time is the next such. Whole days follow the wall clock, hours and minutes the time that passes.
  func instant(now: Instant, zone: ZoneRules, moments: DayMoments) -> Instant {
    let local = zone.local(at: now)
    switch form {
    case .day(let date): return PersonDay.bounds(on: date, moments: moments, zone: zone).upperBound
    case .local(let local): return zone.instant(of: local)
    case .tomorrow(let time): return zone.instant(of: CivilDateTime(local.date + 1, time))
    case .clock(let time):
      let today = zone.instant(of: CivilDateTime(local.date, time))
      return today > now ? today : zone.instant(of: CivilDateTime(local.date + 1, time))
    case .span(let span):
      guard span.seconds % 86_400 == 0 else { return now + span.seconds }
      return zone.instant(of: CivilDateTime(local.date + Int(span.seconds / 86_400), local.time))
    }
  }
}
