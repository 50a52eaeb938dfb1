/// How a timing's keys choose its days: one of `every`, `cycle` and `countdown`, narrowed down by `on`.
struct DayChoice {
  var step = DayStep.everyDay
  var filter: DayFilter
  /// The day numbers between which `step` is meant.
  var bounds = DaySet.everyDate

  static let limit = 9999

  init(_ timing: Timing) throws(TimingError) {
    filter = try DayFilter(timing.on)
    switch (timing.every, timing.cycle, timing.countdown) {
    case (nil, nil, nil), (.days(1)?, nil, nil):
      break
    case (let every?, nil, nil):
      try choose(every, timing)
    case (nil, let cycle?, nil):
      try choose(cycle)
    case (nil, nil, let countdown?):
      try choose(countdown)
    default:
      throw .unclear("`every`, `cycle` and `countdown` each choose the days: give only one of them")
    }
  }

  private mutating func choose(_ every: Timing.Step, _ timing: Timing) throws(TimingError) {
    guard (1...DayChoice.limit).contains(every.count) else {
      throw .outOfRange(key: "every", allowed: "1 to \(DayChoice.limit)")
    }
    guard let from = timing.from else { throw .needsFrom(key: "every") }
    let anchor = Int(from.daysSinceEpoch)
    let month = MonthOfDays(containing: anchor).index
    switch every {
    case .days(let count):
      step = .days(count, anchor: anchor)
    case .weeks(let count) where timing.on.isEmpty:
      step = .days(count * 7, anchor: anchor)
    case .weeks(let count):
      step = .stretches(length: 7, of: count * 7, anchor: anchor - weekdayIndex(anchor))
    case .months(let count):
      step = .months(count, anchor: month)
    case .years(let count):
      guard !timing.on.contains(where: \.isEveryWeek) else {
        throw .unclear("`every` in years needs one day: give `on` as “1st mon” or “15”, or leave it out")
      }
      step = .months(count * 12, anchor: month)
    }
    // Without `on`, a month or year has one day: that of `from`.
    if case .months = step, timing.on.isEmpty { filter = try DayFilter([.dayOfMonth(from.day)]) }
  }

  private mutating func choose(_ cycle: Timing.Cycle) throws(TimingError) {
    guard (1...DayChoice.limit).contains(cycle.of) else {
      throw .outOfRange(key: "cycle.of", allowed: "1 to \(DayChoice.limit)")
    }
    guard (1...cycle.of).contains(cycle.days) else {
      throw .outOfRange(key: "cycle.days", allowed: "1 to the \(cycle.of) days of the cycle")
    }
    guard (1...DayChoice.limit).contains(cycle.cycles ?? 1) else {
      throw .outOfRange(key: "cycle.cycles", allowed: "1 to \(DayChoice.limit)")
    }
    let day1 = Int(cycle.day1.daysSinceEpoch)
    let end = cycle.cycles.map { day1 + $0 * cycle.of - 1 } ?? max(day1, DaySet.everyDate.upperBound)
    step = .stretches(length: cycle.days, of: cycle.of, anchor: day1)
    bounds = day1...end
  }

  private mutating func choose(_ countdown: Timing.Countdown) throws(TimingError) {
    let limits = -DayChoice.limit...DayChoice.limit
    let day0 = Int(countdown.day0.daysSinceEpoch)
    var ranges: [ClosedRange<Int>] = []
    for days in countdown.days.sorted(by: { ($0.first, $0.last) < ($1.first, $1.last) }) {
      guard limits.contains(days.first), limits.contains(days.last), days.first <= days.last else {
        throw .outOfRange(
          key: "countdown.days", allowed: "-\(DayChoice.limit) to \(DayChoice.limit), first to last")
      }
      let first = day0 + days.first
      let last = day0 + days.last
      if let open = ranges.last, first <= open.upperBound {
        ranges[ranges.count - 1] = open.lowerBound...max(open.upperBound, last)
      } else {
        ranges.append(first...last)
      }
    }
    guard let first = ranges.first, let last = ranges.last else {
      throw .unclear("`countdown` names no days")
    }
    step = .ranges(ranges)
    bounds = first.lowerBound...last.upperBound
  }
}

extension DayPattern {
  fileprivate var isEveryWeek: Bool {
    if case .weekday = self { true } else { false }
  }
}
