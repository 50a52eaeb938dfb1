import Almanac

/// Turns a request into instants.
struct Expander {
  /// Throws where there is no such zone or its file cannot be used.
  let zoneNamed: (String) throws -> ZoneRules

  /// What a request means, before its bounds are applied.
  struct Expansion {
    var instants: [Instant]
    /// Where its local times are read.
    var zone: ZoneRules
  }

  static let defaultLimit = 1000

  /// The instants of `request`, strictly ascending, and the zone to show them in.
  func expand(_ request: ExpandRequest) throws -> Expansion {
    let zone = try request.zone.map(zoneNamed)
    let limit = request.limit ?? Self.defaultLimit
    guard limit >= 0 else { throw ExpandError("limit is negative") }
    let after = try request.after.map { try bound($0, "after", zone) }
    let before = try request.before.map { try bound($0, "before", zone) }
    guard [request.calendar != nil, request.timing != nil, request.start != nil].count(where: { $0 }) == 1
    else {
      throw ExpandError("one of start, calendar and timing is needed, and only one")
    }
    if request.start == nil, request.rrule != nil || request.rdate != nil || request.exdate != nil {
      throw ExpandError("rrule, rdate and exdate need start")
    }
    let instants: [Instant]
    if let calendar = request.calendar {
      instants = try times(of: calendar, after, before, limit, zone)
    } else if let timing = request.timing {
      instants = try times(of: timing, after, before, limit, zone)
    } else {
      instants = Array(try set(request, zone).occurrences(after: after, before: before).prefix(limit))
    }
    return Expansion(instants: instants, zone: zone ?? .utc)
  }

  private func set(_ request: ExpandRequest, _ zone: ZoneRules?) throws -> RecurrenceSet {
    RecurrenceSet(
      start: try calendarTime(request.start ?? "", "start"), zone: zone,
      rules: try request.rrule?.texts.map { try RecurrenceRule($0) } ?? [],
      additions: try request.rdate?.texts.map { try calendarTime($0, "rdate") } ?? [],
      exceptions: try request.exdate?.texts.map { try calendarTime($0, "exdate") } ?? [])
  }

  private func times(
    of calendar: String, _ after: Instant?, _ before: Instant?, _ limit: Int, _ zone: ZoneRules?
  ) throws -> [Instant] {
    guard let after else { throw ExpandError("calendar needs after: a calendar event has no beginning") }
    let event = try CalendarEvent(calendar) { try? zoneNamed($0) }
    var instants: [Instant] = []
    for instant in event.occurrences(after: after, zone: zone ?? .utc).prefix(limit) {
      guard before.map(instant.isBefore) ?? true else { break }
      instants.append(instant)
    }
    return instants
  }

  private func times(
    of timing: ExpandTiming, _ after: Instant?, _ before: Instant?, _ limit: Int, _ zone: ZoneRules?
  ) throws -> [Instant] {
    let schedule = try Schedule(timing.timing, moments: timing.moments, zone: zone ?? .utc)
    guard let after = after ?? timing.timing.beginning(in: zone ?? .utc) else {
      throw ExpandError("after is needed where the timing has no from")
    }
    var instants: [Instant] = []
    for slot in schedule.slots(after: after) {
      guard instants.count < limit, before.map(slot.instant.isBefore) ?? true else { break }
      // Two occurrences at one instant are two to Tend, but one instant here.
      if slot.instant != instants.last { instants.append(slot.instant) }
    }
    return instants
  }

  private func calendarTime(_ text: String, _ key: String) throws -> CalendarTime {
    guard let time = CalendarTime(text) else {
      throw ExpandError("\(key): “\(text)” is not of the form 20260301, 20260301T080000 or 20260301T070000Z")
    }
    return time
  }

  private func bound(_ text: String, _ key: String, _ zone: ZoneRules?) throws -> Instant {
    if let instant = Instant(rfc3339: text) { return instant }
    guard let time = CalendarTime(text) else {
      throw ExpandError("\(key): “\(text)” is not of the form 2026-03-01T07:00:00Z or 20260301T080000")
    }
    return RecurrenceSet(start: time, zone: zone).instant(of: time)
  }
}

/// A request that asks for something that has no meaning.
struct ExpandError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

extension Instant {
  fileprivate func isBefore(_ other: Instant) -> Bool { self < other }
}

extension Timing {
  /// An instant before everything the timing says; nil where nothing bounds it.
  fileprivate func beginning(in zone: ZoneRules) -> Instant? {
    let days = when.map(\.date) + (from.map { [$0] } ?? [])
    // A day earlier: a moment with an offset may lie on the day before.
    return days.min().map { zone.instant(of: CivilDateTime($0 - 1, .midnight)) - 1 }
  }
}
