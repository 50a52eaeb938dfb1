import Almanac
import Care

// `every`, in days and longer or in hours and minutes, and `between`, which goes with the latter.

extension PlanReader {
  func readStep(_ node: Int, into timing: inout Timing, person: String?, _ reader: FieldReader) {
    guard let text = reader.text(node, example: "2 weeks") else { return }
    if let step = reader.known.steps.value(text, { Timing.Step($0) }) {
      timing.every = step
    } else if let step = TimeSpan(hoursAndMinutes: text) {
      guard (TimeSpan.minutes(1)...TimeSpan.days(366)).contains(step) else {
        reader.error(value: node, "\"every\" is \(step); it can be 1m to 366d")
        return
      }
      timing.elapsed = Timing.Elapsed(
        step: step, between: self.node(.between).flatMap { window($0, person: person, reader) })
    } else {
      reader.error(
        value: node, "\"\(text)\" is not a step such as \"3 days\", \"2 weeks\" or \"8h\"",
        suggestion: respelledStep(text))
    }
  }

  /// `3d`, `daily`, `8 hrs` as a step.
  private func respelledStep(_ text: String) -> String? {
    let words = ["daily": "1 day", "weekly": "1 week", "monthly": "1 month", "yearly": "1 year"]
    if let step = words[text.lowercased()] { return step }
    guard let span = TimeSpan(text) ?? Respelling.span(text).flatMap({ TimeSpan($0) }), span.seconds > 0
    else {
      return nil
    }
    let days = span.seconds / 86_400
    guard span.seconds % 86_400 == 0 else {
      return span.seconds % 60 == 0 ? TimeSpan(hoursAndMinutes: "\(span)").map(\.description) : nil
    }
    return days % 7 == 0 ? "\(days / 7) week\(days == 7 ? "" : "s")" : "\(days) day\(days == 1 ? "" : "s")"
  }

  private func window(_ node: Int, person: String?, _ reader: FieldReader) -> Timing.DayWindow? {
    guard let text = reader.text(node, example: "08:00-22:00") else { return nil }
    guard let window = Timing.DayWindow(text) else {
      reader.error(
        value: node, "\"\(text)\" is not a part of the day such as \"08:00-22:00\" or \"wake-bedtime\"",
        suggestion: Respelling.window(text))
      return nil
    }
    guard window.start.slot != window.end.slot else {
      reader.error(value: node, "\"between\" starts and ends at \(window.start.slot)")
      return nil
    }
    for time in [window.start, window.end] {
      if case .moment(let name, _) = time.base { checkMoment(name, node, person: person, reader) }
    }
    return window
  }
}
