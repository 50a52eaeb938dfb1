/// The days an entry falls on: what `every` chooses and `on` allows, between `from` and `until`.
struct DaySet: Sendable {
  private let step: DayStep
  private let filter: DayFilter
  /// Day numbers, inclusive.
  private let first: Int
  private let last: Int

  /// The days the plan can write: 0000-01-01 to 9999-12-31.
  ///
  /// The bound also ends the search where `every` and `on` never meet, after some milliseconds.
  static let everyDate =
    Int(
      CivilDate(uncheckedYear: 0, month: 1, day: 1).daysSinceEpoch)...Int(
      CivilDate(uncheckedYear: 9999, month: 12, day: 31).daysSinceEpoch)

  init(_ timing: Timing) throws(TimingError) {
    if let from = timing.from, let until = timing.until, until < from {
      throw .endsBeforeItStarts(from: from, until: until)
    }
    let dates = DaySet.everyDate
    let earliest = max(timing.from.map { Int($0.daysSinceEpoch) } ?? dates.lowerBound, dates.lowerBound)
    last = min(timing.until.map { Int($0.daysSinceEpoch) } ?? dates.upperBound, dates.upperBound)
    (step, filter) = try DaySet.rule(timing)
    // Where nothing is ever chosen this is found out once, here.
    first = DaySet.meet(step, filter, from: earliest, through: last) ?? last + 1
  }

  func contains(_ day: Int) -> Bool { next(from: day) == day }

  /// The first day from `day` on.
  func next(from day: Int) -> Int? { DaySet.meet(step, filter, from: max(day, first), through: last) }

  /// The last day up to `day`.
  func previous(from day: Int) -> Int? {
    var day = min(day, last)
    while day >= first {
      let chosen = step.previous(from: day)
      guard let allowed = filter.previous(from: chosen, downTo: first) else { return nil }
      if allowed == chosen { return chosen }
      day = allowed
    }
    return nil
  }

  /// The day that `count` days come before; nil where there are fewer.
  func day(after count: Int) -> Int? {
    guard first <= last else { return nil }
    if filter.allowsEveryDay, let stride = step.stride {
      let (distance, overflows) = count.multipliedReportingOverflow(by: stride)
      return !overflows && distance <= last - first ? first + distance : nil
    }
    var day = first
    for _ in 0..<count {
      guard let next = next(from: day + 1) else { return nil }
      day = next
    }
    return day
  }

  /// The first day from `day` on that is both chosen and allowed: each in turn leaps to its next one.
  private static func meet(_ step: DayStep, _ filter: DayFilter, from day: Int, through last: Int) -> Int? {
    var day = day
    while day <= last {
      let chosen = step.next(from: day)
      guard let allowed = filter.next(from: chosen, through: last) else { return nil }
      if allowed == chosen { return chosen }
      day = allowed
    }
    return nil
  }

  private static func rule(_ timing: Timing) throws(TimingError) -> (DayStep, DayFilter) {
    let filter = try DayFilter(timing.on)
    guard let every = timing.every else { return (.everyDay, filter) }
    let limit = 9999
    guard (1...limit).contains(every.count) else { throw .outOfRange(key: "every", allowed: "1 to \(limit)") }
    if every == .days(1) { return (.everyDay, filter) }
    guard let from = timing.from else { throw .needsFrom(key: "every") }
    let anchor = Int(from.daysSinceEpoch)
    let month = MonthOfDays(containing: anchor)
    // Without `on`, a month or year has one day: that of `from`.
    let sameDay = timing.on.isEmpty ? try DayFilter([.dayOfMonth(from.day)]) : filter
    switch every {
    case .days(let count):
      return (.days(count, anchor: anchor), filter)
    case .weeks(let count) where timing.on.isEmpty:
      return (.days(count * 7, anchor: anchor), filter)
    case .weeks(let count):
      return (.weeks(count, anchor: anchor - weekdayIndex(anchor)), filter)
    case .months(let count):
      return (.months(count, anchor: month.index), sameDay)
    case .years(let count):
      guard !timing.on.contains(where: \.isEveryWeek) else {
        throw .unclear("`every` in years needs one day: give `on` as “1st mon” or “15”, or leave it out")
      }
      return (.months(count * 12, anchor: month.index), sameDay)
    }
  }
}

extension DayPattern {
  fileprivate var isEveryWeek: Bool {
    if case .weekday = self { true } else { false }
  }
}
