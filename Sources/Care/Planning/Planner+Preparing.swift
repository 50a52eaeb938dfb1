import Almanac

/// What prepares for an appointment goes with it: where that is cancelled or moved, nobody is asked for it any more.
extension FiringEntry {
  /// The entry whose answers change what becomes of this one.
  var followed: EntryID? {
    if let after = entry.after { return after.entry }
    return entry.timing.relative == nil ? nil : entry.id.parent
  }

  /// Whether what the slot prepares for is off; `rows` are those of its parent.
  func isOff(_ slot: TimedSlot, rows: [Occurrence]) -> Bool {
    guard rows.contains(where: \.isOff), let target = schedule.target(of: slot) else { return false }
    return rows.contains { $0.isOff && $0.facts.instant == target }
  }
}

extension Planner {
  /// Of the slots of what prepares for an appointment, those that still have something to prepare for.
  ///
  /// What was asked for already is closed with it, told or not.
  func slotsInForce(_ slots: [TimedSlot], of entry: FiringEntry, _ work: inout PlannerWork) -> [TimedSlot] {
    guard entry.entry.after == nil, let parent = entry.followed else { return slots }
    let rows = work.state.occurrences(of: parent)
    let (off, inForce) = (
      slots.filter { entry.isOff($0, rows: rows) }, slots.filter { !entry.isOff($0, rows: rows) }
    )
    for slot in off {
      let key = OccurrenceKey(entry: entry.entry.id, day: slot.day, slot: slot.slot)
      if let row = work.occurrence(key), row.state.isOpen { work.record(.withdrawn(.parentOff), of: row) }
    }
    return inForce
  }
}

extension Occurrence {
  /// An answer says that it does not take place at its time.
  var isOff: Bool { state.answer.map { [.cancelled, .moved].contains($0.outcome) } ?? false }

  /// It was moved to another time; should the plan have this one again, it is to be asked for again.
  var isMovedAway: Bool { state.answer?.outcome == .moved }
}
