import Almanac

/// A request being read in its zone.
struct ExpandReading {
  let request: ExpandRequest
  let zone: ZoneRules?
  var clock: ZoneRules { zone ?? .utc }

  enum Subject {
    case set(RecurrenceSet)
    case calendar(String)
    case timing(ExpandTiming)
  }

  init(_ request: ExpandRequest, zone: ZoneRules?) {
    self.request = request
    self.zone = zone
  }

  func bounds() throws -> ExpandBounds {
    guard request.limit ?? 0 >= 0 else { throw ExpandError("limit is negative") }
    return ExpandBounds(
      after: try request.after.map { try bound($0, "after") },
      before: try request.before.map { try bound($0, "before") + (hasFraction($0) ? 1 : 0) },
      limit: request.limit)
  }

  func subject() throws -> Subject {
    guard [request.calendar != nil, request.timing != nil, request.start != nil].count(where: { $0 }) == 1
    else { throw ExpandError("one of start, calendar and timing is needed, and only one") }
    if let start = request.start { return .set(try set(start)) }
    guard request.rrule == nil, request.rdate == nil, request.exdate == nil else {
      throw ExpandError("rrule, rdate and exdate need start")
    }
    if let timing = request.timing { return .timing(timing) }
    return .calendar(request.calendar ?? "")
  }

  func times(of set: RecurrenceSet, _ bounds: ExpandBounds) throws -> [Instant] {
    try bounds.take(set.occurrences(after: bounds.after, before: bounds.before), ends: set.ends)
  }

  func times(of event: CalendarEvent, _ bounds: ExpandBounds) throws -> [Instant] {
    guard let after = bounds.after else {
      throw ExpandError("calendar needs after: a calendar event has no beginning")
    }
    return try bounds.take(event.occurrences(after: after, zone: clock), ends: false)
  }

  func times(of timing: ExpandTiming, _ bounds: ExpandBounds) throws -> [Instant] {
    let schedule = try Schedule(timing.timing, moments: timing.moments, zone: clock)
    guard let after = bounds.after ?? timing.timing.beginning(in: clock) else {
      throw ExpandError("after is needed where nothing in the timing says from when")
    }
    // Two occurrences at one instant are two to Tend, but one instant here.
    var last: Instant?
    let instants = schedule.slots(after: after).lazy.map(\.instant).filter { instant in
      defer { last = instant }
      return instant != last
    }
    return try bounds.take(instants, ends: timing.timing.ends)
  }

  private func set(_ start: String) throws -> RecurrenceSet {
    RecurrenceSet(
      start: try calendarTime(start, "start"), zone: zone,
      rules: try request.rrule?.texts.map { try RecurrenceRule($0) } ?? [],
      additions: try request.rdate?.texts.map { try addition($0) } ?? [],
      exceptions: try request.exdate?.texts.map { try calendarTime($0, "exdate") } ?? [])
  }

  private func addition(_ text: String) throws -> CalendarTime {
    guard text.contains("/") else { return try calendarTime(text, "rdate") }
    guard let period = CalendarPeriod(text) else {
      throw ExpandError(
        "rdate: “\(text)” is not a period such as 20260301T080000/PT1H or 20260301T080000/20260301T090000")
    }
    return period.start
  }

  private func calendarTime(_ text: String, _ key: String) throws -> CalendarTime {
    guard let time = CalendarTime(text) else {
      throw ExpandError("\(key): “\(text)” is not of the form 20260301, 20260301T080000 or 20260301T070000Z")
    }
    return time
  }

  /// Whether a bound lies after the whole second it was read as.
  private func hasFraction(_ text: String) -> Bool {
    let rest = text.utf8.dropFirst(19)
    return rest.first == UInt8(ascii: ".")
      && rest.dropFirst().prefix { $0 >= UInt8(ascii: "0") }.contains {
        $0 > UInt8(ascii: "0") && $0 <= UInt8(ascii: "9")
      }
  }

  private func bound(_ text: String, _ key: String) throws -> Instant {
    if let instant = Instant(rfc3339: text) { return instant }
    guard let time = CalendarTime(text) else {
      throw ExpandError("\(key): “\(text)” is not of the form 2026-03-01T07:00:00Z or 20260301T080000")
    }
    return RecurrenceSet(start: time, zone: zone).instant(of: time)
  }
}

extension RecurrenceSet {
  /// Whether every rule says when it ends.
  fileprivate var ends: Bool { rules.allSatisfy { $0.count != nil || $0.until != nil } }
}

extension Timing {
  fileprivate var ends: Bool {
    until != nil || count != nil || countdown != nil || cycle?.cycles != nil || !when.isEmpty
  }

  /// An instant before everything the timing says; nil where nothing bounds it.
  fileprivate func beginning(in zone: ZoneRules) -> Instant? {
    let countdownDays = countdown.map { countdown in countdown.days.map { countdown.day0 + $0.first } } ?? []
    let days = when.map(\.date) + [from, cycle?.day1].compactMap { $0 } + countdownDays
    // A day earlier: a moment with an offset may lie on the day before.
    return days.min().map { zone.instant(of: CivilDateTime($0 - 1, .midnight)) - 1 }
  }
}
