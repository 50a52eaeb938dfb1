import Almanac

/// Which rows of an entry stand for a slot of its timing, by day and name.
///
/// Both come in time order and nearly always pair one by one: only what stands at another time is looked for by name.
struct SlotRows {
  /// The row of each slot that stands at the very time of it, by its index.
  private(set) var rowOfSlot: [Int?]
  /// The rows later than `start` that stand for no slot, by their index.
  private(set) var strays: [Int] = []
  /// Those of them whose slot went over to the day before or after: breakfast, when it is moved before the waking up with
  /// which the day begins.
  private(set) var shifted: [Int] = []

  init(_ slots: [TimedSlot], rows: [Occurrence], start: Instant, entry: EntryID) {
    rowOfSlot = Array(repeating: nil, count: slots.count)
    var hasSlot = Array(repeating: false, count: rows.count)
    var next = 0
    for (index, slot) in slots.enumerated() {
      while next < rows.count, rows[next].facts.instant < slot.instant { next += 1 }
      var row = next
      while row < rows.count, rows[row].facts.instant == slot.instant {
        if !hasSlot[row], rows[row].facts.key.day == slot.day, rows[row].facts.key.slot == slot.slot {
          (rowOfSlot[index], hasSlot[row]) = (row, true)
          break
        }
        row += 1
      }
    }
    let others = rows.indices.filter { !hasSlot[$0] && rows[$0].facts.instant > start }
    guard !others.isEmpty else { return }
    let bySlot = Dictionary(
      slots.map { (OccurrenceKey(entry: entry, day: $0.day, slot: $0.slot), $0) }, uniquingKeysWith: { $1 })
    strays = others.filter { bySlot[rows[$0].facts.key] == nil }
    shifted = others.filter { row in
      bySlot[rows[row].facts.key].map { rows[row].isShifted(from: $0) } ?? false
    }
  }
}

extension Occurrence {
  /// Its slot is a day away, for it counts to another day now than when the row was written.
  ///
  /// A journey moves the hours as well, but not the day that a time counts to.
  func isShifted(from slot: TimedSlot) -> Bool {
    abs(slot.instant - facts.instant) > 43_200
      && facts.nominal.date - facts.key.day != slot.local.date - slot.day
  }
}
