public import Almanac

/// A dose of a medicine taken as needed: the occurrence that it is, and whether the limits allow it.
public struct AsNeededDose: Sendable {
  public let facts: OccurrenceFacts
  public let judged: JudgedDose

  /// - Parameters:
  ///   - moment: When it was taken, or is to be taken: now.
  ///   - intakes: What was taken of it, of what counts together with it, and of what it is to be kept apart from: as
  ///     far back as its limits reach before the moment, and everything since.
  ///   - loss: The newest loss of the record.
  /// - Returns: Nil when the plan does not have the entry as one taken as needed.
  public init?(
    _ planner: Planner, _ id: EntryID, at moment: Instant, intakes: [Intake], loss: RecordLoss? = nil,
    hold: Hold? = nil, dayLimits: [DayLimit] = [], taken: [Occurrence] = [], now: Instant
  ) {
    guard let entry = planner.plan.entry(id), let limits = entry.asNeeded,
      let facts = planner.asNeeded(id, at: moment)
    else { return nil }
    self.facts = facts
    let counted = intakes.filter { limits.counts($0.entry, as: id) }
    let breaches =
      planner.breaches(hold)
      + AsNeededDose.outside(entry.timing, on: facts.nominal.date, planner.zone(of: facts))
      + limits.breaches(at: moment, among: counted.map(\.at))
      + planner.plan.separation(of: id).breaches(at: moment, among: intakes)
      + planner.breaches(facts, at: moment, dayLimits: dayLimits, taken: taken)
    judged = JudgedDose(
      breaches: breaches, room: Room(limits, intakes: counted, loss: loss, now: now), now: now)
  }

  /// The local dates between which it may be taken at all, both included.
  private static func outside(_ timing: Timing, on day: CivilDate, _ zone: ZoneRules) -> [Breach] {
    if let from = timing.from, day < from {
      let start = zone.instant(of: CivilDateTime(from, .midnight))
      return [Breach(rule: .dates, words: "not before \(from)", allowedFrom: start)]
    }
    if let until = timing.until, day > until {
      return [Breach(rule: .dates, words: "not after \(until)", allowedFrom: nil)]
    }
    return []
  }
}
