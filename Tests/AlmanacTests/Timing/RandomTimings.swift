import Almanac

/// Random timings that are valid, with the awkward ones frequent.
struct RandomTimings {
  var numbers: SeededNumbers

  static let moments = DayMoments([
    "wake": ClockTime.at(7), "breakfast": ClockTime.at(7, 30), "dinner": ClockTime.at(18, 30),
    "bedtime": ClockTime.at(0, 30),
  ])

  private static let times = [
    "08:00", "02:30", "01:30", "00:00", "23:59:59", "12:00", "07:30", "breakfast", "dinner-30m", "bedtime",
    "wake-8h",
    "bedtime+23h", "dinner+6h", "breakfast-23h30m",
  ]

  init(seed: UInt64) { numbers = SeededNumbers(seed: seed) }

  /// A timing that starts within a year of `day`.
  mutating func timing(near day: CivilDate) -> Timing {
    var timing = Timing(
      at: Self.times.shuffled(using: &numbers).prefix(pick(1...3)).compactMap { TimeOfDay($0) })
    if pick(0...2) > 0 { timing.from = day + pick(-365...365) }
    if timing.from != nil {
      if pick(0...1) == 0 { timing.every = step() }
      if pick(0...2) == 0 { timing.count = pick(1...40) }
    }
    if pick(0...1) == 0 {
      timing.on = (0..<pick(1...3)).map { _ in pattern(isYearly: timing.every.map(isYears) ?? false) }
    }
    if pick(0...3) == 0 { timing.until = (timing.from ?? day) + pick(0...500) }
    let start = timing.from ?? day
    for _ in 0..<pick(0...3) {
      let date = start + pick(0...60)
      let time =
        [ClockTime.at(8), .at(2, 30), .at(0, 30), .at(7, 30)].randomElement(using: &numbers) ?? .midnight
      timing.except.append(pick(0...1) == 0 ? .day(date) : .time(CivilDateTime(date, time)))
    }
    return timing
  }

  mutating func pick(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &numbers) }

  private mutating func step() -> Timing.Step {
    switch pick(0...4) {
    case 0: .days(pick(1...10))
    case 1: .weeks(pick(1...4))
    case 2: .months(pick(1...14))
    case 3: .years(pick(1...3))
    default: .days([1, 2, 7, 14, 28].randomElement(using: &numbers) ?? 1)
    }
  }

  private mutating func pattern(isYearly: Bool) -> DayPattern {
    let weekday = Weekday(rawValue: pick(1...7)) ?? .monday
    switch pick(isYearly ? 2...5 : 0...5) {
    case 0, 1: return .weekday(weekday)
    case 2: return .nthWeekday(pick(1...5), weekday)
    case 3: return .nthWeekday(-pick(1...5), weekday)
    case 4: return .dayOfMonth(pick(1...31))
    default: return .dayOfMonth(-pick(1...31))
    }
  }

  private func isYears(_ step: Timing.Step) -> Bool {
    if case .years = step { true } else { false }
  }
}

extension ClockTime {
  static func at(_ hour: Int, _ minute: Int = 0) -> ClockTime {
    ClockTime(hour: hour, minute: minute) ?? .midnight
  }
}
