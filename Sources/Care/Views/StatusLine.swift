public import Almanac

/// What Tend is about to do, in one line: `systemctl --user status tend` and `tend status` show it.
public enum StatusLine {
  /// `Due now: Midostaurin 08:00 (and 2 more)`, `Next: Midostaurin 20:00`, or `Nothing planned`.
  ///
  /// In discreet mode the ids take the place of the names; what has no id yet is only a time.
  public static func next(_ planner: Planner, rows: [Occurrence], now: Instant) -> String {
    let open = rows.filter { $0.state.isOpen && $0.phase(at: now) != .missed }.sorted {
      $0.facts.instant < $1.facts.instant
    }
    return line(
      planner, due: open.filter { $0.facts.instant <= now }, stored: open.first,
      withRows: Set(rows.map(\.facts.key.entry)), now: now)
  }

  /// The same of the rows a planner keeps, for which it looks only at those that are due and at the next one.
  public static func next(_ planner: Planner, _ state: PlannerState, now: Instant) -> String {
    let due = state.due(at: now)
    let stored = state.nextNominal(after: now)
    if due.isEmpty, let stored, stored.facts.instant - now <= Planner.horizon.seconds {
      // Every entry has its rows at least that far.
      return "Next: \(text(stored.facts, id: stored.id, planner, now))"
    }
    return line(planner, due: due, stored: stored, withRows: Set(state.rows.entries), now: now)
  }

  private static func line(
    _ planner: Planner, due: [Occurrence], stored: Occurrence?, withRows: Set<EntryID>, now: Instant
  ) -> String {
    if let first = due.first {
      let more = due.count > 1 ? " (and \(due.count - 1) more)" : ""
      return "Due now: \(text(first.facts, id: first.id, planner, now))\(more)"
    }
    // An entry with rows has them as far as the horizon; a new one has none until tendd has seen it.
    let computed = planner.firing.values.compactMap { entry in
      let after = withRows.contains(entry.entry.id) ? now + entry.horizon : now
      return entry.schedule.next(after: after).map { (entry: entry, slot: $0) }
    }
    let later = computed.min { ($0.slot.instant, $0.entry.entry.id) < ($1.slot.instant, $1.entry.entry.id) }
    if let stored, later.map({ stored.facts.instant <= $0.slot.instant }) ?? true {
      return "Next: \(text(stored.facts, id: stored.id, planner, now))"
    }
    guard let later else { return "Nothing planned" }
    return "Next: \(text(later.entry.facts(later.slot), id: nil, planner, now))"
  }

  private static func text(
    _ facts: OccurrenceFacts, id: OccurrenceID?, _ planner: Planner, _ now: Instant
  ) -> String {
    let (machine, own) = (planner.zones.machine, planner.zone(of: facts))
    var time = Phrase.time(facts.instant, in: machine, now: now)
    if own.offset(at: facts.instant) != machine.offset(at: facts.instant) {
      time += " (\(own.local(at: facts.instant).time) \(Phrase.city(own)))"
    }
    if let caution = facts.caution { time += ", \(caution.words): check first" }
    let name = planner.settings.privacy == .full ? facts.name : id?.text
    return name.map { "\($0) \(time)" } ?? time
  }
}
