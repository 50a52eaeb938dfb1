/// A rule with what it leaves unsaid filled in from DTSTART, and each BY-part put where it acts.
struct DerivedRule {
  private let rule: RecurrenceRule
  private let startDate: CivilDate
  private(set) var frequency: RecurrenceRule.Frequency
  private(set) var interval: Int
  private(set) var monthMask: UInt16
  private(set) var monthDays: [Int]
  /// BYDAY where numbers count within the month.
  private(set) var daysOfMonth: [RecurrenceRule.Day] = []
  /// BYDAY where numbers count within the year.
  private(set) var daysOfYear: [RecurrenceRule.Day] = []
  let isDate: Bool

  /// So many days reach from one end of the calendar beyond the other; more say no more and might overflow.
  private static let longestInterval = 4_000_000

  init(_ rule: RecurrenceRule, start: Int64, isDate: Bool) {
    self.rule = rule
    self.isDate = isDate
    startDate = CivilDateTime(wallSeconds: start).date
    frequency = rule.frequency
    interval = rule.interval
    monthMask = rule.byMonth.reduce(0) { $0 | 1 << UInt16($1) }
    monthDays = rule.byMonthDay
    if isDate { countInDays() }
    if frequency >= .daily { interval = min(interval, Self.longestInterval) }
    fillIn()
    if monthMask == 0 { monthMask = 0b1_1111_1111_1110 }
    let numbered = rule.byDay.contains { $0.ordinal != 0 }
    if frequency == .yearly, rule.byMonth.isEmpty, numbered {
      daysOfYear = rule.byDay
    } else if frequency != .weekly {
      daysOfMonth = rule.byDay.isEmpty ? impliedDays : rule.byDay
    }
  }

  var count: Int? { rule.count }
  var positions: [Int] { rule.bySetPosition }
  /// Empty where SKIP applies, which deals with them itself.
  var yearDays: [Int] { skippedDays == nil ? rule.byYearDay : [] }
  var weekNumbers: [Int] { rule.byWeekNumber }
  var weekStart: Weekday { rule.weekStart }
  /// BYDAY without its numbers.
  var weekdays: [Weekday] { rule.byDay.map(\.weekday) }
  // RFC 5545: a DATE has no time, and these parts MUST be ignored beside it.
  var hours: [Int] { isDate ? [] : rule.byHour }
  var minutes: [Int] { isDate ? [] : rule.byMinute }
  var seconds: [Int] { isDate ? [] : rule.bySecond }

  var layout: RulePlan.Layout {
    switch frequency {
    case .weekly: .weeks(step: interval)
    case .monthly where interval > 1: .months(step: interval)
    case .yearly: .years(step: interval)
    default: .years(step: 1)
    }
  }

  var weekBits: UInt64 {
    let days = rule.byDay.isEmpty ? [startDate.weekday] : rule.byDay.map(\.weekday)
    return days.reduce(0) { $0 | 1 << UInt64(($1.index - rule.weekStart.index + 7) % 7) }
  }

  var skippedDays: SkippedDays? {
    guard rule.skip != .omit, frequency >= .monthly else { return nil }
    let days = SkippedDays(
      forward: rule.skip == .forward, monthDays: monthDays, yearDays: rule.byYearDay, days: daysOfMonth)
    return days.isNeeded ? days : nil
  }

  var evenStep: Int64? {
    guard !rule.hasByParts, !(isDate && frequency < .daily) else { return nil }
    return switch frequency {
    case .secondly: Int64(interval)
    case .minutely: Int64(interval) * 60
    case .hourly: Int64(interval) * 3600
    case .daily: Int64(interval) * 86_400
    case .weekly: Int64(interval) * 7 * 86_400
    case .monthly, .yearly: nil
    }
  }

  /// The weekday BYWEEKNO means where nothing else names a day.
  private var impliedDays: [RecurrenceRule.Day] {
    guard frequency == .yearly, !rule.byWeekNumber.isEmpty, monthDays.isEmpty, rule.byYearDay.isEmpty else {
      return []
    }
    return [RecurrenceRule.Day(ordinal: 0, weekday: startDate.weekday)]
  }

  private mutating func fillIn() {
    guard frequency >= .monthly, rule.byDay.isEmpty, rule.byMonthDay.isEmpty, rule.byYearDay.isEmpty,
      rule.byWeekNumber.isEmpty
    else { return }
    monthDays = [startDate.day]
    if frequency == .yearly, monthMask == 0 { monthMask = 1 << UInt16(startDate.month) }
  }

  /// Hours and less step from midnight to midnight where the occurrences are days.
  private mutating func countInDays() {
    let unitsPerDay: Int
    switch frequency {
    case .hourly: unitsPerDay = 24
    case .minutely: unitsPerDay = 1440
    case .secondly: unitsPerDay = 86_400
    default: return
    }
    if interval <= unitsPerDay {
      (frequency, interval) = (.daily, 1)
    } else if interval % unitsPerDay == 0 {
      (frequency, interval) = (.daily, interval / unitsPerDay)
    }
  }
}
