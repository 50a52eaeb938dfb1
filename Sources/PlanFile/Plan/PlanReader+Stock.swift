import Almanac
import Care

// `stock`: what there is of a medicine, how long an order takes, and where it lies.

extension PlanReader {
  private static let stock = "{ on-hand = 112, per-dose = 4, refill-at = \"10 days\", expires = \"2027-08\" }"
  private static let place = "{ place = \"handbag\", expires = \"2027-03\" }"

  func stock(_ table: Int, _ reader: FieldReader) -> Stock? {
    guard isTable(table, PlanReader.stock, reader) else { return nil }
    var stock = Stock()
    for (key, node) in reader.keys(StockKey.self, of: table) {
      switch key {
      case .onHand: stock.onHand = stockCount(node, reader)
      case .perDose: stock.perDose = perDose(node, reader) ?? stock.perDose
      case .unit: stock.unit = reader.text(node, example: "capsules")
      case .refillAt: stock.refillAt = refillPoint(node, reader)
      case .expires: stock.expires = expiry(node, reader)
      case .lead: stock.lead = lead(node, reader)
      case .closed: stock.closed = closedDays(node, reader)
      case .places: stock.places = places(node, reader)
      case .practice: stock.practice = reader.date(node)
      }
    }
    guard !stock.places.isEmpty else { return stock }
    for key in ["on-hand", "expires"] {
      guard let node = reader.document.child(table, key) else { continue }
      reader.error(key: node, "\"\(key)\" cannot stand beside \"places\", which say it of each place")
    }
    return stock
  }

  /// How many one dose takes; more than none.
  func perDose(_ node: Int, _ reader: FieldReader) -> StockCount? {
    guard let count = stockCount(node, reader) else { return nil }
    guard count > .none else {
      reader.error(value: node, "\"per-dose\" is 0; it is how many one dose takes")
      return nil
    }
    return count
  }

  /// A whole number, or a text with a fraction: `112`, `"0.5"`.
  private func stockCount(_ node: Int, _ reader: FieldReader) -> StockCount? {
    if reader.kind(node) == .integer {
      return reader.integer(node, in: 0...1_000_000).map { StockCount(Int64($0)) }
    }
    guard reader.kind(node) == .string else {
      reader.error(
        value: node,
        "\(reader.name(node)) takes a whole number such as 112, or a fraction in quotes such as \"0.5\", "
          + "not \(reader.kindWord(node))")
      return nil
    }
    guard let text = reader.text(node, example: "0.5") else { return nil }
    if let count = StockCount(text) { return count }
    reader.error(value: node, "\"\(text)\" is not a number such as 112 or \"0.5\"")
    return nil
  }

  private func refillPoint(_ node: Int, _ reader: FieldReader) -> Stock.RefillPoint? {
    guard let text = reader.text(node, example: "10 days") else { return nil }
    switch Timing.Step(text) {
    case .days(let days)?: return .days(days)
    case .weeks(let weeks)?: return .days(weeks * 7)
    default: break
    }
    let words = text.split(separator: " ")
    if words.count == 2, ["dose", "doses"].contains(words[1]), let count = Int(words[0]),
      (1...10_000).contains(count)
    {
      return .doses(count)
    }
    reader.error(value: node, "\"\(text)\" is not a rest such as \"10 days\", \"2 weeks\" or \"2 doses\"")
    return nil
  }

  private func expiry(_ node: Int, _ reader: FieldReader) -> Expiry? {
    guard let text = reader.text(node, example: "2027-08") else { return nil }
    if let expiry = Expiry(text) { return expiry }
    reader.error(
      value: node, "\"\(text)\" is not a month or a date such as \"2027-08\" or \"2027-08-15\"")
    return nil
  }

  private func lead(_ node: Int, _ reader: FieldReader) -> Int {
    guard let text = reader.text(node, example: "3 days") else { return 0 }
    if case .days(let days)? = Timing.Step(text), days <= 60 { return days }
    reader.error(value: node, "\"\(text)\" is not a number of days such as \"3 days\", at most 60")
    return 0
  }

  private func closedDays(_ node: Int, _ reader: FieldReader) -> [ClosedDay] {
    let days: [ClosedDay] = reader.list(node, example: "[\"sun\", \"2026-12-25\"]") { text, node in
      if let day = ClosedDay(text) { return day }
      reader.error(
        value: node, "\"\(text)\" is not a weekday or a date such as \"sun\" or \"2026-12-25\"",
        suggestion: Nearest.match(text, among: Weekday.allCases.map(\.abbreviation)))
      return nil
    }
    if Weekday.allCases.allSatisfy({ days.contains(.weekday($0)) }) {
      reader.error(value: node, "\"closed\" leaves no day on which anything can be fetched")
    }
    return days
  }

  private func places(_ node: Int, _ reader: FieldReader) -> [Stock.Place] {
    guard reader.kind(node) == .array, reader.document.nodes[node].childCount > 0 else {
      let found = reader.kind(node) == .array ? "an empty list" : reader.kindWord(node)
      reader.error(
        value: node, "\"places\" takes a list of tables such as [\(PlanReader.place)], not \(found)")
      return []
    }
    var places: [Stock.Place] = []
    for table in reader.document.children(node) {
      guard let place = place(table, reader) else { continue }
      if places.contains(where: { $0.name == place.name }) {
        reader.error(value: table, "\"\(place.name)\" is in \"places\" twice")
      } else {
        places.append(place)
      }
    }
    return places
  }

  private func place(_ table: Int, _ reader: FieldReader) -> Stock.Place? {
    guard isTable(table, PlanReader.place, reader) else { return nil }
    var (name, count, expires) = (String?.none, StockCount(1), Expiry?.none)
    for (key, node) in reader.keys(PlaceKey.self, of: table) {
      switch key {
      case .place: name = reader.text(node, example: "handbag")
      case .count: count = stockCount(node, reader) ?? count
      case .expires: expires = expiry(node, reader)
      }
    }
    require(["place": "\"handbag\""], in: table, reader)
    return name.map { Stock.Place(name: $0, count: count, expires: expires) }
  }
}
