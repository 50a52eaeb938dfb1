import Almanac

/// Entries that are counted from when another one was really taken.
extension Planner {
  /// Brings the rows of such an entry in line with what was taken.
  ///
  /// Each dose of the other entry has one, under its day and slot; one that was not taken has none, and one whose
  /// answer was taken back loses it, unless it was answered itself. A correction of the time moves it while nobody was
  /// told. What was recorded late is told late.
  func reconcileFollower(_ entry: FiringEntry, _ after: After, _ work: inout PlannerWork) {
    let id = entry.entry.id
    let known = work.evaluated(id)
    var planned: Set<OccurrenceKey> = []
    for row in work.state.occurrences(of: after.entry) {
      guard let answer = row.state.answer, after.counts(answer.outcome), !isArranged(entry, after: row),
        let slot = slot(entry, after, row, answer)
      else { continue }
      let key = OccurrenceKey(entry: id, day: slot.day, slot: slot.slot)
      planned.insert(key)
      let facts = facts(slot, entry, work)
      if let own = work.occurrence(key) {
        if own.isClosedByPlan {
          if work.now < facts.missedAt { work.schedule(facts) }
        } else if own.followsPlan, facts != own.facts {
          work.record(.rescheduled(facts), of: own)
        }
      } else if work.mayWriteRows, slot.instant > known || isNews(row, to: id, slot.instant, work) {
        work.schedule(facts)
      }
    }
    // What the other entry's doses are not looked at for any more stays as it is.
    let reach = work.now - After.longest.seconds
    for row in work.state.occurrences(of: id)
    where row.state.isOpen && row.facts.isPlanned && !planned.contains(row.facts.key)
      && (row.facts.instant > reach || isArranged(entry, after: row))
    {
      work.record(.withdrawn(.planChanged), of: row)
    }
  }

  /// Whether the answer that an entry follows came to be known since the last look.
  ///
  /// By its time it may lie before that look: where the clock was ahead then.
  private func isNews(_ row: Occurrence, to entry: EntryID, _ instant: Instant, _ work: PlannerWork) -> Bool {
    // What followed an answer of long ago, and was closed long ago, is not at hand any more.
    let past = min(work.state.lastProcessed ?? work.now, work.now) - Planner.lookBack.seconds
    guard instant > past, let known = row.state.answerKnown else { return false }
    if known.at >= work.evaluated(entry) { return true }
    guard let seen = work.state.evaluatedEvent, known.event > seen, let written = work.state.since[entry]
    else { return false }
    return max(known.at, instant) >= written
  }

  /// Whether what is to follow the visit of that time is in the plan already.
  private func isArranged(_ entry: FiringEntry, after row: Occurrence) -> Bool {
    guard entry.isFollowUp, let visit = entry.entry.after.flatMap({ firing[$0.entry] }) else { return false }
    return visit.schedule.next(after: row.facts.instant) != nil
  }

  /// When it is, after an answer; nil outside the days of the entry.
  private func slot(
    _ entry: FiringEntry, _ after: After, _ row: Occurrence, _ answer: Answer
  ) -> TimedSlot? {
    let key = row.facts.key
    var instant = answer.happenedAt + after.delay.seconds
    // Nobody could be asked to arrange the next visit before it was known that there was this one.
    if entry.isFollowUp { instant = max(instant, row.state.answeredAt ?? instant) }
    let local = entry.zone.local(at: instant)
    let timing = entry.entry.timing
    if let from = timing.from, local.date < from { return nil }
    if let until = timing.until, local.date > until { return nil }
    return TimedSlot(day: key.day, slot: key.slot, local: local, instant: instant)
  }
}

extension FiringEntry {
  /// It asks to arrange the visit after another one.
  fileprivate var isFollowUp: Bool {
    if case .step(let step) = entry.detail, case .next? = step.arranging { true } else { false }
  }
}
