/// A rule and its DTSTART made ready for counting: masks and tables instead of lists.
///
/// All times are seconds on one wall clock since 1970-01-01T00:00:00; zones come later.
final class RulePlan: Sendable {
  /// How the calendar is cut into blocks of days.
  enum Layout: Sendable {
    /// The months of `months` in every `step`th year.
    case years(step: Int)
    /// Every `step`th month.
    case months(step: Int)
    /// Every `step`th week.
    case weeks(step: Int)
  }

  /// The last day any rule reaches: 9999-12-31, as far as iCalendar's four digits go.
  static let lastDay: Int32 = 2_932_896
  /// The wall time after that day.
  static let end = (Int64(lastDay) + 1) * 86_400

  let frequency: RecurrenceRule.Frequency
  let start: Int64
  let layout: Layout
  /// Bit m is month m, 1 to 12.
  let months: UInt16
  let monthTable: MonthTable
  let yearFilter: YearFilter
  let hasYearFilter: Bool
  let skip: SkippedDays?
  /// Only every nth day counted from DTSTART's; 1 for all.
  let dayStep: Int32
  /// Bit 0 is the first day of the week.
  let weekBits: UInt64
  /// Weekday the weeks start on, 0 for Monday.
  let weekStart: Int32
  /// Seconds from the start of the day (DAILY and longer) or of the unit (below), ascending.
  let offsets: [Int32]
  /// Where frequency is below DAILY: which hours, minutes or seconds of a day.
  let units: DayUnits?
  /// BYSETPOS where it cannot be settled beforehand: WEEKLY, MONTHLY and YEARLY.
  let positions: [Int]
  let count: Int?
  /// The occurrences are days.
  let isDate: Bool
  /// Seconds from one occurrence to the next where no BY-part disturbs it.
  let evenStep: Int64?

  init(_ rule: RecurrenceRule, start: Int64, isDate: Bool) {
    let rule = DerivedRule(rule, start: start, isDate: isDate)
    frequency = rule.frequency
    self.start = start
    self.isDate = isDate
    count = rule.count
    months = rule.monthMask
    layout = rule.layout
    monthTable = MonthTable(monthDays: rule.monthDays, days: rule.daysOfMonth)
    yearFilter = YearFilter(
      yearDays: rule.yearDays, weekNumbers: rule.weekNumbers, days: rule.daysOfYear, weekStart: rule.weekStart
    )
    hasYearFilter = !yearFilter.isEmpty
    skip = rule.skippedDays
    dayStep = Int32(rule.frequency == .daily ? rule.interval : 1)
    weekStart = Int32(rule.weekStart.index)
    weekBits = rule.weekBits
    let times = RuleTimes(rule, start: start)
    offsets = times.offsets
    units = times.units
    positions = rule.frequency >= .weekly ? rule.positions : []
    evenStep = rule.evenStep
  }

  /// No more than so many lie between two times, on one clock or on several that follow each other; a COUNT beyond that
  /// need not be counted.
  func most(from first: Int64, before end: Int64) -> Int64 {
    guard let units else { return .max }
    // No clock is a day from another one.
    let end = min(end, RulePlan.end + 86_400)
    guard end > first else { return 0 }
    // One more for the unit that `first` lies in.
    return ((end - first) / (units.interval * units.length) + 2) * Int64(offsets.count)
  }

  /// The first time from `time` on that a step from DTSTART at `start` can reach, both instants, on clocks of whatever
  /// offset: the same unit of such a clock begins less than a unit earlier or later.
  func reach(from time: Int64, start: Int64) -> Int64 {
    guard let units else { return time }
    let step = units.interval * units.length
    let steps = floorDivide(time - start - units.length, step) + 1
    return max(time, start - units.length + steps * step)
  }

  /// The days of the month that starts on `first`, as bits from `first` on.
  @inline(__always)
  func monthBits(first: Int32, length: Int, dayOfYear: Int, yearDays: YearDays) -> UInt64 {
    let weekday = Int(floorRemainder(first &+ 3, 7))
    var bits = UInt64(monthTable.bits(length: length, first: weekday))
    if hasYearFilter { bits &= UInt64(yearDays.bits(from: dayOfYear)) }
    if dayStep != 1 { bits &= stepBits(first) }
    return bits
  }

  /// Every `dayStep`th day counted from DTSTART's, as bits from `first` on.
  private func stepBits(_ first: Int32) -> UInt64 {
    var index = floorRemainder(Int32(truncatingIfNeeded: floorDivide(start, 86_400)) &- first, dayStep)
    var bits: UInt64 = 0
    while index < 31 {
      bits |= 1 << UInt64(index)
      index += dayStep
    }
    return bits
  }
}
