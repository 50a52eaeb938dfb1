/// A month by the numbers of its days.
struct MonthOfDays {
  /// Months since January of year 0.
  var index: Int
  /// The day number of its first day.
  var first: Int
  var length: Int

  var last: Int { first + length - 1 }

  init(containing day: Int) {
    let (year, month, dayOfMonth) = CivilDate(daysSinceEpoch: Int32(day)).components
    index = year * 12 + month - 1
    first = day - dayOfMonth + 1
    length = CivilDate.daysInMonth(year: year, month: month)
  }

  init(index: Int) {
    let month = floorRemainder(index, 12) + 1
    let year = (index - month + 1) / 12
    self.index = index
    first = Int(CivilDate(uncheckedYear: year, month: month, day: 1).daysSinceEpoch)
    length = CivilDate.daysInMonth(year: year, month: month)
  }

  var next: MonthOfDays { MonthOfDays(index: index + 1) }
  var previous: MonthOfDays { MonthOfDays(index: index - 1) }
}
