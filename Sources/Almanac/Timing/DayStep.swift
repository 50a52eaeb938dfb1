/// The days that `every`, `cycle` or `countdown` choose, before `on` narrows them down.
///
/// All but a countdown are endless in both directions; `DaySet` bounds them.
enum DayStep: Sendable {
  case everyDay
  /// Every `step` days, one of them `anchor`.
  case days(Int, anchor: Int)
  /// The first `length` of every `of` days, one such stretch beginning on `anchor`.
  case stretches(length: Int, of: Int, anchor: Int)
  /// All days of every nth month, one of them the month `anchor` (months since year 0).
  case months(Int, anchor: Int)
  /// These days, in order and apart from each other.
  case ranges([ClosedRange<Int>])

  /// How far apart the chosen days are, where that never changes.
  var stride: Int? {
    switch self {
    case .everyDay: 1
    case .days(let step, anchor: _): step
    case .stretches, .months, .ranges: nil
    }
  }

  /// After so many days the choice repeats; nil where that takes centuries or never happens.
  var period: Int? {
    switch self {
    case .everyDay: 1
    case .days(let step, anchor: _): step
    case .stretches(length: _, let of, anchor: _): of
    case .months, .ranges: nil
    }
  }

  /// The first chosen day from `day` on; nil where there is none.
  func next(from day: Int) -> Int? {
    switch self {
    case .everyDay:
      return day
    case .days(let step, let anchor):
      return day + floorRemainder(anchor - day, step)
    case .stretches(let length, let of, let anchor):
      let rest = floorRemainder(day - anchor, of)
      return rest < length ? day : day - rest + of
    case .months(let step, let anchor):
      let month = MonthOfDays(containing: day)
      let ahead = floorRemainder(anchor - month.index, step)
      return ahead == 0 ? day : MonthOfDays(index: month.index + ahead).first
    case .ranges(let ranges):
      return ranges.first { $0.upperBound >= day }.map { max($0.lowerBound, day) }
    }
  }

  /// The last chosen day up to `day`; nil where there is none.
  func previous(from day: Int) -> Int? {
    switch self {
    case .everyDay:
      return day
    case .days(let step, let anchor):
      return day - floorRemainder(day - anchor, step)
    case .stretches(let length, let of, let anchor):
      let rest = floorRemainder(day - anchor, of)
      return rest < length ? day : day - rest + length - 1
    case .months(let step, let anchor):
      let month = MonthOfDays(containing: day)
      let back = floorRemainder(month.index - anchor, step)
      return back == 0 ? day : MonthOfDays(index: month.index - back).last
    case .ranges(let ranges):
      return ranges.last { $0.lowerBound <= day }.map { min($0.upperBound, day) }
    }
  }

  /// The chosen days of a month; bit 0 is its first day.
  func mask(_ month: MonthOfDays) -> UInt32 {
    var mask: UInt32 = 0
    var day = next(from: month.first)
    while let start = day, start <= month.last {
      let end = min(lastInARow(from: start), month.last)
      mask |= (~0 >> UInt32(31 - (end - start))) << UInt32(start - month.first)
      day = next(from: end + 1)
    }
    return mask
  }

  /// The last of the chosen days that follow `day`, which is one, without a gap.
  private func lastInARow(from day: Int) -> Int {
    switch self {
    case .everyDay: .max
    case .days(let step, anchor: _): step == 1 ? .max : day
    case .stretches(let length, let of, let anchor):
      length == of ? .max : day - floorRemainder(day - anchor, of) + length - 1
    case .months: MonthOfDays(containing: day).last
    case .ranges(let ranges): ranges.first { $0.contains(day) }?.upperBound ?? day
    }
  }
}
