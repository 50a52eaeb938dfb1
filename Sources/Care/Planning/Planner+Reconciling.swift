import Almanac

extension Planner {
  /// Brings the rows in line with the plan: writes what comes into the horizon, moves and withdraws what the
  /// plan no longer says.
  ///
  /// It touches only what is still to come or was never told; history stays as it is.
  func reconcile(_ work: inout PlannerWork) {
    for id in work.takeUnsettled(for: self) {
      guard let entry = firing[id], let rank = ranks[id] else {
        withdraw(id, &work)
        continue
      }
      reconcile(entry, &work)
      let next = entry.schedule.next(after: work.now + entry.horizon).map { $0.instant - entry.horizon }
      work.settle(id, rank: rank, next: next)
    }
  }

  /// Of an entry that may not remind, that is only taken as needed, or that the plan has no more.
  private func withdraw(_ id: EntryID, _ work: inout PlannerWork) {
    let reason = ranks[id].map { entries[$0].silence == nil ? Withdrawal.planChanged : .notApproved }
    for row in work.state.occurrences(of: id) where row.state.isOpen {
      work.record(.withdrawn(reason ?? .entryRemoved), of: row)
    }
    work.settle(id)
  }

  private func reconcile(_ entry: FiringEntry, _ work: inout PlannerWork) {
    if let after = entry.entry.after { return reconcileFollower(entry, after, &work) }
    let known = work.evaluated(entry.entry.id)
    let lost = LostDay(work.state, entry, moments: plan.moments(of: entry.entry), now: work.now)
    let lower = lost.map { min(known, $0.reach) } ?? known
    // Whole days before `lower` are needed to pair the day's answers with its slots.
    let slots = slotsInForce(
      entry.schedule.slots(after: lower - 2 * 86_400, through: work.now + entry.horizon), of: entry, &work)
    let rows = work.state.occurrences(of: entry.entry.id)
    // Where every row has its slot, as in the life of a plan that nobody edits, there is nothing to pair. A row of days
    // ago is kept longer than its slot is looked at; it stands for no slot still to come, unless by a long interval.
    let step = entry.entry.timing.elapsed?.step
    let start = lower - 2 * 86_400 - (step?.seconds ?? 0) / 2
    let slotRows = SlotRows(slots, rows: rows, start: start, entry: entry.entry.id)
    let hasStrays = !slotRows.strays.isEmpty
    work.setStraying(hasStrays || !slotRows.shifted.isEmpty, entry.entry.id)
    var pairing = hasStrays ? DayPairing(slots, rows: rows, lower: lower, step: step) : DayPairing()
    pairing.pair(shifted: slotRows.shifted.map { rows[$0] }, slots, lower: lower)
    for (slot, row) in zip(slots, slotRows.rowOfSlot) {
      if let row {
        follow(slot, entry, rows[row], lower: lower, pairing, &work)
        continue
      }
      let key = OccurrenceKey(entry: entry.entry.id, day: slot.day, slot: slot.slot)
      if let row = work.occurrence(key) {
        follow(slot, entry, row, lower: lower, pairing, &work)
      } else if slot.instant > lower, work.mayWriteRows, !pairing.satisfied.contains(key) {
        let facts = facts(slot, entry, work)
        if slot.instant > known || lost?.holds(facts) ?? true { work.schedule(facts) }
      }
    }
    for row in slotRows.strays.map({ rows[$0] }) where row.followsPlan && row.facts.instant > lower {
      // A row may lie beyond the horizon: answered ahead and undone, or left there by a clock that stepped back.
      if let slot = entry.schedule.slots(on: row.facts.key.day).first(where: { $0.slot == row.facts.key.slot }
      ) {
        follow(slot, entry, row, lower: lower, pairing, &work)
      } else if !pairing.kept.contains(row.facts.key) {
        work.record(.withdrawn(.planChanged), of: row)
      }
    }
  }

  /// Lets the row of a slot say what the plan says of it.
  private func follow(
    _ slot: TimedSlot, _ entry: FiringEntry, _ row: Occurrence, lower: Instant, _ pairing: DayPairing,
    _ work: inout PlannerWork
  ) {
    if row.isMovedAway {
      // The plan that it was moved in does not have this time; one that came later has it again. It may seem to have
      // come earlier, where it was moved by a clock that was ahead.
      let id = entry.entry.id
      guard slot.instant > lower, let since = work.state.since[id], let moved = row.state.answeredAt,
        since >= moved || (moved > work.now && work.state.unevaluated.contains(id))
      else { return }
      work.schedule(facts(slot, entry, work))
    } else if row.isClosedByPlan {
      // An entry that was gone for a moment takes up what was due then; it does not reach further back.
      let isStillDue = slot.instant == row.facts.instant && work.now < row.facts.missedAt
      guard slot.instant > lower || isStillDue, !pairing.satisfied.contains(row.facts.key) else { return }
      work.schedule(facts(slot, entry, work))
    } else if row.followsPlan,
      pairing.satisfied.contains(row.facts.key)
        || slot.instant <= lower && pairing.replaced.contains(row.facts.key)
    {
      work.record(.withdrawn(.planChanged), of: row)
    } else if row.followsPlan, slot.instant > lower, !work.state.isInLine(row.facts.key) {
      let facts = facts(slot, entry, work)
      if facts != row.facts { work.record(.rescheduled(facts), of: row) }
      work.setInLine(facts.key)
    }
  }

  /// What the alert says of a change of the entry, for some days after it was ordered.
  func change(_ facts: OccurrenceFacts, _ orders: CareOrders) -> String? {
    let days = settings.changesShownFor.seconds / 86_400
    guard let order = orders.changes[facts.key.entry], order.on <= facts.key.day,
      Int64(facts.key.day - order.on) < days
    else { return nil }
    return order.alert(name: { self.plan.contact($0)?.name ?? $0 }, on: facts.key.day)
  }

  /// What the plan says of a slot, with what must be known before anyone acts on it.
  func facts(_ slot: TimedSlot, _ entry: FiringEntry, _ work: PlannerWork) -> OccurrenceFacts {
    var facts = entry.facts(slot, since: work.state.since[entry.entry.id])
    facts.change = change(facts, work.state.household.orders)
    if work.state.loss?.castsDoubt(on: facts) ?? false { facts.caution = .recordLost }
    return facts
  }
}

extension Occurrence {
  /// A change of plan may still move or withdraw it: nobody answered, and nobody was told that it is due.
  ///
  /// A reminder ahead of time does not pin it: an appointment that is moved must not ring at its old hour.
  var followsPlan: Bool {
    state.isOpen && (state.lastTold.map { $0 < facts.instant } ?? true)
  }

  /// It was withdrawn before anyone answered, so the plan may have it again.
  var isClosedByPlan: Bool { state.withdrawn != nil && state.answer == nil && !state.isMissed }
}
