import Almanac
import ArgumentParser

/// When a snooze ends, as a person types it: `20m`, or `21:00`.
enum SnoozeEnd: ExpressibleByArgument {
  case after(TimeSpan)
  case at(ClockTime)

  init?(argument: String) {
    if let span = TimeSpan(argument), span.seconds > 0 {
      self = .after(span)
    } else if let time = ClockTime(argument) ?? ClockTime("0" + argument) {
      self = .at(time)
    } else {
      return nil
    }
  }

  var defaultValueDescription: String {
    switch self {
    case .after(let span): "\(span)"
    case .at(let time): "\(time)"
    }
  }

  /// A clock time that has passed today is tomorrow's.
  func instant(in zone: ZoneRules, now: Instant) -> Instant {
    switch self {
    case .after(let span): return now + span.seconds
    case .at(let time):
      let today = zone.local(at: now).date
      let instant = zone.instant(of: CivilDateTime(today, time))
      return instant > now ? instant : zone.instant(of: CivilDateTime(today + 1, time))
    }
  }
}
