import Almanac

/// Whole days as a person names them: `tomorrow`, `30d`, `mon`, `week`, `2026-11-22 60d`, `2026-11-22..2026-12-01`.
struct DateRange: Hashable {
  let first: CivilDate
  /// Included.
  let last: CivilDate

  enum Direction {
    /// From the day named on; a weekday is the next one, today included.
    case ahead
    /// From the day named until today; a weekday is the last one, today included.
    case back
  }

  init(_ first: CivilDate, _ last: CivilDate) {
    self.first = first
    self.last = last
  }

  /// Nil when the text names no days, or none that come in order.
  init?(_ text: String, today: CivilDate, _ direction: Direction) {
    let text = text.lowercased()
    if let mark = text.firstRange(of: "..") {
      guard let first = CivilDate(String(text[..<mark.lowerBound])),
        let last = CivilDate(String(text[mark.upperBound...])), first <= last
      else { return nil }
      self.init(first, last)
      return
    }
    let words = text.split(separator: " ").map(String.init)
    if words.count == 2, let first = CivilDate(words[0]), let days = DateRange.days(words[1]) {
      self.init(first, first + (days - 1))
    } else if text == "week" {
      let monday = today - (today.weekday.rawValue - 1)
      self.init(monday, direction == .ahead ? monday + 6 : today)
    } else if let days = DateRange.days(text) {
      self = direction == .ahead ? DateRange(today, today + (days - 1)) : DateRange(today - days, today)
    } else if let day = DateRange.day(text, today: today, direction) {
      guard direction == .ahead || day <= today else { return nil }
      self.init(day, direction == .ahead ? day : today)
    } else {
      return nil
    }
  }

  private static func day(_ text: String, today: CivilDate, _ direction: Direction) -> CivilDate? {
    switch text {
    case "today": return today
    case "yesterday": return today - 1
    case "tomorrow": return today + 1
    default: break
    }
    guard let weekday = Weekday(text) else { return CivilDate(text) }
    let ahead = (weekday.rawValue - today.weekday.rawValue + 7) % 7
    return direction == .ahead ? today + ahead : today - (7 - ahead) % 7
  }

  /// `30d`, `2w`: whole days, at least one.
  private static func days(_ text: String) -> Int? {
    guard let span = TimeSpan(text), span.seconds > 0, span.seconds % 86_400 == 0 else { return nil }
    return Int(span.seconds / 86_400)
  }

  /// From the first moment of the first day to the last of the last.
  func instants(in zone: ZoneRules) -> ClosedRange<Instant> {
    let start = zone.instant(of: CivilDateTime(first, .midnight))
    let end = zone.instant(of: CivilDateTime(last + 1, .midnight))
    return start...max(start, end - 1)
  }
}

extension DateRange {
  /// Reads what was typed; a mistake is a usage error that shows the forms.
  static func read(_ text: String, _ zone: ZoneRules, now: Instant, _ direction: Direction) throws
    -> DateRange
  {
    guard let range = DateRange(text, today: zone.local(at: now).date, direction) else {
      throw CommandFailure(
        "“\(text)” names no days", code: .usage,
        hint: direction == .ahead
          ? "tomorrow, mon, week, 30d, 2026-11-22, “2026-11-22 60d” or 2026-11-22..2026-12-01"
          : "yesterday, mon, week, 30d, 2026-11-22 or 2026-11-22..2026-12-01")
    }
    return range
  }
}
