import Almanac

// What the times of the plan say: too close together, or soon over.

extension PlanRules {
  /// Times of two medicines that are closer than the plan lets them be.
  func tooClose() -> [RuleFinding] {
    // A plan of ten thousand entries that keeps nothing apart is not searched ten thousand times.
    guard plan.entries.contains(where: { !($0.medication?.apartFrom.isEmpty ?? true) }) else { return [] }
    var found: [RuleFinding] = []
    for (rank, entry) in plan.entries.enumerated() where entry.kind == .medication {
      let separation = plan.separation(of: entry.id)
      for other in separation.entries {
        // Each pair once, at the later one of the plan.
        guard let otherRank = planner.ranks[other], otherRank < rank, let first = plan.entry(other),
          let span = separation.span(from: other),
          let close = closest(coming(first), coming(entry), by: span)
        else { continue }
        found.append(
          RuleFinding(
            .apartFrom, entry.id,
            "\(time(close.second, entry)) is \(distance(close)) \(first.id) at \(time(close.first, first)); "
              + "the plan says \(Phrase.length(span.seconds)) apart"))
      }
    }
    return found
  }

  private typealias Pair = (first: TimedSlot, second: TimedSlot)

  /// The first two times that are too close.
  private func closest(_ first: [TimedSlot], _ second: [TimedSlot], by span: TimeSpan) -> Pair? {
    var index = 0
    for slot in second {
      while index < first.count, slot.instant - first[index].instant >= span.seconds { index += 1 }
      if index < first.count, abs(first[index].instant - slot.instant) < span.seconds {
        return (first[index], slot)
      }
    }
    return nil
  }

  private func distance(_ pair: Pair) -> String {
    let seconds = pair.second.instant - pair.first.instant
    guard seconds != 0 else { return "at the time of" }
    return "\(Phrase.length(abs(seconds))) \(seconds > 0 ? "after" : "before")"
  }

  private func time(_ slot: TimedSlot, _ entry: Entry) -> String {
    Phrase.time(slot.instant, in: zone(of: entry), now: now)
  }

  /// Medicines whose last time is near, where no other entry of them goes on.
  func ends() -> [RuleFinding] {
    plan.entries.compactMap { entry in
      guard entry.kind == .medication, isBounded(entry.timing),
        let last = planner.firing[entry.id]?.schedule.previous(before: Instant(.max)), last.instant > now,
        last.day - today(of: entry) <= 7, !goesOn(entry, after: last.day)
      else { return nil }
      return RuleFinding(.endNear, entry.id, "ends on \(day(last.day, of: entry)); nothing of it follows")
    }
  }

  /// Whether another entry of the same medicine reaches beyond a day.
  private func goesOn(_ entry: Entry, after day: CivilDate) -> Bool {
    plan.entries.contains { other in
      other.id != entry.id && other.kind == .medication && other.person == entry.person
        && PlanRules.substance(other.name) == PlanRules.substance(entry.name)
        && span(of: other).last.map { $0 > day } ?? true
    }
  }

  /// Appointments with nothing to come.
  func pastAppointments() -> [RuleFinding] {
    plan.entries.compactMap { entry in
      guard entry.kind == .appointment, entry.window == nil, isBounded(entry.timing),
        let schedule = planner.firing[entry.id]?.schedule,
        let last = schedule.previous(before: Instant(.max)), last.instant < now - 86_400
      else { return nil }
      return RuleFinding(
        .pastAppointment, entry.id, "was on \(day(last.day, of: entry)) and has no further date")
    }
  }
}
