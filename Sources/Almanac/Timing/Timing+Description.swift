extension Timing {
  /// What the timing says, in plain English and without loss:
  /// “every day at breakfast (07:30) and dinner (18:30), from 2 Nov 2026, until further notice”.
  ///
  /// Moments the person's day does not have appear without a time.
  public func describe(moments: DayMoments = DayMoments()) -> String {
    let exceptions = except.isEmpty ? "" : ", except \(list(except.map(\.plain)))"
    if case .to(let other, let shift)? = relative {
      return "\(shift.describe(moments: moments)) (\(other.describe(moments: moments)))"
    }
    guard when.isEmpty else { return onceText + exceptions }
    if let rule { return translated?.describe(moments: moments) ?? ruleText(rule) + endText + exceptions }
    if let elapsed { return elapsedText(elapsed, moments) + endText + exceptions }
    var text = cycle.map(coursed) ?? countdown.map(counted) ?? daysText
    if !at.isEmpty {
      text += " \(timesText(moments))"
    } else if text.hasSuffix(",") {
      text.removeLast()
    }
    if let from { text += ", from \(from.plain)" }
    return text + endText + exceptions
  }

  private var endText: String {
    var text = until.map { ", until \($0.plain)" } ?? ""
    if let count { text += count == 1 ? ", once" : ", \(count) times" }
    let isOpen = from != nil || cycle.map { $0.cycles == nil } ?? false
    let hasEnd =
      until != nil || count != nil || cycle?.cycles != nil || countdown != nil || rule?.endsByItself ?? false
    return isOpen && !hasEnd ? text + ", until further notice" : text
  }

  /// A rule that has no plain English of ours, quoted.
  private func ruleText(_ rule: Rule) -> String {
    let start = from.map { ", from \($0.plain)" } ?? ""
    return switch rule {
    case .recurrence: "by the rule “\(rule.text)”\(start)"
    case .calendar: "at the calendar event “\(rule.text)”\(start)"
    }
  }

  private func elapsedText(_ elapsed: Elapsed, _ moments: DayMoments) -> String {
    var text = "every \(elapsed.step.plainHours), counted from \(from?.plain ?? "the first day")"
    if !at.isEmpty { text += " \(timesText(moments))" }
    guard let between = elapsed.between else { return text }
    return text + ", between \(between.start.plain(moments).text) and \(between.end.plain(moments).text)"
  }

  private func coursed(_ cycle: Cycle) -> String {
    let days = cycle.days == 1 ? "the first day" : "the first \(cycle.days) days"
    let cycles = cycle.cycles.map { $0 == 1 ? "1 cycle" : "\($0) cycles" } ?? "every cycle"
    return "on \(days) of \(cycles) of \(cycle.of) days from \(cycle.day1.plain)" + onlyOn
  }

  private func counted(_ countdown: Countdown) -> String {
    let days = countdown.days.sorted { ($0.first, $0.last) < ($1.first, $1.last) }.map(\.plain)
    let word = days.count == 1 && countdown.days[0].first == countdown.days[0].last ? "day" : "days"
    return "on \(word) \(list(days)) (day 0 is \(countdown.day0.plain))" + onlyOn
  }

  private var onceText: String {
    let times = when.sorted().map { "\($0.date.weekday.name) \($0.date.longPlain) at \($0.time)" }
    return times.count == 1 ? "once, \(times[0])" : "\(times.count) times: \(list(times))"
  }

  /// The days of the month that `on` names: `the 1st Friday and 15th`.
  private var monthDaysText: String? {
    let days = on.compactMap(\.plainInMonth)
    return days.isEmpty ? nil : "the \(list(days))"
  }

  /// `on` where something else has chosen the days already.
  private var onlyOn: String {
    let days = [Timing.weekdaysText(on), monthDaysText.map { "\($0) of the month" }].compactMap { $0 }
    return days.isEmpty ? "" : ", only on \(days.joined(separator: " and on ")),"
  }

  private var daysText: String {
    let weekdays = Timing.weekdaysText(on)
    let onMonth = monthDaysText
    switch every {
    case nil, .days(1):
      switch (weekdays, onMonth) {
      case (nil, nil): return "every day"
      case (let weekdays?, nil): return "every \(weekdays)"
      case (nil, let onMonth?): return "on \(onMonth) of every month" + whereThereIsOne
      case (let weekdays?, let onMonth?):
        let text = "every \(weekdays), and on \(onMonth) of every month"
        return whereThereIsOne.isEmpty ? text + "," : text + whereThereIsOne
      }
    case .days(let count)?:
      return "every \(count) days" + onlyOn
    case .weeks(let count)?:
      let start = Timing.every(count, "week")
      if onMonth != nil { return start + onlyOn }
      return "\(start) on \(weekdays ?? from.map(\.weekday.name) ?? "the same weekday")"
    case .months(let count)?:
      return "\(Timing.every(count, "month")) on "
        + Timing.days(weekdays, onMonth, orElse: from?.ordinal) + whereThereIsOne
    case .years(let count)?:
      let start = Timing.every(count, "year")
      guard !on.isEmpty else {
        return "\(start) on \(from?.dayAndMonth ?? "the same date")" + whereThereIsOne
      }
      return "\(start) in \(from?.monthName ?? "the same month") on "
        + Timing.days(weekdays, onMonth, orElse: nil) + whereThereIsOne
    }
  }

  /// Said of days that not every month has, so that nobody waits for the 31st of November.
  private var whereThereIsOne: String {
    // With steps of years it is always the month of `from`; a leap year's February may be there or not.
    let shortest: Int =
      if case .years? = every, let from, from.month != 2 {
        CivilDate.daysInMonth(year: from.year, month: from.month)
      } else {
        28
      }
    let implied = on.isEmpty ? from.map { [DayPattern.dayOfMonth($0.day)] } ?? [] : on
    let mayBeMissing = implied.contains { day in
      switch day {
      case .weekday: false
      case .nthWeekday(let n, _): n.magnitude > 4
      case .dayOfMonth(let n): n.magnitude > shortest
      }
    }
    return mayBeMissing ? ", where there is one," : ""
  }

  private func timesText(_ moments: DayMoments) -> String {
    var items: [String] = []
    var sharesAt = false
    for time in at {
      let (text, takesAt) = time.plain(moments)
      items.append(takesAt && !sharesAt ? "at \(text)" : text)
      sharesAt = takesAt
    }
    return list(items)
  }

  private static func every(_ count: Int, _ unit: String) -> String {
    count == 1 ? "every \(unit)" : "every \(count) \(unit)s"
  }

  private static func days(_ weekdays: String?, _ onMonth: String?, orElse given: String?) -> String {
    switch (weekdays, onMonth) {
    case (nil, nil): given.map { "the \($0)" } ?? "the same day"
    case (let weekdays?, nil): "every \(weekdays)"
    case (nil, let onMonth?): onMonth
    case (let weekdays?, let onMonth?): "every \(weekdays), and on \(onMonth)"
    }
  }

  /// `Monday, Wednesday and Friday`, `Monday to Friday`; nil where no plain weekday is named.
  private static func weekdaysText(_ on: [DayPattern]) -> String? {
    let days = Weekday.allCases.filter { on.contains(.weekday($0)) }
    guard let first = days.first, let last = days.last else { return nil }
    if days.count > 2, last.rawValue - first.rawValue + 1 == days.count {
      return "\(first.name) to \(last.name)"
    }
    return list(days.map(\.name))
  }
}

/// `a`, `a and b`, `a, b and c`.
func list(_ items: [String]) -> String {
  guard let last = items.last, items.count > 1 else { return items.first ?? "" }
  return "\(items.dropLast().joined(separator: ", ")) and \(last)"
}
