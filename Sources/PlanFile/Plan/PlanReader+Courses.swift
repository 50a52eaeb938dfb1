import Almanac
import Care

// `cycle` and `countdown`: sets of days that hang on one date, and move with it.

extension PlanReader {
  private static let mostDays: Int64 = 9999

  func cycle(_ table: Int, _ reader: FieldReader) -> Timing.Cycle? {
    let example = "{ day1 = \"2026-12-07\", days = 5, of = 28 }"
    guard isTable(table, example, reader) else { return nil }
    let limit = 1...PlanReader.mostDays
    var (day1, days, of, cycles) = (CivilDate?.none, Int?.none, Int?.none, Int?.none)
    var daysNode: Int?
    for (key, node) in reader.keys(CycleKey.self, of: table) {
      switch key {
      case .day1: day1 = reader.date(node)
      case .days: (days, daysNode) = (reader.integer(node, in: limit), node)
      case .of: of = reader.integer(node, in: limit)
      case .cycles: cycles = reader.integer(node, in: limit)
      }
    }
    require(["day1": "\"2026-12-07\"", "days": "5", "of": "28"], in: table, reader)
    guard let day1, let days, let of else { return nil }
    if let daysNode, days > of {
      reader.error(value: daysNode, "\"days\" is \(days), more than the \(of) days of a cycle (\"of\")")
      return nil
    }
    return Timing.Cycle(day1: day1, days: days, of: of, cycles: cycles)
  }

  func countdown(_ table: Int, _ reader: FieldReader) -> Timing.Countdown? {
    let example = "{ day0 = \"2027-01-15\", days = \"-7..30\" }"
    guard isTable(table, example, reader) else { return nil }
    var (day0, days) = (CivilDate?.none, [Timing.DayRange]())
    for (key, node) in reader.keys(CountdownKey.self, of: table) {
      switch key {
      case .day0: day0 = reader.date(node)
      case .days: days = dayRanges(node, reader)
      }
    }
    require(["day0": "\"2027-01-15\"", "days": "\"-7..30\""], in: table, reader)
    guard let day0, !days.isEmpty else { return nil }
    return Timing.Countdown(day0: day0, days: days)
  }

  func dayRanges(_ node: Int, _ reader: FieldReader) -> [Timing.DayRange] {
    reader.list(node, example: "\"-7..30\" or [\"-7..-1\", \"28\"]") { text, node in
      if let days = Timing.DayRange(text) { return days }
      reader.error(
        value: node, "\"\(text)\" is not a day or a range of days such as \"28\" or \"-7..30\"",
        suggestion: Respelling.days(text))
      return nil
    }
  }

  /// Whether a value is a table, which is reported where it is not.
  func isTable(_ node: Int, _ example: String, _ reader: FieldReader) -> Bool {
    if reader.kind(node) == .table { return true }
    reader.error(
      value: node, "\(reader.name(node)) takes a table such as \(example), not \(reader.kindWord(node))")
    return false
  }

  /// Reports the keys of a table that must be there and are not.
  func require(_ keys: KeyValuePairs<String, String>, in table: Int, _ reader: FieldReader) {
    for (key, example) in keys where reader.document.child(table, key) == nil {
      reader.error(key: table, "\(reader.name(table)) has no \(key); write \(key) = \(example)")
    }
  }
}
