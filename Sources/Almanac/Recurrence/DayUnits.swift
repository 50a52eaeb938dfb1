/// The hours, minutes or seconds of a day at which a rule below DAILY may fall.
struct DayUnits: Sendable {
  /// Seconds in a unit: 3600, 60 or 1.
  let length: Int64
  let perDay: Int64
  let interval: Int64
  /// The unit DTSTART lies in, counted from 1970-01-01T00:00:00.
  private let anchor: Int64
  /// Bit n is hour, minute or second n; all set where there is no limit.
  private let hours: UInt64
  private let minutes: UInt64
  private let seconds: UInt64
  let isLimited: Bool
  private let isDate: Bool
  /// No day at all has a unit.
  private(set) var isNeverReached = false

  /// Nil for DAILY and longer.
  init?(_ rule: DerivedRule, start: Int64) {
    switch rule.frequency {
    case .hourly: length = 3600
    case .minutely: length = 60
    case .secondly: length = 1
    default: return nil
    }
    perDay = 86_400 / length
    interval = Int64(rule.interval)
    anchor = floorDivide(start, length)
    hours = Self.mask(rule.hours)
    minutes = rule.frequency == .hourly ? .max : Self.mask(rule.minutes)
    seconds = rule.frequency == .secondly ? Self.mask(rule.seconds) : .max
    isLimited = hours != .max || minutes != .max || seconds != .max
    isDate = rule.isDate
    isNeverReached = !reachesAnything(rule.weekdays)
  }

  /// Whether the steps ever meet an allowed unit on an allowed weekday.
  ///
  /// Weekdays and times of day come round after a week, so the steps reach whatever fits the common divisor of the
  /// interval and a week's units.
  private func reachesAnything(_ weekdays: [Weekday]) -> Bool {
    var (divisor, rest) = (interval, perDay * 7)
    while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
    return (0..<7).contains { day in
      // Day 0 was a Thursday.
      guard weekdays.isEmpty || weekdays.contains(where: { ($0.index + 4) % 7 == day }) else { return false }
      let phase = floorRemainder(anchor - Int64(day) * perDay, divisor)
      return first(from: phase, step: divisor) != nil
    }
  }

  private static func mask(_ values: [Int]) -> UInt64 {
    values.isEmpty ? .max : values.reduce(0) { $0 | 1 << UInt64($1) }
  }

  /// The first unit of `day` that DTSTART's steps reach, which may lie beyond the day's end.
  @inline(__always)
  func phase(_ day: Int32) -> Int64 { floorRemainder(anchor &- Int64(day) &* perDay, interval) }

  /// Where the day has the same units every day, so that one count serves all.
  var isSameEveryDay: Bool { perDay % interval == 0 }

  /// The first allowed unit of the day among `unit`, `unit + step` and so on.
  @inline(__always)
  func first(from unit: Int64) -> Int64? {
    guard isLimited else { return unit < perDay ? unit : nil }
    return first(from: unit, step: interval)
  }

  private func first(from unit: Int64, step: Int64) -> Int64? {
    var unit = unit
    while unit < perDay {
      let second = unit * length
      let hour = second / 3600
      guard let allowedHour = Self.next(hours, hour, below: 24) else { return nil }
      var target = allowedHour * 3600
      if allowedHour == hour {
        let minute = second / 60 % 60
        guard let allowedMinute = Self.next(minutes, minute, below: 60) else {
          unit = align(unit, to: (hour + 1) * 3600 / length, step)
          continue
        }
        target += allowedMinute * 60
        if allowedMinute == minute {
          guard let allowedSecond = Self.next(seconds, second % 60, below: 60) else {
            unit = align(unit, to: (second / 60 + 1) * 60 / length, step)
            continue
          }
          target += allowedSecond
        }
      }
      if target <= second || target / length <= unit { return unit }
      unit = align(unit, to: target / length, step)
    }
    return nil
  }

  /// The first of `unit`, `unit + step` … not before `target`.
  private func align(_ unit: Int64, to target: Int64, _ step: Int64) -> Int64 {
    unit + (target - unit + step - 1) / step * step
  }

  private static func next(_ mask: UInt64, _ value: Int64, below limit: Int64) -> Int64? {
    let rest = mask >> UInt64(value)
    guard rest != 0 else { return nil }
    let found = value + Int64(rest.trailingZeroBitCount)
    return found < limit ? found : nil
  }

  func allowsHour(_ hour: Int64) -> Bool { hours & 1 << UInt64(hour) != 0 }

  /// Whether the minutes and seconds allow a unit, counted from the start of an hour.
  func allowsWithinHour(_ unit: Int64) -> Bool {
    let second = unit * length
    return minutes & 1 << UInt64(second / 60) != 0 && seconds & 1 << UInt64(second % 60) != 0
  }

  /// Seconds from the start of the day to what `unit` stands for.
  @inline(__always)
  func offset(_ unit: Int64) -> Int64 { isDate ? 0 : unit &* length }
}
