import Almanac
import Care

extension Checks {
  /// What is left of a medicine is what was counted and came, less what was taken since, whoever adds it up.
  func checkStocks(_ life: Life) throws {
    let changes = life.ledger.events.filter { event in
      guard event.occurrence == nil, event.entry != nil else { return false }
      switch event.body {
      case .stock, .undone: return true
      default: return false
      }
    }
    for (entry, events) in Dictionary(grouping: changes, by: \.entry) {
      let taken = (entry.flatMap { byEntry[$0] } ?? []).compactMap { shadow -> StockRecord.Use? in
        guard let answer = shadow.answer, [.taken, .takenNotKept].contains(answer.outcome),
          let count = shadow.facts.uses
        else { return nil }
        return StockRecord.Use(at: answer.happenedAt, count: count)
      }
      let record = StockRecord(events, uses: taken)
      let (left, beyond) = addUp(events, taken)
      let onHand = record.onHand?.thousandths
      try require(onHand == left, "\(left ?? -1) are left, not \(onHand ?? -1)")
      try require(record.beyond.thousandths == beyond, "\(beyond) too many were taken, not \(record.beyond)")
    }
  }

  /// One pool: what was there before a dose, less what had been taken by then.
  private func addUp(_ events: [RecordedEvent], _ uses: [StockRecord.Use]) -> (left: Int64?, beyond: Int64) {
    var pools: [(since: Instant, count: Int64)] = []
    // Forward: what an undo takes back counts no more, and if that was an undo, what it took back counts again.
    var counts: [Int64: Bool] = [:]
    func set(_ number: Int64, _ isInForce: Bool) {
      counts[number] = isInForce
      if case .undone(let other)? = events.first(where: { $0.number == number })?.body {
        set(other, !isInForce)
      }
    }
    for event in events { set(event.number, true) }
    for event in events where counts[event.number] ?? false {
      guard case .stock(let change) = event.body else { continue }
      if change.kind == .counted { pools = [] }
      pools.append((change.at, change.count.thousandths))
    }
    var (taken, beyond): (Int64, Int64) = (0, 0)
    for use in uses.sorted(by: { $0.at < $1.at }) {
      guard pools.contains(where: { $0.since < use.at }) else { continue }
      let there = pools.filter { $0.since < use.at }.reduce(0) { $0 + $1.count } - taken
      taken += min(there, use.count.thousandths)
      beyond += max(0, use.count.thousandths - there)
    }
    // Where no count stands any more, nobody knows what is left.
    return (pools.isEmpty ? nil : pools.reduce(0) { $0 + $1.count } - taken, beyond)
  }
}
