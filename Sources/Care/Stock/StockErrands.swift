public import Almanac

/// What the stock of a medicine asks of somebody, and on which day.
public struct StockErrands: Hashable, Sendable {
  /// When to see to more.
  public var refill: CivilDate?
  /// When to look at what is about to expire, and what that is: "what expires after 2027-03 (handbag)".
  public var expiry: Errand?

  public struct Errand: Hashable, Sendable {
    public let day: CivilDate
    public let what: String

    public init(day: CivilDate, what: String) {
      self.day = day
      self.what = what
    }
  }

  public init(refill: CivilDate? = nil, expiry: Errand? = nil) {
    self.refill = refill
    self.expiry = expiry
  }

  /// When a day is all that is known: while shops and pharmacies are open.
  static let time = ClockTime(hour: 10, minute: 0) ?? .midnight

  public static let none = StockErrands()
}

extension StockStanding {
  /// What it asks for, by what the log says is left.
  ///
  /// A day that has come stays: it does not move on with every dose.
  ///
  /// - Parameters:
  ///   - refillsAsked: The days on which more was asked for since somebody last counted or brought some.
  ///   - expiriesAsked: The same of what expires.
  ///   - local: Now, where the person lives.
  public func errands(
    refillsAsked: [CivilDate], expiriesAsked: [CivilDate], at local: CivilDateTime
  ) -> StockErrands {
    var errands = StockErrands()
    if hasDoses, onHand != nil, let from = isLow ? local.date : refillFrom {
      errands.refill = StockStanding.day(from, asked: refillsAsked, at: local)
    }
    if let expires = record.expires {
      let place = record.left.first?.place.map { " (\($0))" } ?? ""
      errands.expiry = StockErrands.Errand(
        day: StockStanding.day(
          expires.lastDay - StockStanding.expiryNotice, asked: expiriesAsked, at: local),
        what: "what expires after \(expires)\(place)")
    }
    return errands
  }

  private static func day(
    _ wanted: CivilDate, asked: [CivilDate], at local: CivilDateTime
  ) -> CivilDate {
    let next = local.time < StockErrands.time ? local.date : local.date + 1
    if wanted >= next { return wanted }
    return asked.max() ?? next
  }
}

extension Planner {
  /// What a stock asks for; see `StockStanding.errands`.
  public func errands(
    _ standing: StockStanding, refillsAsked: [CivilDate] = [], expiriesAsked: [CivilDate] = [], now: Instant
  ) -> StockErrands {
    let zone = plan.entry(standing.entry).flatMap { zones[plan.zoneName(of: $0)] } ?? zones.machine
    return standing.errands(
      refillsAsked: refillsAsked, expiriesAsked: expiriesAsked, at: zone.local(at: now))
  }

  /// What the stocks ask for before anything is recorded: as if somebody had counted just now.
  public func uncountedErrands(now: Instant) -> [EntryID: StockErrands] {
    Dictionary(uncounted(now: now).map { ($0.entry, errands($0, now: now)) }) { $1 }
  }
}
