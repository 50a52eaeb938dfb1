// How the plan writes the parts of a timing: `1st fri`, `2 weeks`, `2026-12-24`. Letter case does not matter.

extension DayPattern: TextCodable {
  /// Reads `mon` or `Monday`, `1st fri`, `last sun`, `2nd last sun`, `15`, `last day`, `2nd last day`.
  ///
  /// Nil for anything else. The day before the last is the `2nd last day`.
  public init?(_ text: String) {
    var words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard let name = words.popLast() else { return nil }
    if words.isEmpty {
      if let day = Weekday(name) {
        self = .weekday(day)
      } else if name.utf8.count <= 2, let day = Int(name), name.utf8.first != UInt8(ascii: "+"),
        (1...31).contains(day)
      {
        self = .dayOfMonth(day)
      } else {
        return nil
      }
      return
    }
    var number = 1
    let fromEnd = words.last?.lowercased() == "last"
    if fromEnd { words.removeLast() }
    if let word = words.popLast() {
      guard let ordinal = (1...31).first(where: { ordinalText($0) == word.lowercased() }) else { return nil }
      number = ordinal
    }
    guard words.isEmpty else { return nil }
    if let day = Weekday(name), number <= 5 {
      self = .nthWeekday(fromEnd ? -number : number, day)
    } else if name.lowercased() == "day", fromEnd {
      self = .dayOfMonth(-number)
    } else {
      return nil
    }
  }

  /// The form the reader takes back.
  public var description: String {
    switch self {
    case .weekday(let day): day.abbreviation
    case .nthWeekday(let n, let day): "\(DayPattern.place(n)) \(day.abbreviation)"
    case .dayOfMonth(let n) where n < 0: "\(DayPattern.place(n)) day"
    case .dayOfMonth(let n): "\(n)"
    }
  }

  /// `1st`, `last`, `2nd last`.
  static func place(_ n: Int) -> String {
    switch n {
    case -1: "last"
    case ..<0: "\(ordinalText(n.magnitude)) last"
    default: ordinalText(n)
    }
  }
}

extension Timing.Step: TextCodable {
  /// Reads `3 days`, `1 week`, `6 months`, `year`; nil for anything else, and for a number outside 1 to 9999.
  ///
  /// Singular and plural are not told apart.
  public init?(_ text: String) {
    let words = text.lowercased().split(separator: " ", omittingEmptySubsequences: false)
    guard let unit = words.last, words.count <= 2 else { return nil }
    var count = 1
    if words.count == 2 {
      guard let number = digits(words[0].utf8, count: 1...4), number >= 1 else { return nil }
      count = number
    }
    switch unit {
    case "day", "days": self = .days(count)
    case "week", "weeks": self = .weeks(count)
    case "month", "months": self = .months(count)
    case "year", "years": self = .years(count)
    default: return nil
    }
  }

  /// `1 day`, `3 weeks`.
  public var description: String { "\(count) \(unit)\(count == 1 ? "" : "s")" }

  var count: Int {
    switch self {
    case .days(let count), .weeks(let count), .months(let count), .years(let count): count
    }
  }

  var unit: String {
    switch self {
    case .days: "day"
    case .weeks: "week"
    case .months: "month"
    case .years: "year"
    }
  }
}

extension Timing.Exception: TextCodable {
  /// Reads a day, `2026-12-24`, or one time, `2026-12-24 08:00`; nil for anything else.
  public init?(_ text: String) {
    if let date = CivilDate(text) {
      self = .day(date)
    } else if let local = CivilDateTime(text) {
      self = .time(local)
    } else {
      return nil
    }
  }

  public var description: String {
    switch self {
    case .day(let date): date.description
    case .time(let local): local.description
    }
  }
}

/// `1st`, `2nd`, `11th`, `23rd`.
func ordinalText(_ number: some BinaryInteger) -> String {
  let ending =
    switch (number % 10, number % 100) {
    case (_, 11...13): "th"
    case (1, _): "st"
    case (2, _): "nd"
    case (3, _): "rd"
    default: "th"
    }
  return "\(number)\(ending)"
}
