// The pieces that descriptions are made of.

extension CivilDate {
  /// `2 Nov 2026`.
  public var plain: String {
    let (year, month, day) = components
    return "\(day) \(CivilDate.monthNames[month - 1].prefix(3)) \(year)"
  }

  /// `2 November 2026`.
  public var longPlain: String { "\(dayAndMonth) \(year)" }

  /// `2 November`.
  var dayAndMonth: String { "\(day) \(monthName)" }

  var monthName: String { CivilDate.monthNames[month - 1] }

  /// `2nd`.
  var ordinal: String { ordinalText(day) }

  private static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November",
    "December",
  ]
}

extension Timing.Exception {
  /// `24 Dec 2026`, `24 Dec 2026 at 08:00`.
  var plain: String {
    switch self {
    case .day(let date): date.plain
    case .time(let local): "\(local.date.plain) at \(local.time)"
    }
  }
}

extension Timing.DayRange {
  /// `-6 to -1`, `+3`.
  var plain: String {
    let start = Timing.DayRange.text(first)
    return first == last ? start : "\(start) to \(Timing.DayRange.text(last))"
  }
}

extension DayPattern {
  /// `1st Friday`, `15th`, `last day`; nil for a plain weekday.
  var plainInMonth: String? {
    switch self {
    case .weekday: nil
    case .nthWeekday(let n, let day): "\(DayPattern.place(n)) \(day.name)"
    case .dayOfMonth(let n) where n < 0: "\(DayPattern.place(n)) day"
    case .dayOfMonth(let n): ordinalText(n)
    }
  }
}

extension TimeOfDay {
  /// `at 08:00`, `at dinner (18:30)`, `30 minutes before dinner (18:00)`.
  public func describe(moments: DayMoments = DayMoments()) -> String {
    let (text, takesAt) = plain(moments)
    return takesAt ? "at \(text)" : text
  }

  /// `08:00`, `dinner (18:30)`, or `30 minutes before dinner (18:00)`; and whether “at” goes before it.
  func plain(_ moments: DayMoments) -> (text: String, takesAt: Bool) {
    switch base {
    case .clock(let time):
      return (time.description, true)
    case .moment(let name, let offset):
      var clock = ""
      if let distance = try? moments.distance(of: self) {
        let local = CivilDateTime(wallSeconds: distance)
        let day =
          switch local.date.daysSinceEpoch {
          case ..<0: ", the day before"
          case 0: ""
          case 1: ", after midnight"
          default: ", a day after midnight"
          }
        clock = " (\(local.time)\(day))"
      }
      guard offset != 0 else { return (name + clock, true) }
      let length = TimeSpan(seconds: Int64(offset.magnitude)).plain
      return ("\(length) \(offset < 0 ? "before" : "after") \(name)\(clock)", false)
    }
  }
}

extension TimeSpan {
  /// `1 hour 30 minutes`, `2 days`.
  public var plain: String {
    plain([("day", 86_400), ("hour", 3600), ("minute", 60), ("second", 1)])
  }

  /// After “every”: `hour`, `8 hours`, `90 minutes`, `48 hours`; days would be taken for those of the calendar.
  var plainHours: String {
    let isShort = seconds % 3600 != 0 && seconds < 3 * 3600
    let hours: [(name: String, length: Int64)] = isShort ? [] : [("hour", 3600)]
    let text = plain(hours + [("minute", 60), ("second", 1)])
    return text == "1 hour" || text == "1 minute" ? String(text.dropFirst(2)) : text
  }

  private func plain(_ units: [(name: String, length: Int64)]) -> String {
    var rest = seconds
    var parts: [String] = []
    for (name, length) in units where rest >= length {
      let count = rest / length
      parts.append("\(count) \(name)\(count == 1 ? "" : "s")")
      rest %= length
    }
    return parts.isEmpty ? "0 seconds" : parts.joined(separator: " ")
  }
}
