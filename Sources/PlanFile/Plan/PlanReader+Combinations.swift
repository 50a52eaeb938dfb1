import Almanac
import Care

// Which timing keys go together. What has no clear meaning is an error, never a guess.

extension PlanReader {
  func refuseBesideWhen(_ table: Int, _ reader: FieldReader) {
    let repeating: [Field] = [
      .at, .on, .every, .between, .cycle, .countdown, .from, .until, .count, .taper, .afterStartOf, .forSpan,
      .withCycleOf, .days,
    ]
    for field in repeating {
      guard let node = node(field) else { continue }
      reader.error(
        key: node,
        "\"\(field.key)\" cannot stand beside \"when\" in \(reader.label(table)): "
          + "\"when\" names single dates, \"at\" and its company repeat")
    }
  }

  func checkCombination(_ timing: Timing, _ reader: FieldReader) {
    if let from = timing.from, let until = timing.until, until < from, let node = node(.until) {
      reader.error(value: node, "\"until\" (\(until)) is before \"from\" (\(from))")
    }
    if case .years? = timing.every, let node = node(.on), timing.on.contains(where: Self.isEveryWeek) {
      reader.error(
        value: node,
        "\"every\" in years takes one day of the month in \"on\", such as \"1st mon\" or \"15\", or no \"on\" at all"
      )
    }
    checkChoiceOfDays(timing, reader)
    if let cycle = timing.cycle {
      checkReach("cycle", first: cycle.day1, last: cycle.lastDay, timing, reader)
    }
    if let countdown = timing.countdown {
      let (first, last) = (countdown.days.map(\.first).min() ?? 0, countdown.days.map(\.last).max() ?? 0)
      checkReach("countdown", first: countdown.day0 + first, last: countdown.day0 + last, timing, reader)
    }
    checkAnchor(timing, reader)
    checkTaper(timing, reader)
  }

  /// One key at most chooses the days, and hours and minutes leave nothing to choose.
  private func checkChoiceOfDays(_ timing: Timing, _ reader: FieldReader) {
    if node(.between) != nil, let every = node(.every), timing.elapsed == nil, timing.every != nil {
      reader.error(
        value: every,
        "\"between\" goes with an \"every\" in hours and minutes, such as \"2h\"; this one is in days")
    } else if let between = node(.between), node(.every) == nil {
      reader.error(
        key: between, "\"between\" goes with an \"every\" in hours and minutes; write every = \"2h\"")
    }
    let choosing = [Field.every, .cycle, .countdown].filter { node($0) != nil }
    if choosing.count > 1, let second = node(choosing[1]) {
      reader.error(
        key: second,
        "\"\(choosing[1].key)\" cannot stand beside \"\(choosing[0].key)\": each of them chooses the days")
    }
    guard timing.elapsed != nil else { return }
    if let node = node(.on) {
      reader.error(
        key: node,
        "\"on\" cannot stand beside an \"every\" in hours and minutes, which runs through all days; "
          + "\"between\" chooses a part of the day")
    }
    if timing.at.count > 1, let node = node(.at) {
      reader.error(
        value: node,
        "an \"every\" in hours and minutes is counted from one time in \"at\", on the day \"from\"; "
          + "here are \(timing.at.count)")
    }
  }

  /// Bounds that leave nothing of a course are a slip.
  private func checkReach(
    _ key: String, first: CivilDate, last: CivilDate?, _ timing: Timing, _ reader: FieldReader
  ) {
    if let until = timing.until, until < first, let node = node(.until) {
      reader.error(value: node, "\"until\" (\(until)) is before the first day of \"\(key)\" (\(first))")
    }
    if let from = timing.from, let last, last < from, let node = node(.from) {
      reader.error(value: node, "\"from\" (\(from)) is after the last day of \"\(key)\" (\(last))")
    }
  }

  /// A taper says how much, from when and until when by itself.
  private func checkTaper(_ timing: Timing, _ reader: FieldReader) {
    guard let taper = node(.taper) else { return }
    if node(.from) == nil {
      reader.error(
        key: taper,
        "\"taper\" needs \"from\", the day on which its first step begins; write from = \"2026-11-10\"")
    }
    for field in [Field.until, .count, .on, .every, .cycle, .countdown] {
      guard let node = node(field) else { continue }
      reader.error(
        key: node, "\"\(field.key)\" cannot stand beside \"taper\", whose steps say how many days each lasts")
    }
    for field in [Field.dose, .doseText, .take] {
      guard let node = node(field) else { continue }
      reader.error(key: node, "\"\(field.key)\" cannot stand beside \"taper\", whose steps say how much")
    }
    if let own = dosedTimes.first(where: \.saysDose) {
      reader.error(
        value: own.node,
        "a time with a dose of its own cannot stand beside \"taper\", whose steps say how much")
    }
  }

  private func checkAnchor(_ timing: Timing, _ reader: FieldReader) {
    guard node(.from) == nil, node(.afterStartOf) == nil, node(.withCycleOf) == nil else { return }
    if timing.elapsed != nil || timing.every.map({ $0 != .days(1) }) ?? false, let node = node(.every) {
      reader.error(
        value: node, "\"every\" needs \"from\" to count from; write from = \"2026-11-02\"")
    }
    if node(.cycle) == nil, node(.countdown) == nil, let node = node(.count) {
      reader.error(key: node, "\"count\" needs \"from\" to count from; write from = \"2026-11-02\"")
    }
  }

  /// Whatever is wrong with a course and was not found before, and a course that never happens.
  ///
  /// What is accepted here the planner must be able to expand: its refusals come too late to show a line.
  func checkMeaning(_ timing: Timing, person: String?, _ table: Int, _ reader: FieldReader) {
    let whose = person.flatMap { personIndex[$0] }.map { people[$0] } ?? (people.count == 1 ? people[0] : nil)
    do throws(TimingError) {
      let schedule = try Schedule(timing, moments: whose?.moments ?? DayMoments(), zone: .utc)
      guard schedule.next(after: Instant(.min)) == nil else { return }
      let place = [Field.between, .on, .countdown, .cycle, .until, .rrule, .calendar].lazy.compactMap {
        self.node($0)
      }.first
      reader.error(
        key: place ?? table,
        "\(reader.label(table)) never happens: its keys leave no time that all of them allow")
    } catch {
      guard let rule = node(.rrule) ?? node(.calendar) else {
        reader.error(key: table, "\(reader.label(table)): \(error)")
        return
      }
      reader.error(value: rule, "\(reader.name(rule)): \(error)")
    }
  }

  private static func isEveryWeek(_ day: DayPattern) -> Bool {
    if case .weekday = day { true } else { false }
  }
}

extension Timing {
  /// Whether it has keys whose meaning hangs on each other.
  var isCourse: Bool { elapsed != nil || cycle != nil || countdown != nil || rule != nil }
}

extension Timing.Cycle {
  /// The last day of the last cycle; nil where there is no last one.
  fileprivate var lastDay: CivilDate? { cycles.map { day1 + ($0 - 1) * of + days - 1 } }
}
