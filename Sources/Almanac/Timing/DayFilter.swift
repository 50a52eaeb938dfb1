/// The days an `on` list allows; with no patterns, every day.
struct DayFilter: Sendable {
  /// Bit 0 is Monday.
  private var weekdays: UInt8 = 0
  /// Bit 0 is the first day of the month.
  private var monthDays: UInt32 = 0
  /// Bit 0 is the last day of the month.
  private var monthDaysFromEnd: UInt32 = 0
  private var nthWeekdays: [(n: Int, weekday: Int)] = []

  /// Whether only the weekday matters, so that no month has to be looked at.
  let isWeekly: Bool

  var allowsEveryDay: Bool { isWeekly && weekdays == 0b111_1111 }

  init(_ patterns: [DayPattern]) throws(TimingError) {
    for pattern in patterns {
      switch pattern {
      case .weekday(let day): weekdays |= 1 << (day.rawValue - 1)
      case .nthWeekday(let n, let day) where (1...5).contains(n.magnitude):
        nthWeekdays.append((n, day.rawValue - 1))
      case .dayOfMonth(let n) where (1...31).contains(n): monthDays |= 1 << (n - 1)
      case .dayOfMonth(let n) where (-31 ... -1).contains(n): monthDaysFromEnd |= 1 << (-n - 1)
      case .nthWeekday: throw .outOfRange(key: "on", allowed: "1st to 5th, or last")
      case .dayOfMonth: throw .outOfRange(key: "on", allowed: "1 to 31, or last day")
      }
    }
    isWeekly = monthDays == 0 && monthDaysFromEnd == 0 && nthWeekdays.isEmpty
    if patterns.isEmpty { weekdays = 0b111_1111 }
  }

  /// The first allowed day from `day` on, up to `last`.
  func next(from day: Int, through last: Int) -> Int? {
    guard day <= last else { return nil }
    if isWeekly {
      let shift = weekdayIndex(day)
      let turned = (UInt16(weekdays) | UInt16(weekdays) << 7) >> shift
      let found = day + turned.trailingZeroBitCount
      return found <= last ? found : nil
    }
    var month = MonthOfDays(containing: day)
    var allowed = mask(month) & (~0 << UInt32(day - month.first))
    while allowed == 0 {
      month = month.next
      guard month.first <= last else { return nil }
      allowed = mask(month)
    }
    let found = month.first + allowed.trailingZeroBitCount
    return found <= last ? found : nil
  }

  /// The last allowed day up to `day`, not before `first`.
  func previous(from day: Int, downTo first: Int) -> Int? {
    guard day >= first else { return nil }
    if isWeekly {
      let shift = weekdayIndex(day)
      // Bit 13 of the doubled week, moved so that it stands for `day`.
      let turned = (UInt16(weekdays) | UInt16(weekdays) << 7) << (8 - shift)
      let found = day - turned.leadingZeroBitCount
      return found >= first ? found : nil
    }
    var month = MonthOfDays(containing: day)
    var allowed = mask(month) & (~0 >> UInt32(31 - (day - month.first)))
    while allowed == 0 {
      month = month.previous
      guard month.last >= first else { return nil }
      allowed = mask(month)
    }
    let found = month.first + 31 - allowed.leadingZeroBitCount
    return found >= first ? found : nil
  }

  /// The allowed days of a month; bit 0 is its first day.
  func mask(_ month: MonthOfDays) -> UInt32 {
    let length = month.length
    let firstWeekday = weekdayIndex(month.first)
    var mask = monthDays
    if monthDaysFromEnd != 0 {
      for back in 0..<length where monthDaysFromEnd & 1 << back != 0 { mask |= 1 << (length - 1 - back) }
    }
    if weekdays != 0 {
      for weekday in 0..<7 where weekdays & 1 << weekday != 0 {
        mask |= 0x1020_4081 << ((weekday - firstWeekday + 7) % 7)
      }
    }
    for (n, weekday) in nthWeekdays {
      let first = (weekday - firstWeekday + 7) % 7
      let day = n > 0 ? first + 7 * (n - 1) : first + (length - 1 - first) / 7 * 7 + 7 * (n + 1)
      if (0..<length).contains(day) { mask |= 1 << day }
    }
    return mask & (~0 >> UInt32(32 - length))
  }
}
