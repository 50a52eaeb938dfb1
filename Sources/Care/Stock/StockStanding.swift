public import Almanac

/// How the stock of a medicine stands today: what is left, how long it lasts, and when to see to more.
public struct StockStanding: Hashable, Sendable {
  public let entry: EntryID
  public let name: String
  public let person: String?
  public let stock: Stock
  public let record: StockRecord
  public let today: CivilDate
  /// The last day whose doses it is all enough for; nil where it outlasts the plan, or two years.
  public let lastsUntil: CivilDate?
  /// It is taken as needed, so that the day comes from the pace of the last 30 days.
  public let isByPace: Bool
  /// Whether the plan has a dose still to come.
  public let hasDoses: Bool
  /// When to see to more, on a day on which the pharmacy is open; nil where it lasts.
  public let refillFrom: CivilDate?
  /// The last day on which an order is ready in time.
  public let refillBy: CivilDate?

  init(
    _ entry: Entry, _ stock: Stock, _ record: StockRecord, today: CivilDate, lastsUntil: CivilDate?,
    isByPace: Bool, hasDoses: Bool
  ) {
    self.entry = entry.id
    name = entry.name
    person = entry.person
    self.stock = stock
    self.record = record
    self.today = today
    self.lastsUntil = lastsUntil
    self.isByPace = isByPace
    self.hasDoses = hasDoses
    let days = lastsUntil.map(stock.refillDays)
    refillBy = days?.by
    refillFrom = days?.from
  }

  public var onHand: StockCount? { record.onHand }

  /// There is not enough for one dose.
  public var isOut: Bool {
    onHand.map { hasDoses && $0 < max(stock.perDose, StockCount(thousandths: 1)) } ?? false
  }

  /// It is time to see to more.
  public var isLow: Bool {
    guard let onHand, hasDoses else { return false }
    if isOut { return true }
    if case .doses(let count)? = stock.refillAt { return onHand <= stock.perDose * Int64(count) }
    return refillFrom.map { $0 <= today } ?? false
  }

  /// How long before it expires it is said.
  static let expiryNotice = 30

  /// Some of what is left has expired.
  public var isExpired: Bool { record.expires.map { $0.lastDay < today } ?? false }

  /// Some of what is left expires within 30 days.
  public var expiresSoon: Bool {
    record.expires.map { !isExpired && $0.lastDay - today <= StockStanding.expiryNotice } ?? false
  }

  /// Something of it needs somebody.
  public var needsAttention: Bool { isLow || isExpired || expiresSoon || record.beyond > .none }

  /// What needs somebody, the worst first; empty where nothing does.
  public var warnings: [String] {
    var words: [String] = []
    if record.beyond > .none {
      words.append(
        "\(stock.text(record.beyond)) more taken than counted: count again with tend stock \(entry) set N")
    }
    if isOut {
      words.append("not enough left for one dose")
    } else if isLow {
      words.append(refillWords)
    }
    if let expires = record.expires {
      let place = record.left.first?.place.map { " (\($0))" } ?? ""
      if isExpired { words.append("expired after \(expires)\(place)") }
      if expiresSoon { words.append("expires after \(expires)\(place)") }
    }
    return words
  }

  private var refillWords: String {
    guard let refillBy else { return "see to more" }
    let day = Phrase.date(refillBy, near: today)
    return refillBy < today ? "see to more now: \(day) was the last day to be in time" : "refill by \(day)"
  }

  /// `28 capsules, until Wed 9 Dec`; `nobody has counted it`.
  public var words: String {
    guard let onHand else { return "nobody has counted it" }
    var text = stock.text(onHand)
    if let lastsUntil, !isOut {
      text += ", until \(isByPace ? "about " : "")\(Phrase.date(lastsUntil, near: today))"
    }
    return text
  }
}

extension Stock {
  /// A week, where the plan does not say.
  static let refillDays = 7

  /// When to see to more of what lasts until a day: from when on, and by when at the latest.
  ///
  /// Both are days on which the pharmacy is open. What is ordered by the latest is there on the last covered day: the
  /// pharmacy needs its lead in days on which it is open, after the day of the order.
  func refillDays(before lastDay: CivilDate) -> (from: CivilDate, by: CivilDate) {
    var by = openDay(atOrBefore: lastDay)
    for _ in 0..<lead { by = openDay(atOrBefore: by - 1) }
    let days = if case .days(let count)? = refillAt { count } else { Stock.refillDays }
    return (min(by, openDay(atOrBefore: lastDay - days)), by)
  }

  private func openDay(atOrBefore day: CivilDate) -> CivilDate {
    // A pharmacy that is closed for two months has no day to go by.
    for back in 0...60 where !closed.contains(where: { $0.covers(day - back) }) { return day - back }
    return day
  }
}
