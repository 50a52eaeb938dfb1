import Almanac

/// Tend's timing keys as JSON, in the words of the plan.
struct ExpandTiming: Decodable {
  var timing: Timing
  /// `day`: what breakfast means.
  var moments: DayMoments

  enum CodingKeys: String, CodingKey, CaseIterable {
    case at, on, every, between, cycle, countdown, from, until, count, except, when, day, rrule, calendar
  }

  init(from decoder: any Decoder) throws {
    try decoder.refuseKeys(besides: CodingKeys.allCases.map(\.rawValue))
    let values = try decoder.container(keyedBy: CodingKeys.self)
    timing = Timing()
    timing.at = try values.texts(.at) { TimeOfDay($0) }
    timing.on = try values.texts(.on) { DayPattern($0) }
    try timing.readEvery(values)
    timing.cycle = try values.decodeIfPresent(CycleKeys.self, forKey: .cycle)?.cycle
    timing.countdown = try values.decodeIfPresent(CountdownKeys.self, forKey: .countdown)?.countdown
    timing.from = try values.text(.from) { CivilDate($0) }
    timing.until = try values.text(.until) { CivilDate($0) }
    timing.count = try values.wholeNumberIfPresent(.count)
    timing.except = try values.texts(.except) { Timing.Exception($0) }
    timing.when = try values.texts(.when) { CivilDateTime($0) }
    timing.rule = try values.decodeIfPresent(String.self, forKey: .rrule).map { try Timing.Rule(rrule: $0) }
    if let event = try values.decodeIfPresent(String.self, forKey: .calendar) {
      guard timing.rule == nil else { throw ExpandError("one of rrule and calendar, not both") }
      timing.rule = try Timing.Rule(calendar: event)
    }
    let times = try values.decodeIfPresent([String: String].self, forKey: .day) ?? [:]
    moments = DayMoments(try times.mapValues { try values.read($0, .day) { ClockTime($0) } })
  }
}

extension Timing {
  /// `every`, which is a step of days or of hours, and `between`, which goes with hours.
  fileprivate mutating func readEvery(
    _ values: KeyedDecodingContainer<ExpandTiming.CodingKeys>
  ) throws {
    let between = try values.text(.between) { DayWindow($0) }
    if let text = try values.decodeIfPresent(String.self, forKey: .every) {
      if let step = TimeSpan(hoursAndMinutes: text) {
        elapsed = Elapsed(step: step, between: between)
      } else {
        every = try values.read(text, .every) { Step($0) }
      }
    }
    guard between == nil || elapsed != nil else {
      throw DecodingError.dataCorruptedError(
        forKey: .between, in: values, debugDescription: "goes only with an every in hours or minutes")
    }
  }
}

/// `cycle`: `{"day1":"2026-12-07","days":5,"of":28,"cycles":6}`.
private struct CycleKeys: Decodable {
  var cycle: Timing.Cycle

  enum CodingKeys: String, CodingKey, CaseIterable {
    case day1, days, of, cycles
  }

  init(from decoder: any Decoder) throws {
    try decoder.refuseKeys(besides: CodingKeys.allCases.map(\.rawValue))
    let values = try decoder.container(keyedBy: CodingKeys.self)
    cycle = .init(
      day1: try values.read(try values.decode(String.self, forKey: .day1), .day1) { CivilDate($0) },
      days: try values.wholeNumber(.days), of: try values.wholeNumber(.of),
      cycles: try values.wholeNumberIfPresent(.cycles))
  }
}

/// `countdown`: `{"day0":"2026-12-07","days":["-7..-1","0","+28"]}`.
private struct CountdownKeys: Decodable {
  var countdown: Timing.Countdown

  enum CodingKeys: String, CodingKey, CaseIterable {
    case day0, days
  }

  init(from decoder: any Decoder) throws {
    try decoder.refuseKeys(besides: CodingKeys.allCases.map(\.rawValue))
    let values = try decoder.container(keyedBy: CodingKeys.self)
    countdown = .init(
      day0: try values.read(try values.decode(String.self, forKey: .day0), .day0) { CivilDate($0) },
      days: try values.texts(.days) { Timing.DayRange($0) })
  }
}
