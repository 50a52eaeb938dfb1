public import Almanac

/// Holds a plan against its own words and against today.
///
/// Each rule is a function in a file beside this one that returns what it found; it never asks the ledger and never
/// advises. What the plan silences is found all the same and marked.
public struct PlanRules: Sendable {
  public let planner: Planner
  public let now: Instant
  /// How the stocks stand, for whoever has read the log.
  let stock: [StockStanding]

  var plan: Plan { planner.plan }

  /// How far ahead the times of the plan are looked at: two whole cycles of four weeks, and what follows them.
  static let reach: Int64 = 60 * 86_400

  public init(_ planner: Planner, stock: [StockStanding] = [], now: Instant) {
    self.planner = planner
    self.stock = stock
    self.now = now
  }

  /// Everything found, in the order of the plan and of the rules.
  public func findings() -> [RuleFinding] {
    let found = Rule.allCases.flatMap(findings)
    let order = Rule.allCases.enumerated().reduce(into: [:]) { $0[$1.element] = $1.offset }
    return found.map(marked).sorted { a, b in
      let (first, second) = (planner.ranks[a.entry] ?? .max, planner.ranks[b.entry] ?? .max)
      return first != second
        ? first < second : (order[a.rule] ?? 0, a.message) < (order[b.rule] ?? 0, b.message)
    }
  }

  private func findings(of rule: Rule) -> [RuleFinding] {
    switch rule {
    case .twoEntries: twoEntries()
    case .dailyTotal: dailyTotals()
    case .apartFrom: tooClose()
    case .taper: tapers()
    case .endNear: ends()
    case .notApproved: notApproved()
    case .reviewOverdue: reviews()
    case .pastAppointment: pastAppointments()
    case .noContact: withoutContact()
    case .food: foodWindows()
    case .stock: stocks()
    case .toArrange: visitsToArrange()
    case .circle: circles()
    case .escalationLate: lateEscalations()
    }
  }

  private func marked(_ finding: RuleFinding) -> RuleFinding {
    var finding = finding
    finding.silenced = plan.entry(finding.entry)?.silences.first { $0.rule == finding.rule }?.because
    return finding
  }

  // MARK: What the rules have in common

  func zone(of entry: Entry) -> ZoneRules { planner.zones[plan.zoneName(of: entry)] ?? planner.zones.machine }

  /// The date it is where the entry lives.
  func today(of entry: Entry) -> CivilDate { zone(of: entry).local(at: now).date }

  /// `Thu 3 Dec`.
  func day(_ date: CivilDate, of entry: Entry) -> String { Phrase.date(date, near: today(of: entry)) }

  /// Its times from now on, as far as the rules look.
  func coming(_ entry: Entry) -> [TimedSlot] {
    planner.firing[entry.id]?.schedule.slots(after: now, through: now + PlanRules.reach) ?? []
  }

  /// The first and the last date on which the plan may ask for it; nil where there is no such bound.
  func span(of entry: Entry) -> (first: CivilDate?, last: CivilDate?) {
    var last = entry.timing.until
    if let schedule = planner.firing[entry.id]?.schedule, isBounded(entry.timing) {
      last = schedule.previous(before: Instant(.max))?.day ?? last
    }
    return (entry.timing.from ?? entry.timing.cycle?.day1 ?? entry.timing.when.map(\.date).min(), last)
  }

  /// Whether there is a last time of it.
  func isBounded(_ timing: Timing) -> Bool {
    timing.until != nil || timing.count != nil || timing.cycle?.cycles != nil || timing.countdown != nil
      || !timing.when.isEmpty
  }
}
