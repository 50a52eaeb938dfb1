import Almanac
import Care

// `window`: days around which a visit is to be, and `arranged`: the dates it has been given.

extension PlanReader {
  /// What an entry with a window says of its dates; they are held against the windows once those are known.
  struct PendingWindow {
    let reach: Int
    let arranged: [(date: CivilDateTime, node: Int)]
    let reader: FieldReader
  }

  /// The days in the middle of the windows of the entry being read.
  func windowed(_ table: Int, _ reader: FieldReader) {
    guard let node = self.node(.window) else {
      if let node = self.node(.arranged) {
        reader.error(
          key: node, "\"arranged\" goes with \"window\"; without it, write when = \"2026-12-29 09:40\"")
      }
      return
    }
    for field in [Field.at, .rrule, .calendar, .after, .between] {
      guard let other = self.node(field) else { continue }
      reader.error(
        key: other,
        "\"\(field.key)\" cannot stand beside \"window\": the time comes with the date that is arranged")
    }
    var arranged: [(date: CivilDateTime, node: Int)] = []
    if let node = self.node(.arranged) {
      _ = reader.list(node, example: "\"2026-12-29 09:40\"") { text, node -> CivilDateTime? in
        guard let date = oneOff(text, node, reader) else { return nil }
        arranged.append((date, node))
        return date
      }
    }
    let span = reader.span(node, example: "3d", in: TimeSpan.days(1)...TimeSpan.days(60))
    guard let span else { return }
    guard span.seconds % 86_400 == 0 else {
      reader.error(value: node, "\"window\" is in whole days, such as \"3d\" for 3 days before and after")
      return
    }
    window = PendingWindow(reach: Int(span.seconds / 86_400), arranged: arranged, reader: reader)
  }

  /// Of an entry with a window, `when` names days.
  func windowDays(_ node: Int, _ reader: FieldReader) -> [CivilDateTime] {
    reader.list(node, example: "\"2026-12-28\"") { text, node in
      if let date = CivilDate(text) { return CivilDateTime(date, VisitWindow.hour) }
      if CivilDateTime(text) != nil {
        reader.error(
          value: node,
          "beside \"window\", \"when\" names a day, such as \"2026-12-28\"; a date with its time is arranged = \"\(text)\""
        )
      } else {
        reader.noDate(text, node)
      }
      return nil
    }
  }

  /// Gives the entries with windows the dates that are arranged, each in a window of its own.
  func resolveWindows() {
    for (index, pending) in windows {
      guard case .appointment(var appointment) = entries[index].detail else { continue }
      var window = VisitWindow(middles: entries[index].timing, reach: pending.reach)
      for (date, node) in pending.arranged {
        let middles = window.middles(around: date.date)
        guard let middle = middles.first(where: { !window.settled.contains($0) }) else {
          pending.reader.error(value: node, misfit(date, isTaken: !middles.isEmpty, window))
          continue
        }
        window.settled.append(middle)
      }
      appointment.window = window
      entries[index].detail = .appointment(appointment)
      entries[index].timing = Timing(when: pending.arranged.map(\.date))
    }
  }

  private func misfit(_ date: CivilDateTime, isTaken: Bool, _ window: VisitWindow) -> String {
    if isTaken { return "the window of \(date.date) has another date in \"arranged\"" }
    let spans = [window.span(before: date.date), window.spans(from: date.date, count: 1).first]
    let near = spans.compactMap(\.self).map { "\($0.first) to \($0.last)" }
    return "\(date.date) lies in no window"
      + (near.isEmpty
        ? "" : "; the nearest \(near.count == 1 ? "is" : "are") \(near.joined(separator: " and "))")
  }
}
