import Almanac
import Care

extension PlanReader {
  /// The limits of a medicine taken as needed; a table without any limit is not guessed at.
  func asNeeded(_ table: Int, _ reader: FieldReader) -> AsNeeded? {
    let example = "{ min-interval = \"8h\", max-per-24h = 3 }"
    guard reader.kind(table) == .table else {
      reader.error(
        value: table, "\"as-needed\" takes a table such as \(example), not \(reader.kindWord(table))")
      return nil
    }
    let entry = Int(reader.document.nodes[table].parent)
    var limits = AsNeeded()
    var hasLimit = false
    for (key, node) in reader.keys(AsNeededKey.self, of: table) {
      switch key {
      case .minInterval:
        hasLimit = true
        limits.minInterval = reader.span(node, example: "8h", in: TimeSpan.minutes(1)...TimeSpan.days(60))
      case .maxPer24h:
        hasLimit = true
        limits.maxPer24h = reader.integer(node, in: 1...100)
      case .togetherWith:
        limits.togetherWith = reader.list(node, example: "[\"ondansetron\"]") { text, node in
          medicationReference(text, node, of: entry, reader)
        }
      }
    }
    guard hasLimit else {
      reader.error(
        key: table, "\"as-needed\" has no limit; write what the care team said, such as \(example)")
      return nil
    }
    return limits
  }

  /// A medicine taken as needed has no times; what is left of a timing is from when until when it may be taken.
  func datesAsNeeded(_ reader: FieldReader) -> Timing {
    let foreign: [Field] = [
      .at, .on, .every, .between, .cycle, .countdown, .count, .except, .when, .taper, .early,
      .lateAfter, .missedAfter, .afterStartOf, .forSpan, .withCycleOf, .days,
    ]
    for field in foreign {
      guard let other = node(field) else { continue }
      reader.error(
        key: other,
        "\"\(field.key)\" cannot stand beside \"as-needed\": what is taken as needed has no times; "
          + "for regular doses write an entry of its own, and name it in together-with")
    }
    var timing = Timing()
    if let node = node(.from) { timing.from = reader.date(node) }
    if let node = node(.until) { timing.until = reader.date(node) }
    if let from = timing.from, let until = timing.until, until < from, let node = node(.until) {
      reader.error(value: node, "\"until\" (\(until)) is before \"from\" (\(from))")
    }
    return timing
  }
}
