import Almanac
import Care

// `rrule` and `calendar`: a rule that says the days and the times by itself.

extension PlanReader {
  /// Reads the rule into the timing; nil and reported when it is not clear.
  func ruled(_ timing: Timing, by field: Field, _ node: Int, _ table: Int, _ reader: FieldReader) -> Timing? {
    var timing = timing
    let foreign: [Field] = [
      .at, .when, .on, .every, .between, .cycle, .countdown, .taper, .afterStartOf, .forSpan, .withCycleOf,
      .days,
      field == .rrule ? .calendar : .rrule,
    ]
    var isAlone = true
    for other in foreign {
      guard let node = self.node(other) else { continue }
      isAlone = false
      let hint =
        other == .at && field == .rrule
        ? "; the rule says the time of day: BYHOUR=8;BYMINUTE=0"
        : other == .at ? ", such as \"Mon 08:00\"" : ""
      reader.error(
        key: node,
        "\"\(other.key)\" cannot stand beside \"\(field.key)\", which says the days and the times by itself\(hint)"
      )
    }
    if let node = self.node(.from) { timing.from = reader.date(node) }
    if let node = self.node(.until) { timing.until = reader.date(node) }
    if let node = self.node(.count) { timing.count = reader.integer(node, in: 1...100_000) }
    let example = field == .rrule ? "FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=8;BYMINUTE=0" : "Mon..Fri 08:00"
    guard let text = reader.text(node, example: example) else { return nil }
    do throws(TimingError) {
      timing.rule = field == .rrule ? try .init(rrule: text) : try .init(calendar: text)
    } catch {
      reader.error(value: node, "\"\(field.key)\": \(error)")
      return nil
    }
    guard isAlone else { return nil }
    if let from = timing.from, let until = timing.until, until < from, let node = self.node(.until) {
      reader.error(value: node, "\"until\" (\(until)) is before \"from\" (\(from))")
      return nil
    }
    if self.node(.from) == nil, field == .rrule || timing.count != nil {
      reader.error(
        key: node,
        "\"\(field == .rrule ? "rrule" : "count")\" needs \"from\" to count from; write from = \"2026-11-02\""
      )
      return nil
    }
    return timing
  }
}
