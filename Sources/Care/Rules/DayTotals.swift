import Almanac

/// What the plan asks for of one medicine on each day, against a written maximum.
struct DayTotals {
  private let most: Amount
  private let person: (zone: ZoneRules, moments: DayMoments)
  private let rules: PlanRules
  private var totals: [CivilDate: AmountSum] = [:]
  /// Which entries are in the total of each day.
  private var sources: [CivilDate: Set<EntryID>] = [:]
  /// A dose that cannot be added up with the maximum.
  private var stranger: (entry: Entry, amount: String)?

  init(
    _ rules: PlanRules, _ entries: [Entry], against most: Amount, zone: ZoneRules, _ moments: DayMoments
  ) {
    self.rules = rules
    self.most = most
    person = (zone, moments)
    for entry in entries where entry.asNeeded == nil { add(entry) }
    for entry in entries where entry.asNeeded != nil { addAllowed(entry) }
  }

  private mutating func add(_ entry: Entry) {
    guard let medication = entry.medication else { return }
    for slot in rules.coming(entry) {
      let dose = medication.dose(on: slot.day, slot: slot.slot, from: entry.timing.from)
      let day = PersonDay.date(at: slot.instant, moments: person.moments, zone: person.zone)
      add(dose, times: 1, on: day, of: entry)
    }
  }

  /// What is taken as needed comes on top on every day, as far as its own limit lets it.
  private mutating func addAllowed(_ entry: Entry) {
    guard let medication = entry.medication, let times = entry.asNeeded?.maxPer24h else { return }
    let today = PersonDay.date(at: rules.now, moments: person.moments, zone: person.zone)
    for day in Set(totals.keys).union([today]) {
      if let from = entry.timing.from, day < from { continue }
      if let until = entry.timing.until, day > until { continue }
      add(Dose(amount: medication.dose, text: medication.doseText), times: times, on: day, of: entry)
    }
  }

  private mutating func add(_ dose: Dose, times: Int, on day: CivilDate, of entry: Entry) {
    var total = totals[day] ?? AmountSum(of: most)
    guard let amount = dose.amount, total.add(amount, times: times) else {
      if stranger == nil { stranger = (entry, dose.words ?? "no amount") }
      return
    }
    totals[day] = total
    sources[day, default: []].insert(entry.id)
  }

  /// The first day that has too much; else that it cannot be told.
  func finding(_ entry: Entry) -> RuleFinding? {
    let over = totals.filter { $0.value.exceeds(most) }
    if let first = over.min(by: { $0.key < $1.key }) {
      let others = (sources[first.key] ?? []).subtracting([entry.id]).sorted().map(\.text)
      let beside = others.isEmpty ? "" : " together with \(Phrase.list(others))"
      let more = over.count > 1 ? " and on \(over.count - 1) more of the next 60 days" : ""
      return RuleFinding(
        .dailyTotal, entry.id,
        "comes to \(first.value)\(beside) on \(rules.day(first.key, of: entry))\(more); the plan says at most \(most) a day"
      )
    }
    return stranger.map { stranger in
      let whose = stranger.entry.id == entry.id ? "a dose" : "a dose of \(stranger.entry.id)"
      return RuleFinding(
        .dailyTotal, entry.id,
        "cannot be held against at most \(most) a day: \(whose) is \(stranger.amount)")
    }
  }
}

/// A sum of amounts, exact, in the unit of a maximum.
struct AmountSum: CustomStringConvertible {
  private let unit: String
  /// In millionths of the unit.
  private var millionths: Int64 = 0

  init(of most: Amount) { unit = most.unit }

  /// False for an amount of another kind of unit.
  mutating func add(_ amount: Amount, times: Int) -> Bool {
    guard let one = AmountSum.millionths(amount, in: unit) else { return false }
    let (product, isTooMuch) = one.multipliedReportingOverflow(by: Int64(times))
    let (sum, overflows) = millionths.addingReportingOverflow(product)
    guard !isTooMuch, !overflows else { return false }
    millionths = sum
    return true
  }

  func exceeds(_ most: Amount) -> Bool {
    AmountSum.millionths(most, in: unit).map { millionths > $0 } ?? false
  }

  var description: String {
    var (digits, decimals) = (millionths, 6)
    while decimals > 0, digits % 10 == 0 { (digits, decimals) = (digits / 10, decimals - 1) }
    return Amount(digits: digits, decimals: decimals, unit: unit).description
  }

  private static func millionths(_ amount: Amount, in unit: String) -> Int64? {
    guard let from = scale(amount.unit), let to = scale(unit), from.kind == to.kind else { return nil }
    var value = amount.digits
    var power = 6 - amount.decimals + from.power - to.power
    while power > 0 {
      let (product, overflows) = value.multipliedReportingOverflow(by: 10)
      guard !overflows else { return nil }
      (value, power) = (product, power - 1)
    }
    while power < 0 {
      guard value % 10 == 0 else { return nil }
      (value, power) = (value / 10, power + 1)
    }
    return value
  }

  /// What a unit measures, and how many tens it is of the smallest such; any other unit stands for itself.
  private static func scale(_ unit: String) -> (kind: String, power: Int)? {
    switch unit.lowercased() {
    case "g": ("mass", 6)
    case "mg": ("mass", 3)
    case "µg", "μg", "ug", "mcg": ("mass", 0)
    case "l": ("volume", 3)
    case "ml": ("volume", 0)
    // "1 tablet" and "2 tablets".
    case let other: (other.hasSuffix("s") ? String(other.dropLast()) : other, 0)
    }
  }
}
