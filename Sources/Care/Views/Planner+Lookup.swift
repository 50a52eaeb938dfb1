public import Almanac

extension Planner {
  /// The occurrence of an entry at a nominal local time, whether or not it has a row; nil where the plan has none.
  ///
  /// For `midostaurin@2026-12-03T08:00`. Look for a row of its key first: one that was written, moved or answered
  /// says more. Of two at the same nominal time, the first.
  public func occurrence(of entry: EntryID, nominal: CivilDateTime) -> OccurrenceFacts? {
    guard let entry = firing[entry] else { return nil }
    // A moment with an offset may fall on the date after its day, or on the one before.
    for day in [nominal.date, nominal.date - 1, nominal.date + 1, nominal.date - 2] {
      if let slot = entry.schedule.slots(on: day).first(where: { $0.local == nominal }) {
        return entry.facts(slot)
      }
    }
    return nil
  }

  /// The next occurrences of an entry as the plan has them, at most `count`; none where it never reminds.
  public func upcoming(of entry: EntryID, after: Instant, count: Int) -> [OccurrenceFacts] {
    guard let entry = firing[entry], count > 0 else { return [] }
    return entry.schedule.slots(after: after).prefix(count).map { entry.facts($0) }
  }

  /// The next occurrences of an entry that are not answered yet, at most `count`.
  ///
  /// `rows` are those the ledger has of the entry from `lookBack` before `after` on: they tell what was answered ahead
  /// of its time, under this slot or another one of the day.
  public func upcoming(
    of entry: EntryID, after: Instant, count: Int, rows: [Occurrence]
  ) -> [OccurrenceFacts] {
    guard let firing = firing[entry], count > 0, !rows.isEmpty else {
      return upcoming(of: entry, after: after, count: count)
    }
    var next = rows.filter { $0.state.isOpen && $0.facts.instant > after }.map(\.facts)
    let known = KnownSlots(rows, entry: firing, after: after, through: Instant(.max))
    var computed = 0
    for slot in firing.schedule.rawSlots(after: after) where !known.covers(slot) {
      next.append(firing.facts(firing.schedule.dressed(slot)))
      computed += 1
      if computed == count { break }
    }
    return Array(next.sorted { $0.instant < $1.instant }.prefix(count))
  }

  /// The zone the entry's times are read in; nil where it never reminds.
  public func zone(of entry: EntryID) -> ZoneRules? { firing[entry]?.zone }
}
