public import Almanac

/// A written maximum for one day of the person, and the entries whose doses count towards it.
public struct DayLimit: Hashable, Sendable {
  public var most: Amount
  public var entries: Set<EntryID>
}

extension Plan {
  /// The entries whose doses are one medicine with this one: the same substance for the same person, or said so.
  func countedTogether(with entry: Entry) -> [Entry] {
    entries.filter { $0.id == entry.id || isSameMedicine(entry, $0) || areCountedTogether(entry, $0) }
  }

  func areCountedTogether(_ a: Entry, _ b: Entry) -> Bool {
    (a.asNeeded?.togetherWith.contains(b.id) ?? false) || (b.asNeeded?.togetherWith.contains(a.id) ?? false)
  }

  private func isSameMedicine(_ a: Entry, _ b: Entry) -> Bool {
    a.kind == .medication && b.kind == .medication && a.person == b.person
      && PlanRules.substance(a.name) == PlanRules.substance(b.name)
  }

  /// The maxima that a dose of an entry counts towards.
  public func dayLimits(of id: EntryID) -> [DayLimit] {
    entries.compactMap { entry in
      guard let most = entry.medication?.maxPerDay else { return nil }
      let together = Set(countedTogether(with: entry).map(\.id))
      return together.contains(id) ? DayLimit(most: most, entries: together) : nil
    }
  }
}

extension Planner {
  /// What a dose breaks of the maxima of its day; nothing where it cannot be added up.
  ///
  /// - Parameter taken: What was recorded of the entries of those limits; the dose itself is not counted twice.
  public func breaches(
    _ facts: OccurrenceFacts, at moment: Instant, dayLimits: [DayLimit], taken: [Occurrence]
  ) -> [Breach] {
    guard !dayLimits.isEmpty, let entry = plan.entry(facts.key.entry),
      let amount = facts.amount.flatMap(Amount.init)
    else { return [] }
    let (moments, zone) = (plan.moments(of: entry), zone(of: facts))
    let day = PersonDay.date(at: moment, moments: moments, zone: zone)
    let bounds = PersonDay.bounds(on: day, moments: moments, zone: zone)
    return dayLimits.compactMap { limit in
      var sum = AmountSum(of: limit.most)
      guard sum.add(amount, times: 1) else { return nil }
      for row in taken where row.facts.key != facts.key && limit.entries.contains(row.facts.key.entry) {
        guard let answer = row.state.answer, answer.outcome.isIntake, bounds.contains(answer.happenedAt)
        else {
          continue
        }
        // What cannot be added up is not counted: the sum is then too small, never too large.
        if let other = row.facts.amount.flatMap(Amount.init) { _ = sum.add(other, times: 1) }
      }
      guard sum.exceeds(limit.most) else { return nil }
      return Breach(
        rule: .maxPerDay, words: "at most \(limit.most) a day, and this dose makes it \(sum)",
        allowedFrom: bounds.upperBound)
    }
  }
}
