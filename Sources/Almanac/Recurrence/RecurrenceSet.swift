/// What an iCalendar component says about when it happens: DTSTART, rules, extra dates and exceptions, in a zone.
///
/// DTSTART bounds the rules and fills in what they leave unsaid. Where it does not match them it is neither returned
/// nor counted; where there are no rules it is itself an occurrence.
///
/// Rules of days and longer follow the wall clock: a time in a spring gap is read with the offset before the gap, one
/// in an autumn overlap is the first. Rules of hours and less follow elapsed time. Occurrences are a set of instants:
/// strictly ascending, each once, none after the year 9999.
public struct RecurrenceSet: Sendable {
  public let start: CalendarTime
  /// Nil means floating: counted as if in UTC.
  public let zone: ZoneRules?
  public let rules: [RecurrenceRule]
  let clock: ZoneRules
  let startInstant: Int64
  /// One for each rule that follows the wall clock; nil for those of hours and less.
  let plans: [RulePlan?]
  /// Ascending.
  let additions: [Int64]
  /// Ascending.
  let exceptions: [Int64]
  /// Days on which nothing of the set falls, in the zone, as day numbers, ascending.
  let exceptedDays: [Int32]

  /// Makes a set of DTSTART (`start`), RRULEs, RDATEs (`additions`) and EXDATEs (`exceptions`).
  ///
  /// Local times are read in `zone`; nil is floating. A `start` in UTC makes the whole set count in UTC, whatever the
  /// zone. An exception that is a date takes away everything on that day.
  public init(
    start: CalendarTime, zone: ZoneRules? = nil, rules: [RecurrenceRule] = [], additions: [CalendarTime] = [],
    exceptions: [CalendarTime] = []
  ) {
    self.start = start
    self.zone = zone
    self.rules = rules
    var isDate = false
    if case .date = start { isDate = true }
    if case .utc = start { clock = .utc } else { clock = zone ?? .utc }
    let clock = clock
    startInstant = clock.instant(start)
    plans = Self.plans(rules, start, clock)
    self.additions = (rules.isEmpty ? additions + [start] : additions).map(clock.instant).sorted()
    var days: [Int32] = []
    var instants: [Int64] = []
    for exception in exceptions {
      if case .date(let date) = exception, !isDate {
        days.append(date.daysSinceEpoch)
      } else {
        instants.append(clock.instant(exception))
      }
    }
    exceptedDays = days.sorted()
    self.exceptions = instants.sorted()
  }

  /// A set with other rules, all else the same.
  init(_ set: RecurrenceSet, rules: [RecurrenceRule]) {
    start = set.start
    zone = set.zone
    self.rules = rules
    clock = set.clock
    startInstant = set.startInstant
    plans = Self.plans(rules, start, clock)
    additions = set.additions
    exceptions = set.exceptions
    exceptedDays = set.exceptedDays
  }

  private static func plans(
    _ rules: [RecurrenceRule], _ start: CalendarTime, _ clock: ZoneRules
  ) -> [RulePlan?] {
    let isDate = if case .date = start { true } else { false }
    return rules.map { rule in
      isDate || rule.frequency >= .daily || clock.table.neverChanges
        ? RulePlan(rule, start: start.wallSeconds, isDate: isDate) : nil
    }
  }
}

extension RecurrenceSet {
  /// The instant of a calendar time as this set reads it: local forms in its zone, a date as its midnight.
  public func instant(of time: CalendarTime) -> Instant { Instant(clock.instant(time)) }
}

extension ZoneRules {
  /// The instant of a calendar time, its local forms read in this zone and a date as its midnight.
  fileprivate func instant(_ time: CalendarTime) -> Int64 {
    if case .utc(let instant) = time { return instant.secondsSinceEpoch }
    return instant(of: CivilDateTime(wallSeconds: time.wallSeconds)).secondsSinceEpoch
  }
}

extension ZoneTable {
  /// One offset for all time.
  var neverChanges: Bool { smallestOffset == largestOffset }
}
