public import Almanac

/// What the plan says of the stock of a medicine.
public struct Stock: Hashable, Sendable {
  /// How many there were when this was written; a change of it is a new count from then on.
  public var onHand: StockCount?
  /// How many one dose takes, where the time or the step of a taper does not say otherwise.
  public var perDose: StockCount
  /// What is counted: `capsules`.
  public var unit: String?
  /// When to see to more; nil for a week before the last one.
  public var refillAt: RefillPoint?
  /// The last day on which what was counted may be used.
  public var expires: Expiry?
  /// How many days the pharmacy needs on which it is open.
  public var lead: Int
  /// Weekdays and dates on which it is not.
  public var closed: [ClosedDay]
  /// Where each of them is kept, where that matters.
  public var places: [Place]
  /// From this day on, every year, their use is to be practised.
  public var practice: CivilDate?

  public enum RefillPoint: Hashable, Sendable {
    /// When the rest lasts for no more than so many days.
    case days(Int)
    /// When the rest is enough for no more than so many doses.
    case doses(Int)

    public var words: String {
      switch self {
      case .days(let count): count == 1 ? "1 day" : "\(count) days"
      case .doses(let count): count == 1 ? "1 dose" : "\(count) doses"
      }
    }
  }

  public struct Place: Hashable, Sendable {
    public var name: String
    public var count: StockCount
    public var expires: Expiry?

    public init(name: String, count: StockCount = StockCount(1), expires: Expiry? = nil) {
      self.name = name
      self.count = count
      self.expires = expires
    }
  }

  public init(
    onHand: StockCount? = nil, perDose: StockCount = StockCount(1), unit: String? = nil,
    refillAt: RefillPoint? = nil, expires: Expiry? = nil, lead: Int = 0, closed: [ClosedDay] = [],
    places: [Place] = [], practice: CivilDate? = nil
  ) {
    self.onHand = onHand
    self.perDose = perDose
    self.unit = unit
    self.refillAt = refillAt
    self.expires = expires
    self.lead = lead
    self.closed = closed
    self.places = places
    self.practice = practice
  }

  /// `28 capsules`.
  public func text(_ count: StockCount) -> String { count.description + (unit.map { " \($0)" } ?? "") }

  /// What the plan says, in one phrase: `112 capsules, 4 a dose, refill at 10 days, expires 2027-08`.
  public var words: String {
    var parts: [String] = []
    if let onHand { parts.append(text(onHand) + " on hand") }
    parts += places.map { place in
      "\(text(place.count)) in \(place.name)" + (place.expires.map { " (expires \($0))" } ?? "")
    }
    parts.append("\(perDose) a dose")
    if let refillAt { parts.append("refill at \(refillAt.words)") }
    if let expires { parts.append("expires \(expires)") }
    if lead > 0 { parts.append("the pharmacy needs \(lead == 1 ? "1 day" : "\(lead) days")") }
    if !closed.isEmpty { parts.append("closed \(Phrase.list(closed.map(\.description)))") }
    if let practice { parts.append("practice every year from \(practice)") }
    return parts.joined(separator: ", ")
  }

  /// What the plan counts: one for each place, or one of no place; empty where it names no number.
  public var counts: [Place] {
    if !places.isEmpty { return places }
    return onHand.map { [Place(name: "", count: $0, expires: expires)] } ?? []
  }
}

/// A day on which a pharmacy is closed.
public enum ClosedDay: Hashable, Sendable, LosslessStringConvertible {
  case weekday(Weekday)
  case date(CivilDate)

  /// Reads `sun` or `2026-12-25`.
  public init?(_ text: String) {
    if let date = CivilDate(text) {
      self = .date(date)
    } else if let weekday = Weekday(text) {
      self = .weekday(weekday)
    } else {
      return nil
    }
  }

  public var description: String {
    switch self {
    case .weekday(let weekday): weekday.abbreviation
    case .date(let date): date.description
    }
  }

  func covers(_ date: CivilDate) -> Bool {
    switch self {
    case .weekday(let weekday): date.weekday == weekday
    case .date(let closed): date == closed
    }
  }
}

/// The last day on which something may be used, as it stands on the box: a month or a day.
public struct Expiry: Hashable, Comparable, Sendable, TextCodable {
  /// The last day of the month, where only that is given.
  public var lastDay: CivilDate
  private var isMonth: Bool

  /// Later than any box says.
  static let never = Expiry(lastDay: CivilDate(daysSinceEpoch: .max))

  private init(lastDay: CivilDate) { (self.lastDay, isMonth) = (lastDay, false) }

  /// Reads `2027-08` or `2027-08-15`.
  public init?(_ text: String) {
    if let date = CivilDate(text) {
      (lastDay, isMonth) = (date, false)
    } else if text.utf8.count == 7, let first = CivilDate(text + "-01") {
      lastDay = first + (CivilDate.daysInMonth(year: first.year, month: first.month) - 1)
      isMonth = true
    } else {
      return nil
    }
  }

  public var description: String { isMonth ? String(lastDay.description.prefix(7)) : lastDay.description }

  public static func < (a: Expiry, b: Expiry) -> Bool { a.lastDay < b.lastDay }
}
