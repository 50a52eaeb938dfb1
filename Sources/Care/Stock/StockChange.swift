public import Almanac

/// Somebody counted the stock of a medicine, or more of it came: the payload of a `stock` event.
public struct StockChange: Hashable, Sendable, Codable {
  public enum Kind: String, Hashable, Sendable, Codable {
    /// So many there are; what was known before no longer counts.
    case counted
    /// So many came on top.
    case refilled
  }

  public var kind: Kind
  public var count: StockCount
  /// What is counted, as the plan named it then.
  public var unit: String?
  /// From when on doses are taken away from it.
  public var at: Instant
  public var by: String
  public var expires: Expiry?
  /// Where they are; nil for all of them, or where it does not matter.
  public var place: String?
  public var reason: String?
  /// The plan said so.
  public var isOfPlan: Bool?

  public init(
    _ kind: Kind, _ count: StockCount, unit: String? = nil, at: Instant, by: String, expires: Expiry? = nil,
    place: String? = nil, reason: String? = nil, isOfPlan: Bool? = nil
  ) {
    self.kind = kind
    self.count = count
    self.unit = unit
    self.at = at
    self.by = by
    self.expires = expires
    self.place = place
    self.reason = reason
    self.isOfPlan = isOfPlan
  }

  /// `112 capsules`.
  var amount: String { count.description + (unit.map { " \($0)" } ?? "") }
}

extension Entry {
  public var stock: Stock? { medication?.stock }

  /// The counts that the plan makes and the record does not have yet: a change of `on-hand` or of a place is a new count.
  ///
  /// - Parameter events: Those of the entry's stock, oldest first, with those that take one back.
  public func stockCounts(after events: [RecordedEvent], at now: Instant, by: String) -> [StockChange] {
    guard let stock else { return [] }
    var known: [String: StockChange] = [:]
    for event in events {
      guard case .stock(let change) = event.body, change.isOfPlan == true else { continue }
      known[change.place ?? ""] = change
    }
    return stock.counts.compactMap { place in
      let old = known[place.name]
      guard old?.count != place.count || old?.expires != place.expires else { return nil }
      return StockChange(
        .counted, place.count, unit: stock.unit, at: now, by: by, expires: place.expires,
        place: place.name.isEmpty ? nil : place.name, isOfPlan: true)
    }
  }
}
