/// The days an `every` chooses, before `on` narrows them down.
///
/// Endless in both directions; `DaySet` bounds it.
enum DayStep: Sendable {
  case everyDay
  /// Every `days` days, one of them `anchor`.
  case days(Int, anchor: Int)
  /// All days of every nth week, one of them that of the Monday `anchor`.
  case weeks(Int, anchor: Int)
  /// All days of every nth month, one of them the month `anchor` (months since year 0).
  case months(Int, anchor: Int)

  /// How far apart the chosen days are, where that never changes.
  var stride: Int? {
    switch self {
    case .everyDay: 1
    case .days(let step, anchor: _): step
    case .weeks, .months: nil
    }
  }

  /// The first chosen day from `day` on.
  func next(from day: Int) -> Int {
    switch self {
    case .everyDay:
      return day
    case .days(let step, let anchor):
      return day + floorMod(anchor - day, step)
    case .weeks(let step, let anchor):
      let rest = floorMod(day - anchor, step * 7)
      return rest < 7 ? day : day - rest + step * 7
    case .months(let step, let anchor):
      let month = MonthOfDays(containing: day)
      let ahead = floorMod(anchor - month.index, step)
      return ahead == 0 ? day : MonthOfDays(index: month.index + ahead).first
    }
  }

  /// The last chosen day up to `day`.
  func previous(from day: Int) -> Int {
    switch self {
    case .everyDay:
      return day
    case .days(let step, let anchor):
      return day - floorMod(day - anchor, step)
    case .weeks(let step, let anchor):
      let rest = floorMod(day - anchor, step * 7)
      return rest < 7 ? day : day - rest + 6
    case .months(let step, let anchor):
      let month = MonthOfDays(containing: day)
      let back = floorMod(month.index - anchor, step)
      return back == 0 ? day : MonthOfDays(index: month.index - back).last
    }
  }
}
