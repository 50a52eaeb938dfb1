extension RecurrenceRule: CustomStringConvertible {
  /// The rule in one canonical form, which reads back as an equal rule.
  ///
  /// Upper case, parts in the order of RFC 5545, lists ascending, defaults left out.
  public var description: String {
    var parts: [String] = []
    if skip != .omit { parts.append("RSCALE=GREGORIAN") }
    parts.append("FREQ=\(frequency.keyword)")
    if let until { parts.append("UNTIL=\(until)") }
    if let count { parts.append("COUNT=\(count)") }
    if interval != 1 { parts.append("INTERVAL=\(interval)") }
    let lists: [(String, [Int])] = [
      ("BYSECOND", bySecond), ("BYMINUTE", byMinute), ("BYHOUR", byHour),
    ]
    let later: [(String, [Int])] = [
      ("BYMONTHDAY", byMonthDay), ("BYYEARDAY", byYearDay), ("BYWEEKNO", byWeekNumber), ("BYMONTH", byMonth),
      ("BYSETPOS", bySetPosition),
    ]
    parts += lists.compactMap(Self.part)
    if !byDay.isEmpty { parts.append("BYDAY=" + byDay.map(\.description).joined(separator: ",")) }
    parts += later.compactMap(Self.part)
    if weekStart != .monday { parts.append("WKST=\(weekStart.keyword)") }
    if skip != .omit { parts.append("SKIP=\(skip.rawValue)") }
    return parts.joined(separator: ";")
  }

  private static func part(_ name: String, _ values: [Int]) -> String? {
    values.isEmpty ? nil : "\(name)=" + values.map(String.init).joined(separator: ",")
  }
}

extension RecurrenceRule.Day: CustomStringConvertible {
  /// `FR`, `1FR` or `-1FR`.
  public var description: String { (ordinal == 0 ? "" : String(ordinal)) + weekday.keyword }
}

extension RecurrenceRule.Frequency {
  /// The value of FREQ: `DAILY`.
  var keyword: String {
    switch self {
    case .secondly: "SECONDLY"
    case .minutely: "MINUTELY"
    case .hourly: "HOURLY"
    case .daily: "DAILY"
    case .weekly: "WEEKLY"
    case .monthly: "MONTHLY"
    case .yearly: "YEARLY"
    }
  }
}

extension Weekday {
  /// The two letters of iCalendar: `MO`.
  var keyword: String { String(abbreviation.prefix(2)).uppercased() }

  init?(keyword: some StringProtocol) {
    guard let day = Weekday.allCases.first(where: { $0.keyword == keyword }) else { return nil }
    self = day
  }

  /// 0 for Monday to 6 for Sunday.
  var index: Int { rawValue - 1 }
}
