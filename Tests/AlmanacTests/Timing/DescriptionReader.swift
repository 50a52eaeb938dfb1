import Almanac

/// Reads the plain English of `Timing.describe` back, to show that it leaves nothing out.
///
/// Times in brackets are skipped: they come from the person's day, not from the timing. Weekdays and days of the month
/// that `from` implies are read as `on`.
struct DescriptionReader {
  private var words: EnglishWords
  private var timing = Timing()

  static func timing(_ text: String) -> Timing? {
    var reader = DescriptionReader(words: EnglishWords(text))
    return reader.read() && reader.words.areUsedUp ? reader.timing : nil
  }

  private init(words: EnglishWords) { self.words = words }

  private mutating func read() -> Bool {
    if words.take("once, ") || words.number(then: " times: ") != nil {
      timing.when = words.list { $0.longDateTime() }
    } else if words.take("every "), let step = words.elapsed() {
      timing.from = words.date()
      guard words.take(" ") else { return false }
      timing.at = words.list { $0.time() }
      timing.elapsed = .init(step: step, between: words.take(", between ") ? words.window() : nil)
    } else {
      words.restart()
      guard days(), words.take(" ") else { return false }
      timing.at = words.list { $0.time() }
      if words.take(", from ") { timing.from = words.date() }
    }
    if words.take(", until further notice") {
    } else if words.take(", until ") {
      timing.until = words.date()
    }
    if words.take(", once") {
      timing.count = 1
    } else {
      timing.count = words.number(after: ", ", then: " times")
    }
    if words.take(", except ") { timing.except = words.list { $0.exception() } }
    return true
  }

  private mutating func days() -> Bool {
    if words.take("on the first ") { return cycle() && only() }
    if words.take("on days ") || words.take("on day ") { return countdown() && only() }
    if words.take("on the ") {
      timing.on = words.list { $0.monthDay() }
      return words.take(" of every month") && whereThereIsOne()
    }
    guard words.take("every ") else { return false }
    if words.take("day") { return true }
    if let weekdays = words.weekdays() {
      timing.on = weekdays
      guard words.take(", and on the ") else { return true }
      timing.on += words.list { $0.monthDay() }
      return words.take(" of every month") && (words.take(", where there is one,") || words.take(","))
    }
    timing.every = words.step()
    switch timing.every {
    case nil: return false
    case .days?: return only()
    case .weeks?:
      guard words.take(" on ") else { return only() }
      timing.on = words.weekdays() ?? []
      return true
    case .months?:
      return words.take(" on ") && ordinals() && whereThereIsOne()
    case .years?:
      // The month, and the day without an `on`, are those of `from`.
      if words.take(" on ") { return words.dayAndMonth() && whereThereIsOne() }
      return words.take(" in ") && words.month() != nil && words.take(" on ") && ordinals()
        && whereThereIsOne()
    }
  }

  /// What follows from the days before it.
  private mutating func whereThereIsOne() -> Bool {
    _ = words.take(", where there is one,")
    return true
  }

  private mutating func ordinals() -> Bool {
    if words.take("every ") {
      timing.on = words.weekdays() ?? []
      guard words.take(", and on ") else { return true }
    }
    guard words.take("the ") else { return false }
    timing.on += words.list { $0.monthDay() }
    return true
  }

  private mutating func only() -> Bool {
    guard words.take(", only on ") else { return true }
    timing.on = words.weekdays() ?? []
    if timing.on.isEmpty ? words.take("the ") : words.take(" and on the ") {
      timing.on += words.list { $0.monthDay() }
      guard words.take(" of the month") else { return false }
    }
    return words.take(",")
  }

  private mutating func cycle() -> Bool {
    let days = words.take("day of ") ? 1 : words.number(then: " days of ")
    let cycles =
      words.take("every cycle of ")
      ? nil : words.number(then: " cycle of ") ?? words.number(then: " cycles of ")
    guard let days, let of = words.number(then: " days from "), let day1 = words.date() else { return false }
    timing.cycle = .init(day1: day1, days: days, of: of, cycles: cycles)
    return true
  }

  private mutating func countdown() -> Bool {
    let days = words.list { $0.dayRange() }
    guard words.take(" (day 0 is "), let day0 = words.date(), words.take(")") else { return false }
    timing.countdown = .init(day0: day0, days: days)
    return true
  }
}
