import Almanac

extension Planner {
  /// Brings the rows in line with the plan: writes what comes into the horizon, moves and withdraws what the plan
  /// no longer says. It touches only what is still to come or was never told; history stays as it is.
  func reconcile(_ work: inout PlannerWork) {
    let rows = Dictionary(grouping: work.occurrences, by: \.facts.key.entry)
    for id in order {
      if let entry = firing[id] { reconcile(entry, rows: rows[id] ?? [], &work) }
    }
    let known = Set(order)
    for occurrence in work.occurrences where occurrence.state.isOpen {
      let entry = occurrence.facts.key.entry
      guard firing[entry] == nil else { continue }
      work.record(.withdrawn(known.contains(entry) ? .notApproved : .entryRemoved), of: occurrence)
    }
  }

  private func reconcile(_ entry: FiringEntry, rows: [Occurrence], _ work: inout PlannerWork) {
    // An entry that is new or changed does not reach back before it was written so; every other one is evaluated
    // from the last processed instant on.
    let since = min(work.ledger.since[entry.entry.id] ?? work.now, work.now)
    let lower = max(min(work.ledger.lastProcessed ?? work.now, work.now), since)
    // Whole days before `lower` are needed to pair the day's answers with its slots.
    let slots = entry.schedule.slots(after: lower - 2 * 86_400, through: work.now + entry.horizon)
    let satisfied = pairedSlots(slots, rows: rows)
    var keys = Set<OccurrenceKey>()
    for slot in slots {
      let key = OccurrenceKey(entry: entry.entry.id, day: slot.day, slot: slot.slot)
      keys.insert(key)
      guard slot.instant > lower else { continue }
      guard let row = work.occurrence(key) else {
        if !satisfied.contains(key) { work.schedule(entry.facts(slot)) }
        continue
      }
      if row.state.withdrawn != nil, row.state.answer == nil {
        work.schedule(entry.facts(slot))
      } else if row.followsPlan {
        let facts = entry.facts(slot)
        if facts != row.facts { work.record(.rescheduled(facts), of: row) }
      }
    }
    for row in rows where row.followsPlan && row.facts.instant > lower && !keys.contains(row.facts.key) {
      work.record(.withdrawn(.planChanged), of: row)
    }
  }

  /// The new slots that a day's answers under other slots already stand for (DESIGN.md §5, occurrence identity).
  ///
  /// In order of time, each answered or told row whose slot the timing no longer has takes the nearest slot that
  /// has no row; so moving 08:00 to 09:00 at half past eight does not ring again at nine.
  private func pairedSlots(_ slots: [TimedSlot], rows: [Occurrence]) -> Set<OccurrenceKey> {
    guard let entry = rows.first?.facts.key.entry else { return [] }
    let rowKeys = Set(rows.map(\.facts.key))
    let slotsByDay = Dictionary(grouping: slots, by: \.day)
    let rowsByDay = Dictionary(grouping: rows.filter { $0.pinsItsSlot }, by: \.facts.key.day)
    var paired = Set<OccurrenceKey>()
    for (day, rows) in rowsByDay {
      guard let slots = slotsByDay[day] else { continue }
      let names = Set(slots.map(\.slot))
      var free = slots.filter { !rowKeys.contains(OccurrenceKey(entry: entry, day: day, slot: $0.slot)) }[...]
      for row in rows.sorted(by: { $0.facts.instant < $1.facts.instant })
      where !names.contains(row.facts.key.slot) {
        let distances = free.indices.map { (index: $0, seconds: abs(free[$0].instant - row.facts.instant)) }
        guard let nearest = distances.min(by: { $0.seconds < $1.seconds }) else { break }
        paired.insert(OccurrenceKey(entry: entry, day: day, slot: free[nearest.index].slot))
        free = free[(nearest.index + 1)...]
      }
    }
    return paired
  }
}

extension Occurrence {
  /// A change of plan may still move or withdraw it: nobody answered, and nobody was told that it is due.
  ///
  /// A reminder ahead of time does not pin it: an appointment that is moved must not ring at its old hour.
  var followsPlan: Bool {
    state.isOpen && (state.lastTold.map { $0 < facts.instant } ?? true)
  }

  /// It was answered or told of, so it stands for its time of the day whatever the plan calls that now.
  fileprivate var pinsItsSlot: Bool {
    state.answer != nil || (state.isOpen && !followsPlan)
  }
}
