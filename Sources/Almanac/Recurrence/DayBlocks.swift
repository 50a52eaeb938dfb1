/// Walks the days a rule allows, a month or a week at a time, as a set of bits.
struct DayBlocks: Sendable {
  let plan: RulePlan
  /// The day number of bit 0.
  private(set) var base: Int32 = 0
  /// The allowed days of this block not yet taken.
  var bits: UInt64 = 0
  /// The year this block counts as part of.
  private(set) var year = 0
  /// No day after this one is looked at.
  let lastDay: Int32
  private let startDay: Int32
  /// The months of this year still to come.
  private var monthsLeft: UInt16 = 0
  private var monthIndex = 0
  private var newYear: Int32 = 0
  private var isLeap = false
  private var yearDays = YearDays.all

  init(_ plan: RulePlan, lastDay: Int32) {
    self.plan = plan
    self.lastDay = min(lastDay, RulePlan.lastDay)
    startDay = Int32(truncatingIfNeeded: floorDivide(plan.start, 86_400))
    seek(startDay)
  }

  /// Goes to before the first block that may hold `day` or later ones; never before DTSTART's.
  mutating func seek(_ day: Int32) {
    let day = max(day, startDay)
    bits = 0
    switch plan.layout {
    case .weeks(let step):
      let length = 7 * Int32(step)
      let first = startDay - weekOffset(startDay)
      // One step back: `advance` begins by stepping forward.
      base = first &+ floorDivide(day - weekOffset(day) - first + length - 7, length) &* length &- length
    case .months(let step):
      let first = index(ofMonthWith: startDay)
      let wanted = index(ofMonthWith: day) - (plan.skip == nil ? 0 : 1)
      monthIndex = first + (max(wanted - first, 0) + step - 1) / step * step - step
    case .years(let step):
      let first = CivilDate(daysSinceEpoch: startDay).year
      let (wantedYear, wantedMonth, _) = CivilDate(daysSinceEpoch: monthDay(before: day)).components
      let steps = (max(wantedYear - first, 0) + step - 1) / step
      enter(year: first + steps * step)
      if year == wantedYear, plan.positions.isEmpty || plan.frequency == .monthly {
        monthsLeft &= UInt16.max << UInt16(wantedMonth)
      }
    }
  }

  /// A day of the first month that may hold `day`: one that SKIP moved belongs to the month before.
  ///
  /// Of a monthly rule the first month is DTSTART's, whatever the interval.
  private func monthDay(before day: Int32) -> Int32 {
    guard plan.skip != nil else { return day }
    guard plan.frequency == .monthly else { return day - 31 }
    return max(day - 31, startDay)
  }

  /// Goes to the next block that has a day; false at the end.
  mutating func advance() -> Bool {
    switch plan.layout {
    case .weeks(let step): advanceWeek(7 * Int(step))
    case .months(let step): advanceMonth(step)
    case .years(let step): advanceYear(step)
    }
  }

  private mutating func advanceWeek(_ length: Int) -> Bool {
    while true {
      let next = Int(base) + length
      guard next <= Int(lastDay) else { return false }
      base = Int32(truncatingIfNeeded: next)
      bits = plan.months == 0b1_1111_1111_1110 ? plan.weekBits : plan.weekBits & monthLimit()
      if bits != 0 { return true }
    }
  }

  private mutating func advanceMonth(_ step: Int) -> Bool {
    while true {
      monthIndex += step
      let month = floorRemainder(monthIndex, 12) + 1
      guard monthIndex <= 9999 * 12 + 11 else { return false }
      if plan.months & 1 << UInt16(month) == 0 { continue }
      let wanted = floorDivide(monthIndex, 12)
      if wanted != year || monthsLeft == 0 { enter(year: wanted) }
      guard load(month) else { return false }
      if bits != 0 { return true }
    }
  }

