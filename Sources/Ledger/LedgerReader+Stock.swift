public import Almanac
public import Care
import GRDB

extension LedgerReader {
  /// The counts and refills of an entry's stock, oldest first, with those that take one back.
  public func stockEvents(of entry: EntryID) throws -> [RecordedEvent] {
    try events(named: entry, and: "occurrence IS NULL AND kind IN ('stock', 'undone')")
  }

  /// What was taken of an entry since an instant, each with how many went.
  ///
  /// - Parameter perDose: For doses whose row does not say.
  public func stockUses(of entry: EntryID, since: Instant, perDose: StockCount) throws -> [StockRecord.Use] {
    try occurrences("WHERE entry = ? AND takenAt >= ?", [entry.text, since.secondsSinceEpoch]).compactMap {
      guard let answer = $0.state.answer, answer.outcome.isIntake else { return nil }
      return StockRecord.Use(at: answer.happenedAt, count: $0.facts.uses ?? perDose)
    }
  }

  /// How the stock of an entry stands; nil where the plan keeps none.
  public func stock(of entry: Entry, in planner: Planner, now: Instant) throws -> StockStanding? {
    guard let stock = entry.stock else { return nil }
    let events = try stockEvents(of: entry.id)
    let counts = events.compactMap { event -> Instant? in
      if case .stock(let change) = event.body { change.at } else { nil }
    }
    let pace = now - Planner.paceReach
    let uses = try stockUses(of: entry.id, since: min(counts.min() ?? now, pace), perDose: stock.perDose)
    // A plan that nobody has taken up yet counts from now.
    let record = events.isEmpty ? StockRecord(stock, at: now) : StockRecord(events, uses: uses)
    let rows = try occurrences(
      "WHERE entry = ? AND instant >= ?", [entry.id.text, (now - Planner.lookBack.seconds).secondsSinceEpoch])
    return planner.stock(
      of: entry.id, record: record, rows: rows, pause: try pauses(endingAfter: now)[entry.id], uses: uses,
      now: now)
  }

  /// How every stock stands that the plan keeps, in its order.
  public func stocks(in planner: Planner, now: Instant) throws -> [StockStanding] {
    try planner.plan.entries.compactMap { $0.stock == nil ? nil : try stock(of: $0, in: planner, now: now) }
  }

  /// What the stocks ask for that the plan keeps.
  ///
  /// - Parameter ids: Nil asks for all; entries without a stock are passed over.
  public func errands(
    of ids: Set<EntryID>? = nil, in planner: Planner, now: Instant
  ) throws -> [EntryID: StockErrands] {
    var errands: [EntryID: StockErrands] = [:]
    for entry in planner.plan.entries where ids?.contains(entry.id) ?? true {
      guard let standing = try stock(of: entry, in: planner, now: now) else { continue }
      let changed = try stockEvents(of: entry.id).last?.stamp.at
      errands[entry.id] = planner.errands(
        standing, refillsAsked: try daysAsked("refill", of: entry, since: changed),
        expiriesAsked: try daysAsked("expiry", of: entry, since: changed), now: now)
    }
    return errands
  }

  /// The days on which a step of an entry has an occurrence.
  private func daysAsked(_ step: String, of entry: Entry, since: Instant?) throws -> [CivilDate] {
    guard let step = EntryID(entry.id, step: step) else { return [] }
    return try occurrences(of: step).filter { row in
      row.state.withdrawn == nil && since.map { row.facts.instant > $0 } ?? true
    }.map(\.facts.key.day)
  }
}
