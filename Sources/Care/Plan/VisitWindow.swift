public import Almanac

/// The days around which visits are to be, until each has a date: day 28 ± 3.
///
/// The entry's timing holds the dates that are arranged; what is still open is asked for by the step `arrange`.
public struct VisitWindow: Hashable, Sendable {
  /// The middle of each window, at the hour at which Tend asks to arrange it.
  public var middles: Timing
  /// How many days before and after the middle.
  public var reach: Int
  /// The middles whose visit has a date.
  public var settled: [CivilDate]

  public init(middles: Timing, reach: Int, settled: [CivilDate] = []) {
    self.middles = middles
    self.reach = reach
    self.settled = settled
  }

  /// Asks at ten: the telephones of clinics are open.
  public static let hour = ClockTime(hour: 10, minute: 0) ?? .midnight

  /// The windows whose visit has no date, as a timing.
  public var open: Timing {
    var timing = middles
    timing.except += settled.map(Timing.Exception.day)
    return timing
  }

  /// The first and the last day around a middle.
  public func span(around middle: CivilDate) -> VisitSpan {
    VisitSpan(first: middle - reach, last: middle + reach)
  }

  /// The middles of the windows that a day lies in, as a rule one or none.
  public func middles(around day: CivilDate) -> [CivilDate] {
    spans(from: day, count: 2).filter { $0.first <= day && day <= $0.last }.map { $0.first + reach }
  }

  /// The windows that are not over before a day, in order.
  public func spans(from day: CivilDate, count: Int) -> [VisitSpan] {
    // Days are counted on the calendar, whatever the zone.
    guard let schedule = try? Schedule(middles, zone: .utc) else { return [] }
    let start = ZoneRules.utc.instant(of: CivilDateTime(day - reach, .midnight)) - 1
    return schedule.slots(after: start).prefix(count).map { span(around: $0.day) }
  }

  /// The last window that was over before a day.
  public func span(before day: CivilDate) -> VisitSpan? {
    guard let schedule = try? Schedule(middles, zone: .utc) else { return nil }
    let end = ZoneRules.utc.instant(of: CivilDateTime(day - reach, .midnight))
    return schedule.previous(before: end).map { span(around: $0.day) }
  }

  /// Whether the window around that middle waits for a date.
  public func isOpen(_ span: VisitSpan) -> Bool { !settled.contains(span.first + reach) }
}

/// The days in which one visit is to be.
public struct VisitSpan: Hashable, Sendable {
  public var first: CivilDate
  public var last: CivilDate

  public init(first: CivilDate, last: CivilDate) {
    self.first = first
    self.last = last
  }

  /// `Fri 25 Dec to Thu 31 Dec`; the same whenever it is said.
  public var words: String {
    first == last
      ? Phrase.date(first, near: first)
      : "\(Phrase.date(first, near: first)) to \(Phrase.date(last, near: first))"
  }
}

extension Entry {
  /// The window in which its visits are to be arranged; nil where its times are known.
  public var window: VisitWindow? {
    if case .appointment(let appointment) = detail { appointment.window } else { nil }
  }
}

extension Plan {
  /// `once, Monday 28 December 2026; up to 3 days before or after`, and what is arranged of it.
  func windowText(of entry: Entry, _ window: VisitWindow) -> String {
    var middle = entry
    middle.timing = window.middles
    middle.detail = .appointment(Appointment())
    var plain = timesText(of: middle)
    if let hour = plain.firstRange(of: " at \(VisitWindow.hour)") { plain.removeSubrange(hour) }
    let reach = window.reach == 1 ? "1 day" : "\(window.reach) days"
    let arranged = entry.timing.when.sorted().map { "\(Phrase.date($0.date, near: $0.date)) \($0.time)" }
    return "\(plain); up to \(reach) before or after; "
      + (arranged.isEmpty ? "not arranged yet" : "arranged: \(Phrase.list(arranged))")
  }
}