  private mutating func advanceYear(_ step: Int) -> Bool {
    while true {
      while monthsLeft == 0 {
        guard year + step <= 9999 else { return false }
        enter(year: year + step)
      }
      let month = monthsLeft.trailingZeroBitCount
      monthsLeft &= monthsLeft - 1
      guard load(month) else { return false }
      if bits != 0 { return true }
    }
  }

  private mutating func enter(year: Int) {
    self.year = year
    newYear = CivilDate(uncheckedYear: year, month: 1, day: 1).daysSinceEpoch
    isLeap = CivilDate.isLeap(year)
    monthsLeft = plan.months
    if plan.hasYearFilter {
      yearDays = plan.yearFilter.days(of: year, first: Int(floorRemainder(newYear &+ 3, 7)))
    }
  }

  /// Loads a month of the current year; false if it lies beyond the last day.
  private mutating func load(_ month: Int) -> Bool {
    let length = CivilDate.daysInMonth(leap: isLeap, month: month)
    let before = CivilDate.daysBefore(leap: isLeap, month: month)
    base = newYear &+ Int32(truncatingIfNeeded: before)
    // A day that SKIP moved may be the last of the month before.
    guard base <= (plan.skip == nil ? lastDay : lastDay + 1) else { return false }
    guard let skip = plan.skip else {
      bits = plan.monthBits(first: base, length: length, dayOfYear: before, yearDays: yearDays)
      return true
    }
    bits = skip.monthBits(first: base, length: length, year: year, month: month)
    if plan.hasYearFilter {
      let inside = UInt64(yearDays.bits(from: before)) << 1 & ~(UInt64.max << UInt64(length + 1))
      bits &= inside | allowedBeside(from: before, length: length)
    }
    base -= 1
    return true
  }

  /// The days right before and after a month, where SKIP may have moved some, that the limits of their year allow.
  private func allowedBeside(from before: Int, length: Int) -> UInt64 {
    let (previous, next) = (newYear &+ Int32(truncatingIfNeeded: before - 1), before + length)
    let isFirst = before == 0
    let isLast = next == (isLeap ? 366 : 365)
    var bits: UInt64 = 0
    if isFirst ? plan.yearFilter.allows(previous) : yearDays.bits(from: before - 1) & 1 != 0 { bits |= 1 }
    let allowsNext =
      isLast
      ? plan.yearFilter.allows(newYear &+ Int32(truncatingIfNeeded: next))
      : yearDays.bits(from: next) & 1 != 0
    if allowsNext { bits |= 1 << UInt64(length + 1) }
    return bits
  }

  /// The days of this week that lie in an allowed month.
  private func monthLimit() -> UInt64 {
    let (year, month, day) = CivilDate(daysSinceEpoch: base).components
    let inFirst = min(CivilDate.daysInMonth(year: year, month: month) - day + 1, 7)
    let firstBits = UInt64(1) << UInt64(inFirst) - 1
    var limit: UInt64 = plan.months & 1 << UInt16(month) == 0 ? 0 : firstBits
    if inFirst < 7, plan.months & 1 << UInt16(month % 12 + 1) != 0 { limit |= ~firstBits }
    return limit
  }

  private func weekOffset(_ day: Int32) -> Int32 { floorRemainder(day + 3 - plan.weekStart, 7) }

  private func index(ofMonthWith day: Int32) -> Int {
    let (year, month, _) = CivilDate(daysSinceEpoch: day).components
    return year * 12 + month - 1
  }
}

extension CivilDate {
  @inline(__always)
  fileprivate static func daysInMonth(leap: Bool, month: Int) -> Int {
    // Months of 30 days are 4, 6, 9 and 11.
    month == 2 ? (leap ? 29 : 28) : 30 + ((month + month >> 3) & 1)
  }

  @inline(__always)
  fileprivate static func daysBefore(leap: Bool, month: Int) -> Int {
    // Days before a month that starts a year in March, turned round to January.
    month <= 2 ? (month - 1) * 31 : (153 * month - 457) / 5 + (leap ? 60 : 59)
  }
}
