import Almanac

// What the plan asks for and what can never happen.

extension PlanRules {
  /// Entries that are counted from each other.
  func circles() -> [RuleFinding] {
    let followed = Dictionary(
      plan.entries.compactMap { entry in entry.after.map { (entry.id, $0.entry) } }
    ) { first, _ in first }
    return plan.entries.compactMap { entry -> RuleFinding? in
      guard let circle = circle(from: entry.id, followed) else { return nil }
      return RuleFinding(
        .circle, entry.id,
        "is counted from \(Phrase.list(circle.map(\.text))), and so from itself: it is never asked for")
    }
  }

  /// The entries passed on the way back to the first one; nil where the way ends elsewhere.
  private func circle(from id: EntryID, _ followed: [EntryID: EntryID]) -> [EntryID]? {
    var passed: [EntryID] = []
    var next = followed[id]
    while let entry = next, !passed.contains(entry) {
      if entry == id { return passed }
      passed.append(entry)
      next = followed[entry]
    }
    return nil
  }

  /// Steps of an escalation for which no time is left before the entry is missed.
  func lateEscalations() -> [RuleFinding] {
    plan.entries.compactMap { entry -> RuleFinding? in
      guard let facts = planner.upcoming(of: entry.id, after: now, count: 1).first else { return nil }
      let open = facts.missedAt - facts.instant
      guard let number = facts.escalation.firstIndex(where: { $0.after >= open }) else { return nil }
      let step = facts.escalation[number]
      let who = step.contact.map { plan.contact($0)?.name ?? $0 }.map { " (\($0))" } ?? ""
      return RuleFinding(
        .escalationLate, entry.id,
        "is missed after \(Phrase.length(open)), so step \(number + 1) of its escalation\(who), after "
          + "\(Phrase.length(step.after)), never happens")
    }
  }
}
