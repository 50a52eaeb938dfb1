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
    if timing.every == nil {
      switch pick(0...5) {
      case 0:
        let of = pick(1...40)
        let cycles = pick(0...2) > 0 ? pick(1...10) : nil
        timing.cycle = .init(day1: day + pick(-100...100), days: pick(1...of), of: of, cycles: cycles)
      case 1:
        timing.countdown = .init(
          day0: day + pick(-50...50),
          days: (0..<pick(1...4)).map { _ in
            let first = pick(-30...30)
            return .init(first, first + pick(0...20))
          })
      default: break
      }
    }
    if timing.from != nil, timing.every == nil, timing.cycle == nil, timing.countdown == nil, pick(0...1) == 0
    {
      timing.elapsed = elapsed()
      timing.at = Array(timing.at.prefix(1))
    }
    if timing.elapsed == nil, pick(0...1) == 0 {
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

  private mutating func elapsed() -> Timing.Elapsed {
    let minutes =
      [15, 30, 60, 90, 240, 360, 480, 1440, 1380, pick(1...3000)].randomElement(using: &numbers) ?? 60
    let windows = ["08:00-22:00", "22:00-06:00", "wake-bedtime", "00:00-00:30", "02:00-03:00", "08:00-08:01"]
    let window = pick(0...1) == 0 ? windows.randomElement(using: &numbers) : nil
    return .init(step: .minutes(Int64(minutes)), between: window.flatMap { Timing.DayWindow($0) })
  }

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
