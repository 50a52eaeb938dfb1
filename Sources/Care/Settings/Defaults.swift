import Almanac

// The defaults where neither the entry nor settings.toml says anything. The windows are for telling people, not
// advice: what to do about a late dose is the care team's written word (`if-missed`).

extension EntryKind {
  var defaultImportance: Importance {
    switch self {
    case .medication, .appointment: .high
    case .checkIn, .step: .normal
    case .activity: .low
    }
  }

  var defaultLateAfter: TimeSpan {
    switch self {
    case .medication: .minutes(30)
    case .appointment: .minutes(10)
    case .activity, .checkIn, .step: .hours(1)
    }
  }

  var defaultMissedAfter: TimeSpan {
    switch self {
    case .medication, .activity, .checkIn: .hours(4)
    case .appointment: .hours(1)
    case .step: .days(1)
    }
  }
}

extension Importance {
  var defaultRepeat: TimeSpan {
    switch self {
    case .critical: .minutes(5)
    case .high: .minutes(10)
    case .normal: .minutes(15)
    case .low: .minutes(30)
    }
  }
}
