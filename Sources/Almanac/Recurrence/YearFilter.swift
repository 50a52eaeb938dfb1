/// The limits that count through a whole year: BYYEARDAY, BYWEEKNO and numbered BYDAY without BYMONTH.
struct YearFilter: Sendable {
  private let yearDays: [Int]
  private let weekNumbers: [Int]
  private let days: [RecurrenceRule.Day]
  /// 0 for Monday.
  private let weekStart: Int

  init(yearDays: [Int], weekNumbers: [Int], days: [RecurrenceRule.Day], weekStart: Weekday) {
    self.yearDays = yearDays
    self.weekNumbers = weekNumbers
    self.days = days
    self.weekStart = weekStart.index
  }

  var isEmpty: Bool { yearDays.isEmpty && weekNumbers.isEmpty && days.isEmpty }

  /// The days of `year`, whose first day falls on weekday `first` (0 for Monday).
  func days(of year: Int, first: Int) -> YearDays {
    let length = CivilDate.isLeap(year) ? 366 : 365
    var result = YearDays.all
    if !yearDays.isEmpty { result.formIntersection(numbered(length)) }
    if !weekNumbers.isEmpty { result.formIntersection(weeks(year, length, first)) }
    if !days.isEmpty { result.formIntersection(weekdays(length, first)) }
    return result
  }

  /// Whether `day`, a day number, is one of its year's.
  func allows(_ day: Int32) -> Bool {
    let year = CivilDate(daysSinceEpoch: day).year
    let newYear = CivilDate(uncheckedYear: year, month: 1, day: 1).daysSinceEpoch
    return days(of: year, first: Int(floorRemainder(newYear &+ 3, 7))).bits(from: Int(day - newYear)) & 1 != 0
  }

  private func numbered(_ length: Int) -> YearDays {
    var result = YearDays()
    for day in yearDays { result.insert(day > 0 ? day - 1 : length + day, below: length) }
    return result
  }

  private func weekdays(_ length: Int, _ first: Int) -> YearDays {
    var result = YearDays()
    for day in days {
      let earliest = (day.weekday.index - first + 7) % 7
      let latest = earliest + (length - 1 - earliest) / 7 * 7
      if day.ordinal == 0 {
        for index in stride(from: earliest, to: length, by: 7) { result.insert(index, below: length) }
      } else {
        result.insert(
          day.ordinal > 0 ? earliest + (day.ordinal - 1) * 7 : latest + (day.ordinal + 1) * 7, below: length)
      }
    }
    return result
  }

  /// The days of the calendar year that lie in one of the weeks, also where the week belongs to a neighbouring year.
  private func weeks(_ year: Int, _ length: Int, _ first: Int) -> YearDays {
    var result = YearDays()
    let weekOne = weekOneOffset(first)
    let lengthBefore = CivilDate.isLeap(year - 1) ? 366 : 365
    let lengthAfter = CivilDate.isLeap(year + 1) ? 366 : 365
    // Where the neighbours' first weeks start, counted from 1 January of this year.
    let weekOneBefore = weekOneOffset(floorRemainder(first - lengthBefore, 7)) - lengthBefore
    let weekOneAfter = weekOneOffset((first + length) % 7) + length
    let weekOneLater = weekOneOffset((first + length + lengthAfter) % 7) + length + lengthAfter
    let starts = [weekOneBefore, weekOne, weekOneAfter, weekOneLater]
    for (start, end) in zip(starts, starts.dropFirst()) {
      let count = (end - start) / 7
      for number in weekNumbers {
        let index = number > 0 ? number - 1 : count + number
        guard (0..<count).contains(index) else { continue }
        for day in 0..<7 { result.insert(start + index * 7 + day, below: length) }
      }
    }
    return result
  }

  /// Days from 1 January to the first day of week 1: the first week with at least four days in the year.
  private func weekOneOffset(_ first: Int) -> Int {
    let sinceWeekStart = (first - weekStart + 7) % 7
    return sinceWeekStart <= 3 ? -sinceWeekStart : 7 - sinceWeekStart
  }
}
