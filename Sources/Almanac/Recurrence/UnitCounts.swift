/// How many hours, minutes or seconds of a day a rule allows among those its steps reach, without visiting them.
struct UnitCounts: Sendable {
  private let units: DayUnits
  /// Units in an hour.
  private let perHour: Int64
  /// How many units of an allowed hour are allowed, by their rest by the interval.
  private let ofHour: [Int64]
  /// The same of a whole day.
  private let ofDay: [Int64]

  init(_ units: DayUnits) {
    self.units = units
    perHour = 3600 / units.length
    let interval = units.interval
    var hour = [Int64](repeating: 0, count: Int(min(interval, perHour)))
    for unit in 0..<perHour where units.allowsWithinHour(unit) { hour[Int(unit % interval)] += 1 }
    ofHour = hour
    var day = [Int64](repeating: 0, count: Int(min(interval, units.perDay)))
    for hour in Int64(0)..<24 where units.allowsHour(hour) {
      let first = hour * perHour
      for (rest, count) in ofHour.enumerated() where count > 0 {
        day[Int((first + Int64(rest)) % interval)] += count
      }
    }
    ofDay = day
  }

  /// The units of the days that `bits` names, `base` being the first.
  func count(onDays bits: UInt64, from base: Int32) -> Int64 {
    if units.isSameEveryDay { return Int64(bits.nonzeroBitCount) * count(on: base) }
    if units.interval >= units.perDay { return sparseCount(onDays: bits, from: base) }
    // From each day to the next the phase moves by the same.
    let back = units.perDay % units.interval
    var phase = units.phase(base)
    var (count, rest) = (Int64(0), bits)
    while rest != 0 {
      let gap = rest.trailingZeroBitCount
      if gap > 0 { phase = floorRemainder(phase - Int64(gap) * back, units.interval) }
      if phase < Int64(ofDay.count) { count += ofDay[Int(phase)] }
      phase -= back
      if phase < 0 { phase += units.interval }
      rest = (rest >> UInt64(gap)) >> 1
    }
    return count
  }

  /// The same where at most one is in a day: from one to the next, not from day to day.
  private func sparseCount(onDays bits: UInt64, from base: Int32) -> Int64 {
    let perDay = units.perDay
    var (count, unit) = (Int64(0), units.phase(base))
    while unit < 64 * perDay {
      if bits & 1 << UInt64(unit / perDay) != 0 { count += ofDay[Int(unit % perDay)] }
      unit += units.interval
    }
    return count
  }

  /// The units of `day`.
  func count(on day: Int32) -> Int64 {
    let phase = units.phase(day)
    return phase < Int64(ofDay.count) ? ofDay[Int(phase)] : 0
  }

  /// The units of `day` before its `limit`th.
  func count(on day: Int32, before limit: Int64) -> Int64 {
    let phase = units.phase(day)
    let limit = min(limit, units.perDay)
    let wholeHours = limit / perHour
    var count: Int64 = 0
    for hour in 0..<wholeHours where units.allowsHour(hour) {
      let rest = floorRemainder(phase - hour * perHour, units.interval)
      if rest < Int64(ofHour.count) { count += ofHour[Int(rest)] }
    }
    guard units.allowsHour(wholeHours) else { return count }
    var unit = floorRemainder(phase - wholeHours * perHour, units.interval)
    while unit < limit - wholeHours * perHour {
      if units.allowsWithinHour(unit) { count += 1 }
      unit += units.interval
    }
    return count
  }

  /// Whether `unit` of `day` is one.
  func contains(_ unit: Int64, on day: Int32) -> Bool {
    floorRemainder(unit - units.phase(day), units.interval) == 0 && units.allowsHour(unit / perHour)
      && units.allowsWithinHour(unit % perHour)
  }
}
