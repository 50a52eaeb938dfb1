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

  /// The zone the entry's times are read in; nil where it never reminds.
  public func zone(of entry: EntryID) -> ZoneRules? { firing[entry]?.zone }
}
