/// What a rule says about the time of day.
struct RuleTimes {
  /// Seconds from the start of the day (DAILY and longer) or of the unit (below), ascending.
  let offsets: [Int32]
  let units: DayUnits?

  init(_ rule: DerivedRule, start: Int64) {
    let clock = Int(floorRemainder(start, 86_400))
    let hours = rule.hours.isEmpty ? [clock / 3600] : rule.hours
    let minutes = rule.minutes.isEmpty ? [clock / 60 % 60] : rule.minutes
    let seconds = rule.seconds.isEmpty ? [clock % 60] : rule.seconds
    var offsets: [Int32]
    switch rule.frequency {
    case .secondly: offsets = [0]
    case .minutely: offsets = seconds.map(Int32.init)
    case .hourly: offsets = minutes.flatMap { minute in seconds.map { Int32(minute * 60 + $0) } }
    default:
      offsets = hours.flatMap { hour in
        minutes.flatMap { minute in seconds.map { Int32(hour * 3600 + minute * 60 + $0) } }
      }
    }
    // Up to DAILY the period has the same times every time, so BYSETPOS chooses once and for all.
    if rule.frequency <= .daily, !rule.positions.isEmpty {
      let all = offsets
      let chosen = Set(rule.positions.map { $0 > 0 ? $0 - 1 : all.count + $0 })
      offsets = all.indices.filter(chosen.contains).map { all[$0] }
    }
    self.offsets = offsets
    units = DayUnits(rule, start: start)
  }
}
