import Almanac

/// Which slots of a changed timing the rows of the same day already stand for (DESIGN.md §5, occurrence identity).
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

  /// Nothing to pair.
  init() {}

  /// - Parameters:
  ///   - slots: What the timing says of the days around now, in time order.
  ///   - rows: The rows of the same entry.
  ///   - lower: Slots up to here get no row any more.
  init(_ slots: [TimedSlot], rows: [Occurrence], lower: Instant) {
    guard let entry = rows.first?.facts.key.entry else { return }
    let taken = Set(rows.filter { !$0.isClosedByPlan }.map(\.facts.key))
    let slotsByDay = Dictionary(grouping: slots, by: \.day)
    for (day, rows) in Dictionary(grouping: rows, by: \.facts.key.day) {
      guard let slots = slotsByDay[day] else { continue }
      let names = Set(slots.map(\.slot))
      let strays = rows.filter { !names.contains($0.facts.key.slot) }.sorted {
        $0.facts.instant < $1.facts.instant
      }
      guard !strays.isEmpty else { continue }
      var free = slots.map {
        (key: OccurrenceKey(entry: entry, day: day, slot: $0.slot), instant: $0.instant)
      }
      free.removeAll { taken.contains($0.key) }
      var ahead = free[...]
      for row in strays where row.pinsItsSlot {
        guard let nearest = DayPairing.nearest(to: row, in: ahead) else { break }
        satisfied.insert(free[nearest].key)
        ahead = free[(nearest + 1)...]
      }
      var passed = free.filter { $0.instant <= lower && !satisfied.contains($0.key) }[...]
      for row in strays where row.followsPlan && row.facts.instant > lower && !passed.isEmpty {
        passed.removeFirst()
        kept.insert(row.facts.key)
      }
    }
  }

  private static func nearest(
    to row: Occurrence, in free: ArraySlice<(key: OccurrenceKey, instant: Instant)>
  ) -> Int? {
    free.indices.min { abs(free[$0].instant - row.facts.instant) < abs(free[$1].instant - row.facts.instant) }
  }
}

extension Occurrence {
  /// It was answered or told of, so it stands for its time of the day whatever the plan calls that now.
  fileprivate var pinsItsSlot: Bool {
    state.answer != nil || (state.isOpen && !followsPlan)
  }
}
