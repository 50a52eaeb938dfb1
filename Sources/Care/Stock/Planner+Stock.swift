public import Almanac

extension Planner {
  /// How far ahead it is asked how long a stock lasts.
  static let stockReach: Int64 = 731 * 86_400
  /// How far back the pace of a medicine taken as needed is measured.
  public static let paceReach: Int64 = 30 * 86_400

  /// How the stock of an entry stands, by what the plan asks for from now on; nil where the plan keeps none.
  ///
  /// - Parameters:
  ///   - record: What is left by the log.
  ///   - rows: Those the ledger has of the entry from `lookBack` before now on: what is answered takes no more, and what
  ///     is due is still to be taken.
  ///   - uses: What was taken since `paceReach` before now; only of an entry that is taken as needed.
  public func stock(
    of id: EntryID, record: StockRecord, rows: [Occurrence] = [], pause: Pause? = nil,
    uses: [StockRecord.Use] = [], now: Instant
  ) -> StockStanding? {
    guard let entry = plan.entry(id), let stock = entry.stock else { return nil }
    let zone = zones[plan.zoneName(of: entry)] ?? zones.machine
    let today = zone.local(at: now).date
    func standing(_ last: CivilDate?, isByPace: Bool = false, hasDoses: Bool) -> StockStanding {
      StockStanding(
        entry, stock, record, today: today, lastsUntil: last, isByPace: isByPace, hasDoses: hasDoses)
    }
    guard let onHand = record.onHand else { return standing(nil, hasDoses: true) }
    guard let firing = firing[id] else {
      let taken = uses.filter { $0.at > now - Planner.paceReach }.reduce(StockCount.none) { $0 + $1.count }
      guard entry.asNeeded != nil, taken > .none else {
        return standing(nil, hasDoses: entry.asNeeded != nil)
      }
      let days = onHand.thousandths * (Planner.paceReach / 86_400) / taken.thousandths
      return standing(today + Int(min(days, 36_600)), isByPace: true, hasDoses: true)
    }
    var left = onHand
    var (lastFull, hasDoses) = (today - 1, false)
    for use in coming(firing, stock, rows: rows, pause: pause, now: now) {
      hasDoses = true
      guard use.count <= left else {
        // The day is covered when all its doses are.
        return standing(min(lastFull, use.day - 1), hasDoses: true)
      }
      left = left - use.count
      lastFull = use.day
    }
    return standing(nil, hasDoses: hasDoses)
  }

  /// Before anything is recorded: the plan's own numbers, as of now.
  public func uncounted(now: Instant) -> [StockStanding] {
    plan.entries.compactMap { entry in
      entry.stock.flatMap { stock(of: entry.id, record: StockRecord($0, at: now), now: now) }
    }
  }

  /// What is still to be taken, oldest first: what is due and not answered, and what the plan has from now on.
  private func coming(
    _ entry: FiringEntry, _ stock: Stock, rows: [Occurrence], pause: Pause?, now: Instant
  ) -> some Sequence<(day: CivilDate, count: StockCount)> {
    let open = rows.filter { $0.state.isOpen && $0.facts.instant <= now && $0.phase(at: now) != .missed }
    let due = open.map { (day: $0.facts.key.day, count: $0.facts.uses ?? stock.perDose) }
    let answered = Set(rows.filter { $0.state.answer != nil }.map(\.facts.key))
    let later = entry.schedule.rawSlots(after: now).lazy.prefix { $0.instant - now <= Planner.stockReach }
      .filter { slot in
        if pause?.covers(slot.instant) ?? false { return false }
        guard !answered.isEmpty else { return true }
        return !answered.contains(
          OccurrenceKey(entry: entry.entry.id, day: slot.day, slot: entry.schedule.name(of: slot)))
      }
      .map { slot in
        (day: slot.day, count: entry.uses(on: slot.day, slot: entry.schedule.name(of: slot)) ?? stock.perDose)
      }
    return Joined(first: due, rest: later)
  }
}

/// One sequence after another one.
private struct Joined<Rest: Sequence>: Sequence {
  let first: [Rest.Element]
  let rest: Rest

  func makeIterator() -> AnyIterator<Rest.Element> {
    var (head, tail) = (first.makeIterator(), rest.makeIterator())
    return AnyIterator { head.next() ?? tail.next() }
  }
}
