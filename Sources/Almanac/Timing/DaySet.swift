/// The days an entry falls on: what `every`, `cycle` or `countdown` chooses and `on` allows, from `from` to `until`.
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
    let choice = try DayChoice(timing)
    let dates = DaySet.everyDate.clamped(to: choice.bounds)
    let earliest = max(timing.from.map { Int($0.daysSinceEpoch) } ?? dates.lowerBound, dates.lowerBound)
    last = min(timing.until.map { Int($0.daysSinceEpoch) } ?? dates.upperBound, dates.upperBound)
    step = choice.step
    filter = choice.filter
    // Where nothing is ever chosen this is found out once, here. Where both repeat soon, one round of both is enough.
    let round = filter.isWeekly ? step.period.map { $0 * 7 } : nil
    first =
      DaySet.meet(step, filter, from: earliest, through: min(last, round.map { earliest + $0 } ?? last))
      ?? last + 1
  }

  func contains(_ day: Int) -> Bool { next(from: day) == day }

  /// The first day from `day` on.
  func next(from day: Int) -> Int? { DaySet.meet(step, filter, from: max(day, first), through: last) }

  /// The last day up to `day`.
  func previous(from day: Int) -> Int? {
    var day = min(day, last)
    while day >= first {
      guard let chosen = step.previous(from: day),
        let allowed = filter.previous(from: chosen, downTo: first)
      else { return nil }
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
    // Month by month, of which each is counted at once.
    var rest = count
    var next: Int? = first
    while let day = next, day <= last {
      let month = MonthOfDays(containing: day)
      var days = step.mask(month) & filter.mask(month) & ~0 << UInt32(day - month.first)
      if rest < days.nonzeroBitCount {
        for _ in 0..<rest { days &= days - 1 }
        let found = month.first + days.trailingZeroBitCount
        return found <= last ? found : nil
      }
      rest -= days.nonzeroBitCount
      next = step.next(from: month.last + 1)
    }
    return nil
  }

  /// The first day from `day` on that is both chosen and allowed: each in turn leaps to its next one.
  private static func meet(_ step: DayStep, _ filter: DayFilter, from day: Int, through last: Int) -> Int? {
    var day = day
    while day <= last {
      guard let chosen = step.next(from: day), let allowed = filter.next(from: chosen, through: last) else {
        return nil
      }
      if allowed == chosen { return chosen }
      day = allowed
    }
    return nil
  }
}
