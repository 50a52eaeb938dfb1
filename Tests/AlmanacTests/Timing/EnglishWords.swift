import Almanac

/// Takes the pieces of a description from its front; each gives nil, and takes nothing, where something else stands.
struct EnglishWords {
  private let text: Substring
  private var rest: Substring

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November",
    "December",
  ]

  /// What may follow the times, and so is not the name of a moment.
  private static let otherWords: Set<String> = ["from", "until", "once", "except", "between"]

  init(_ text: String) {
    self.text = text[...]
    rest = self.text
  }

  var areUsedUp: Bool { rest.isEmpty }

  mutating func restart() { rest = text }

  mutating func take(_ word: String) -> Bool {
    guard rest.hasPrefix(word) else { return false }
    rest = rest.dropFirst(word.count)
    return true
  }

  /// `a, b and c`.
  mutating func list<Item>(_ item: (inout EnglishWords) -> Item?) -> [Item] {
    var items: [Item] = []
    while let next = attempt({ words -> Item? in
      guard items.isEmpty || words.take(", ") || words.take(" and ") else { return nil }
      return item(&words)
    }) {
      items.append(next)
    }
    return items
  }

  mutating func number(after start: String = "", then end: String = "") -> Int? {
    attempt { words in
      guard words.take(start) else { return nil }
      let digits = words.rest.prefix { $0.isNumber }
      words.rest = words.rest.dropFirst(digits.count)
      return words.take(end) ? Int(digits) : nil
    }
  }

  /// `2 Nov 2026`.
  mutating func date() -> CivilDate? {
    attempt { words in
      guard let day = words.number(then: " "),
        let month = words.member(of: Self.months.map { String($0.prefix(3)) }),
        let year = words.number(after: " ")
      else { return nil }
      return CivilDate(year: year, month: month + 1, day: day)
    }
  }

  /// `Thursday 3 December 2026 at 09:40`.
  mutating func longDateTime() -> CivilDateTime? {
    attempt { words in
      guard words.weekday() != nil, words.take(" "), let day = words.number(then: " "),
        let month = words.month(),
        let year = words.number(after: " ", then: " at "), let time = words.clock(),
        let date = CivilDate(year: year, month: month, day: day)
      else { return nil }
      return CivilDateTime(date, time)
    }
  }

  mutating func exception() -> Timing.Exception? {
    guard let date = date() else { return nil }
    return take(" at ") ? clock().map { .time(CivilDateTime(date, $0)) } : .day(date)
  }

  mutating func dayAndMonth() -> Bool { number(then: " ") != nil && month() != nil }

  mutating func month() -> Int? { member(of: Self.months).map { $0 + 1 } }

  mutating func weekday() -> Weekday? {
    member(of: Weekday.allCases.map(\.name)).map { Weekday.allCases[$0] }
  }

  /// `Monday, Wednesday and Friday`, `Monday to Friday`.
  mutating func weekdays() -> [DayPattern]? {
    var days = list { $0.weekday() }
    if let first = days.first, take(" to "), let last = weekday() {
      days = Weekday.allCases.filter { first <= $0 && $0 <= last }
    }
    return days.isEmpty ? nil : days.map { .weekday($0) }
  }

  /// `1st Friday`, `2nd last Sunday`, `15th`, `last day`.
  mutating func monthDay() -> DayPattern? {
    attempt { words in
      let number = words.number()
      if number != nil { _ = words.member(of: ["st", "nd", "rd", "th"]) }
      let isLast = words.take(number == nil ? "last" : " last")
      guard number != nil || isLast else { return nil }
      let n = (number ?? 1) * (isLast ? -1 : 1)
      if isLast, words.take(" day") { return .dayOfMonth(n) }
      let named = words.attempt { $0.take(" ") ? $0.weekday() : nil }
      return named.map { .nthWeekday(n, $0) } ?? (isLast ? nil : .dayOfMonth(n))
    }
  }

  /// `-6 to -1`, `+3`.
  mutating func dayRange() -> Timing.DayRange? {
    guard let first = signed() else { return nil }
    return Timing.DayRange(first, take(" to ") ? signed() ?? first : first)
  }

  mutating func step() -> Timing.Step? {
    let count = number(then: " ") ?? 1
    guard let unit = member(of: ["day", "week", "month", "year"]) else { return nil }
    if count > 1 { _ = take("s") }
    return [.days(count), .weeks(count), .months(count), .years(count)][unit]
  }

  /// The step of an `every` in hours and minutes, and what introduces its beginning.
  mutating func elapsed() -> TimeSpan? {
    attempt { words in
      let unit = words.member(of: ["hour", "minute"])
      let span = unit.map { $0 == 0 ? TimeSpan.hours(1) : .minutes(1) } ?? words.span()
      return words.take(", counted from ") ? span : nil
    }
  }

  mutating func window() -> Timing.DayWindow? {
    guard let start = time(), take(" and "), let end = time() else { return nil }
    return Timing.DayWindow(start: start, end: end)
  }

  /// `at 08:00`, `at dinner (18:30)`, `30 minutes before dinner (18:00)`.
  mutating func time() -> TimeOfDay? {
    attempt { words in
      _ = words.take("at ")
      if let clock = words.clock() { return TimeOfDay(.clock(clock)) }
      var offset = 0
      if let span = words.span() {
        guard let side = words.member(of: [" before ", " after "]) else { return nil }
        offset = Int(span.seconds) * (side == 0 ? -1 : 1)
      }
      let name = words.rest.prefix { ("a"..."z").contains($0) }
      guard !name.isEmpty, !Self.otherWords.contains(String(name)) else { return nil }
      words.rest = words.rest.dropFirst(name.count)
      if words.rest.hasPrefix(" ("), let end = words.rest.firstIndex(of: ")") {
        words.rest = words.rest[words.rest.index(after: end)...]
      }
      return TimeOfDay(.moment(String(name), offset: offset))
    }
  }

  /// `1 hour 30 minutes`.
  private mutating func span() -> TimeSpan? {
    var seconds: Int64?
    while let part = attempt({ words -> Int64? in
      guard seconds == nil || words.take(" "), let count = words.number(then: " "),
        let unit = words.member(of: ["day", "hour", "minute", "second"])
      else { return nil }
      if count != 1 { _ = words.take("s") }
      return Int64(count) * [86_400, 3600, 60, 1][unit]
    }) {
      seconds = (seconds ?? 0) + part
    }
    return seconds.map { TimeSpan(seconds: $0) }
  }

  private mutating func clock() -> ClockTime? {
    let text = rest.prefix { $0.isNumber || $0 == ":" }
    guard let time = ClockTime(String(text)) else { return nil }
    rest = rest.dropFirst(text.count)
    return time
  }

  private mutating func signed() -> Int? {
    attempt { words in
      let sign = words.member(of: ["-", "+"]) == 0 ? -1 : 1
      return words.number().map { $0 * sign }
    }
  }

  /// Which of `names` stands next.
  private mutating func member(of names: [String]) -> Int? { names.firstIndex { take($0) } }

  private mutating func attempt<Value>(_ read: (inout EnglishWords) -> Value?) -> Value? {
    let start = rest
    if let value = read(&self) { return value }
    rest = start
    return nil
  }
}
