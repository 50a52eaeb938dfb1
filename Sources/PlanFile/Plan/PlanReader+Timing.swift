import Almanac
import Care

extension PlanReader {
  /// When the entry being read happens; nil and reported when that is not clear.
  func timing(_ table: Int, _ kind: EntryKind, person: String?, _ reader: FieldReader) -> Timing? {
    var timing = Timing()
    if let node = node(.except) { timing.except = exceptions(node, reader) }
    for field in [Field.rrule, .calendar] {
      if let node = node(field) { return ruled(timing, by: field, node, table, reader) }
    }
    if let node = node(.when) {
      timing.when = self.node(.window) == nil ? oneOffs(node, reader) : windowDays(node, reader)
      refuseBesideWhen(table, reader)
      return timing
    }
    if self.node(.window) != nil {
      timing.at = [TimeOfDay(.clock(VisitWindow.hour))]
    } else if let at = node(.at) {
      timing.at = times(at, kind, person: person, reader)
    } else {
      reader.error(
        key: table,
        "\(reader.label(table)) does not say when; write at = \"08:00\", or when = \"2026-12-03 09:40\"")
      return nil
    }
    if let node = node(.on) { timing.on = days(node, reader) }
    if let node = node(.every) { readStep(node, into: &timing, person: person, reader) }
    if let node = node(.cycle) { timing.cycle = cycle(node, reader) }
    if let node = node(.countdown) { timing.countdown = countdown(node, reader) }
    if let node = node(.from) { timing.from = reader.date(node) }
    if let node = node(.until) { timing.until = reader.date(node) }
    if let node = node(.count) { timing.count = reader.integer(node, in: 1...100_000) }
    readTie(table, timing, reader)
    checkCombination(timing, reader)
    return timing
  }

  private func times(_ node: Int, _ kind: EntryKind, person: String?, _ reader: FieldReader) -> [TimeOfDay] {
    func time(_ text: String, _ node: Int) -> TimeOfDay? {
      guard let time = reader.known.times.value(text, { TimeOfDay($0) }) else {
        if let moment = CivilDateTime(text).map(\.description) ?? Respelling.dateTime(text) {
          reader.error(
            value: node,
            "\"\(text)\" is a time of one day only, and \(reader.name(node)) is for times that come again; "
              + "a single one goes into \"when\": \"\(moment)\"")
          return nil
        }
        reader.error(
          value: node,
          "\"\(text)\" is not a time such as \"08:30\", nor a moment of the day such as \"breakfast\" or \"dinner-30m\"",
          suggestion: Respelling.time(text))
        return nil
      }
      if case .moment(let name, _) = time.base { checkMoment(name, node, person: person, reader) }
      return time
    }
    guard !hasTables(node, reader) else { return dosedTimes(node, kind: kind, reader, time) }
    return reader.list(node, example: "\"08:00\" or [\"breakfast\", \"20:00\"]", time)
  }

  private func hasTables(_ node: Int, _ reader: FieldReader) -> Bool {
    reader.kind(node) == .table
      || reader.kind(node) == .array
        && reader.document.children(node).contains { reader.kind($0) == .table }
  }

  /// Reports a moment that the person's day does not have.
  func checkMoment(_ name: String, _ node: Int, person: String?, _ reader: FieldReader) {
    // An unknown person is reported already, and a broken file may hold the one that is meant.
    guard scanned.allAreTOML, self.node(.person) == nil || person != nil else { return }
    let whose: Person
    if let index = person.flatMap({ personIndex[$0] }) {
      whose = people[index]
    } else if people.count == 1 {
      whose = people[0]
    } else if brokenIDs.count > people.count + contacts.count {
      return
    } else {
      reader.error(
        value: node,
        "\"\(name)\" is a moment of somebody's day, but this entry names no person; "
          + "write person = \"maria\", or a clock time")
      return
    }
    guard whose.moments.times[name] == nil else { return }
    let names = whose.moments.times.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map(\.key)
    let known = names.isEmpty ? "has none" : "has \(names.joined(separator: ", "))"
    reader.error(
      value: node, "unknown moment \"\(name)\" in \(reader.name(node)); [person.\(whose.id).day] \(known)",
      suggestion: Nearest.match(name, among: names))
  }

  private func days(_ node: Int, _ reader: FieldReader) -> [DayPattern] {
    reader.list(node, example: "[\"mon\", \"thu\"]") { text, node in
      if let day = reader.known.days.value(text, { DayPattern($0) }) { return day }
      if let date = CivilDate(text)?.description ?? Respelling.date(text) {
        reader.error(
          value: node,
          "\"\(text)\" is a single day, and \(reader.name(node)) is for days that come again; "
            + "write \"when\" instead of it, with the time: \"\(date) 09:40\"")
        return nil
      }
      let names = Weekday.allCases.map(\.abbreviation) + Weekday.allCases.map(\.name)
      let near = Nearest.match(text, among: names).flatMap { Weekday($0)?.abbreviation }
      reader.error(
        value: node, "\"\(text)\" is not a day such as \"mon\", \"1st fri\" or \"last day\"", suggestion: near
      )
      return nil
    }
  }

  private func oneOffs(_ node: Int, _ reader: FieldReader) -> [CivilDateTime] {
    reader.list(node, example: "\"2026-12-03 09:40\"") { text, node in oneOff(text, node, reader) }
  }

  func oneOff(_ text: String, _ node: Int, _ reader: FieldReader) -> CivilDateTime? {
    if let date = CivilDateTime(text) { return date }
    if CivilDate(text) != nil {
      reader.error(value: node, "\"\(text)\" has no time of day; write \"\(text) 09:40\"")
    } else {
      reader.error(
        value: node, "\"\(text)\" is not a date and time such as \"2026-12-03 09:40\"",
        suggestion: Respelling.dateTime(text))
    }
    return nil
  }

  private func exceptions(_ node: Int, _ reader: FieldReader) -> [Timing.Exception] {
    reader.list(node, example: "[\"2026-12-24\"]") { text, node in
      if let exception = Timing.Exception(text) { return exception }
      if text.utf8.count == 10 {
        reader.noDate(text, node)
      } else {
        reader.error(
          value: node, "\"\(text)\" is not a date such as \"2026-12-24\" or \"2026-12-24 08:00\"",
          suggestion: Respelling.date(text) ?? Respelling.dateTime(text))
      }
      return nil
    }
  }
}
