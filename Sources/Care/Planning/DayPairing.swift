import Almanac

/// Which slots of a changed timing the rows of the same day already stand for (DESIGN.md §5, occurrence identity).
///
/// The times of an `every` in hours and minutes belong to no day: there a row stands for the slot that is no further
/// away than half the step, whatever the date.
struct DayPairing {
  /// Slots that need no row: the day's dose was answered, or told, under another slot.
  ///
  /// So moving 08:00 to 09:00 at half past eight does not ring again at nine.
  private(set) var satisfied: Set<OccurrenceKey> = []
  /// Rows still to come that stay, though the timing has their slot no longer: the slot they became had
  /// passed when the plan was changed.
  ///
  /// So moving 20:00 to 19:00 at half past seven does not lose this evening.
  private(set) var kept: Set<OccurrenceKey> = []

  /// Rows still to come that go, for the slot that has their time now counts to another day.
  private(set) var replaced: Set<OccurrenceKey> = []

  private typealias Slot = (key: OccurrenceKey, instant: Instant)

  /// Nothing to pair.
  init() {}

  /// - Parameters:
  ///   - slots: What the timing says of the days around now, in time order.
  ///   - rows: The rows of the same entry.
  ///   - lower: Slots up to here get no row any more.
  ///   - step: Of an `every` in hours and minutes.
  init(_ slots: [TimedSlot], rows: [Occurrence], lower: Instant, step: TimeSpan?) {
    // A dose taken as needed stands for no time of the plan.
    let rows = rows.filter(\.facts.isPlanned)
    guard let entry = rows.first?.facts.key.entry else { return }
    if rows.count <= 16, !rows.contains(where: { DayPairing.isStray($0.facts.key, among: slots) }) { return }
    let slots = slots.map { slot -> Slot in
      (OccurrenceKey(entry: entry, day: slot.day, slot: slot.slot), slot.instant)
    }
    let taken = Set(rows.filter { !$0.isClosedByPlan }.map(\.facts.key))
    if let step {
      pair(slots, rows, taken: taken, lower: lower, reach: step.seconds / 2)
      return
    }
    let slotsByDay = Dictionary(grouping: slots, by: \.key.day)
    for (day, rows) in Dictionary(grouping: rows, by: \.facts.key.day) {
      if let slots = slotsByDay[day] { pair(slots, rows, taken: taken, lower: lower, reach: .max) }
    }
  }

  /// Pairs those whose slot went over to another day with the slot of that name which has their time now.
  ///
  /// So moving breakfast from before the waking up to after it does not ring again the same morning.
  mutating func pair(shifted rows: [Occurrence], _ slots: [TimedSlot], lower: Instant) {
    for row in rows {
      let entry = row.facts.key.entry
      let now = slots.first {
        $0.slot == row.facts.key.slot && $0.day != row.facts.key.day
          && abs($0.instant - row.facts.instant) <= 43_200
      }
      guard let now else { continue }
      if row.pinsItsSlot {
        satisfied.insert(OccurrenceKey(entry: entry, day: now.day, slot: now.slot))
      } else if row.followsPlan, row.facts.instant > lower {
        replaced.insert(row.facts.key)
      }
    }
  }

  /// Whether no slot has its name.
  ///
  /// Without such a row there is nothing to pair, and nearly always there is none.
  private static func isStray(_ key: OccurrenceKey, among slots: [TimedSlot]) -> Bool {
    !slots.contains { $0.day == key.day && $0.slot == key.slot }
  }

  private mutating func pair(
    _ slots: [Slot], _ rows: [Occurrence], taken: Set<OccurrenceKey>, lower: Instant, reach: Int64
  ) {
    let names = Set(slots.map(\.key))
    let strays = rows.filter { !names.contains($0.facts.key) }.sorted { $0.facts.instant < $1.facts.instant }
    guard !strays.isEmpty else { return }
    let free = slots.filter { !taken.contains($0.key) }
    var ahead = free[...]
    for row in strays where row.pinsItsSlot {
      guard let nearest = DayPairing.nearest(to: row, in: ahead, reach: reach) else { continue }
      satisfied.insert(free[nearest].key)
      ahead = free[(nearest + 1)...]
    }
    var passed = free.filter { $0.instant <= lower && !satisfied.contains($0.key) }
    for row in strays where row.followsPlan && row.facts.instant > lower {
      guard let nearest = DayPairing.nearest(to: row, in: passed[...], reach: reach) else { continue }
      passed.remove(at: nearest)
      kept.insert(row.facts.key)
    }
  }

  /// Of slots in time order the one nearest to a row, the earlier of two that are equally near.
  private static func nearest(to row: Occurrence, in slots: ArraySlice<Slot>, reach: Int64) -> Int? {
    let after = slots.partitioningIndex { $0.instant >= row.facts.instant }
    return [after - 1, after].filter(slots.indices.contains).map {
      ($0, abs(slots[$0].instant - row.facts.instant))
    }
    .filter { $0.1 <= reach }.min { $0.1 < $1.1 }?.0
  }
}

extension ArraySlice {
  /// The first index whose element has what all after it have too.
  fileprivate func partitioningIndex(where holds: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension Occurrence {
  /// It was answered or told of, and not moved to another time, so it stands for its time of the day whatever the plan calls that now.
  fileprivate var pinsItsSlot: Bool {
    (state.answer != nil && !isMovedAway) || (state.isOpen && !followsPlan)
  }
}
