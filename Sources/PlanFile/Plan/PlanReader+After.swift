import Almanac
import Care

extension PlanReader {
  /// `after = { entry = "levothyroxine", delay = "1h" }`: from when the other one was really taken.
  func after(_ table: Int, of entry: Int, _ reader: FieldReader) -> After? {
    let example = "{ entry = \"levothyroxine\", delay = \"1h\" }"
    guard reader.kind(table) == .table else {
      reader.error(value: table, "\"after\" takes a table such as \(example), not \(reader.kindWord(table))")
      return nil
    }
    for field in [
      Field.at, .on, .every, .between, .cycle, .countdown, .count, .except, .when, .taper, .asNeeded,
      .afterStartOf, .withCycleOf, .prepare,
    ] {
      guard let other = node(field) else { continue }
      reader.error(
        key: other,
        "\"\(field.key)\" cannot stand beside \"after\", which is counted from when another one was taken")
    }
    let mistakes = reader.log.count
    var (other, delay) = (EntryID?.none, TimeSpan?.none)
    for (key, node) in reader.keys(AfterKey.self, of: table) {
      switch key {
      case .entry:
        guard let text = reader.text(node, example: "levothyroxine") else { return nil }
        other = medicationReference(text, node, of: entry, reader)
        if other == nil { return nil }
      case .delay:
        delay = reader.span(node, example: "1h", in: TimeSpan.seconds(0)...After.longest)
        if delay == nil { return nil }
      }
    }
    guard reader.log.count == mistakes else { return nil }
    guard let other, let delay else {
      reader.error(key: table, "\"after\" needs both an entry and a delay, such as \(example)")
      return nil
    }
    return After(entry: other, delay: delay)
  }

  /// Of an entry counted from another one, only the dates between which it happens at all.
  func datesOfFollower(_ reader: FieldReader) -> Timing {
    var timing = Timing()
    if let node = node(.from) { timing.from = reader.date(node) }
    if let node = node(.until) { timing.until = reader.date(node) }
    if let from = timing.from, let until = timing.until, until < from, let node = node(.until) {
      reader.error(value: node, "\"until\" (\(until)) is before \"from\" (\(from))")
    }
    return timing
  }
}
