import Almanac

/// A calendar event drawn by chance: its text, and by definition what the text means.
struct RandomEvent {
  private(set) var text = ""
  private var weekdays: Set<Int> = []
  private var days: Set<Int> = []
  private var daysFromEnd: Set<Int> = []
  private var hours: Set<Int> = []
  private var minutes: Set<Int> = []

  /// An event of a month's days and the small hours, when clocks change.
  static func draw(using random: inout SeededNumbers) -> RandomEvent {
    var event = RandomEvent()
    if random.oneIn(3) {
      let first = Int.random(in: 1...7, using: &random)
      let last = Int.random(in: first...7, using: &random)
      event.weekdays = Set(first...last)
      event.text += "\(name(first))..\(name(last)) "
    }
    switch Int.random(in: 0..<4, using: &random) {
    case 0:
      event.days = list(1...28, &event.text, "*-*-", " ", &random)
    case 1:
      event.daysFromEnd = list(1...5, &event.text, "*~", " ", &random)
    default: break
    }
    event.hours = list(0...4, &event.text, "", ":", &random)
    event.minutes = list(0...59, &event.text, "", "", &random)
    return event
  }

  /// Whether a time on the wall clock is one of the event's, which all have second 0.
  func includes(_ local: CivilDateTime) -> Bool {
    let date = local.date
    let length = CivilDate.daysInMonth(year: date.year, month: date.month)
    return (weekdays.isEmpty || weekdays.contains(date.weekday.rawValue))
      && (days.isEmpty || days.contains(date.day))
      && (daysFromEnd.isEmpty || daysFromEnd.contains(length + 1 - date.day))
      && hours.contains(local.time.hour) && minutes.contains(local.time.minute) && local.time.second == 0
  }

  private static func name(_ day: Int) -> String { Weekday(rawValue: day)?.name ?? "" }

  /// Draws a value, a list, a range with a step or `*`, writes it down and returns what it comes to.
  private static func list(
    _ range: ClosedRange<Int>, _ text: inout String, _ before: String, _ after: String,
    _ random: inout SeededNumbers
  ) -> Set<Int> {
    text += before
    defer { text += after }
    let values = (0..<3).map { _ in Int.random(in: range, using: &random) }
    switch Int.random(in: 0..<4, using: &random) {
    case 0:
      text += "\(values[0])"
      return [values[0]]
    case 1:
      text += values.map(String.init).joined(separator: ",")
      return Set(values)
    case 2:
      let (first, last) = (values.min() ?? 0, values.max() ?? 0)
      guard first < last else {
        text += "\(first)"
        return [first]
      }
      let step = Int.random(in: 1...(last - first), using: &random)
      text += "\(first)..\(last)/\(step)"
      return Set(stride(from: first, through: last, by: step))
    default:
      text += "\(range.lowerBound)..\(range.upperBound)"
      return Set(range)
    }
  }
}

extension SeededNumbers {
  mutating func oneIn(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &self) == 0 }
}
