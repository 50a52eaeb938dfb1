/// RFC 7529's SKIP: days a month or year does not have, moved to the day before or after instead of left out.
struct SkippedDays: Sendable {
  let forward: Bool
  let monthDays: [Int]
  let yearDays: [Int]
  /// BYDAY, which limits after the moving; numbers count within the month that the day lies in then.
  let days: [RecurrenceRule.Day]

  /// Whether days of the month or the year are named at all; without them nothing can be missing.
  var isNeeded: Bool { !monthDays.isEmpty || !yearDays.isEmpty }

  /// The days of a month as bits from the day before its first on, since a moved day may fall just outside.
  func monthBits(first: Int32, length: Int, year: Int, month: Int) -> UInt64 {
    var bits: UInt64 = .max
    if !monthDays.isEmpty {
      bits = monthDays.reduce(0) { $0 | 1 << UInt64(moved($1 > 0 ? $1 : length + 1 + $1, length)) }
    }
    if !yearDays.isEmpty { bits &= yearBits(length: length, year: year, month: month) }
    if !days.isEmpty { bits &= weekdays(first, length, year, month) }
    return bits
  }

  /// Day 0 is the last of the month before, `length + 1` the first of the next.
  private func moved(_ day: Int, _ length: Int) -> Int {
    if day < 1 { return forward ? 1 : 0 }
    if day > length { return forward ? length + 1 : length }
    return day
  }

  private func yearBits(length: Int, year: Int, month: Int) -> UInt64 {
    let yearLength = CivilDate.isLeap(year) ? 366 : 365
    let before =
      CivilDate(uncheckedYear: year, month: month, day: 1)
      - CivilDate(uncheckedYear: year, month: 1, day: 1)
    var bits: UInt64 = 0
    for day in yearDays {
      let index = moved(day > 0 ? day : yearLength + 1 + day, yearLength) - before
      // Only the first and last month may reach outside: elsewhere the neighbour has the day itself. Beside days of the
      // month, which may be moved out of any of them, it is a limit and adds none.
      let isLimit = !monthDays.isEmpty
      let lowest = month == 1 || isLimit ? 0 : 1
      let highest = month == 12 || isLimit ? length + 1 : length
      if (lowest...highest).contains(index) { bits |= 1 << UInt64(index) }
    }
    return bits
  }

  private func weekdays(_ first: Int32, _ length: Int, _ year: Int, _ month: Int) -> UInt64 {
    let weekday = Int(floorRemainder(first + 3, 7))
    var bits = UInt64(MonthTable.weekdays(days, length, weekday)) << 1
    let lengthBefore = month == 1 ? 31 : CivilDate.daysInMonth(year: year, month: month - 1)
    let lengthAfter = month == 12 ? 31 : CivilDate.daysInMonth(year: year, month: month + 1)
    for day in days {
      // The last day of a month is also its last Friday; the first is its first.
      let isLast = [0, -1, (lengthBefore + 6) / 7].contains(day.ordinal)
      if isLast, day.weekday.index == (weekday + 6) % 7 { bits |= 1 }
      let isFirst = [0, 1, -(lengthAfter + 6) / 7].contains(day.ordinal)
      if isFirst, day.weekday.index == (weekday + length) % 7 { bits |= 1 << UInt64(length + 1) }
    }
    return bits
  }
}
