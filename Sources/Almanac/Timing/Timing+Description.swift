extension Timing {
  /// What the timing says, in plain English and without loss:
  /// “every day at breakfast (07:30) and dinner (18:30), from 2 Nov 2026, until further notice”.
  ///
  /// Moments the person's day does not have appear without a time.
  public func describe(moments: DayMoments = DayMoments()) -> String {
    let exceptions = except.isEmpty ? "" : ", except \(list(except.map(\.plain)))"
    guard when.isEmpty else { return onceText + exceptions }
    var text = daysText
    if !at.isEmpty { text += " \(timesText(moments))" }
    if let from { text += ", from \(from.plain)" }
    if let until { text += ", until \(until.plain)" }
    if let count { text += count == 1 ? ", once" : ", \(count) times" }
    if from != nil, until == nil, count == nil { text += ", until further notice" }
    return text + exceptions
  }

  private var onceText: String {
    let times = when.sorted().map { "\($0.date.weekday.name) \($0.date.longPlain) at \($0.time)" }
    return times.count == 1 ? "once, \(times[0])" : "\(times.count) times: \(list(times))"
  }

  private var daysText: String {
    let weekdays = Timing.weekdaysText(on)
    let monthDays = on.compactMap(\.plainInMonth)
    let onMonth = monthDays.isEmpty ? nil : "the \(list(monthDays))"
    switch every {
    case nil, .days(1):
      switch (weekdays, onMonth) {
      case (nil, nil): return "every day"
      case (let weekdays?, nil): return "every \(weekdays)"
      case (nil, let onMonth?): return "on \(onMonth) of every month"
      case (let weekdays?, let onMonth?): return "every \(weekdays), and on \(onMonth) of every month,"
      }
    case .days(let count)?:
      return "every \(count) days" + Timing.only(weekdays, onMonth)
    case .weeks(let count)?:
      let start = Timing.every(count, "week")
      if onMonth != nil { return start + Timing.only(weekdays, onMonth) }
      return "\(start) on \(weekdays ?? from.map(\.weekday.name) ?? "the same weekday")"
    case .months(let count)?:
      return "\(Timing.every(count, "month")) on " + Timing.days(weekdays, onMonth, orElse: from?.ordinal)
    case .years(let count)?:
      let start = Timing.every(count, "year")
      guard !on.isEmpty else { return "\(start) on \(from?.dayAndMonth ?? "the same date")" }
      return "\(start) in \(from?.monthName ?? "the same month") on "
        + Timing.days(weekdays, onMonth, orElse: nil)
    }
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

  private static func only(_ weekdays: String?, _ onMonth: String?) -> String {
    let days = [weekdays, onMonth.map { "\($0) of the month" }].compactMap { $0 }
    return days.isEmpty ? "" : ", only on \(days.joined(separator: " and on ")),"
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
