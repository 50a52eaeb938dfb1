public import Almanac

/// Decides over a dose of an as-needed medicine that someone wants to record.
public struct AsNeededDose: Sendable {
  /// Of the occurrence that the dose is.
  public let facts: OccurrenceFacts
  private let room: Room
  private let breaches: [Breach]

  /// - Parameters:
  ///   - moment: When it was taken, or is to be taken: now.
  ///   - intakes: What was taken of it, and of what counts together with it: as far back as its limits reach before
  ///     the moment, and everything since.
  /// - Returns: Nil when the plan does not have the entry as one taken as needed.
  public init?(
    _ planner: Planner, _ id: EntryID, at moment: Instant, intakes: [Intake], loss: RecordLoss? = nil,
    now: Instant
  ) {
    guard let entry = planner.plan.entry(id), let limits = entry.asNeeded,
      let facts = planner.asNeeded(id, at: moment)
    else { return nil }
    self.facts = facts
    room = Room(limits, intakes: intakes, loss: loss, now: now)
    breaches =
      AsNeededDose.outside(entry.timing, on: facts.nominal.date, planner.zone(of: facts))
      + limits.breaches(at: moment, among: intakes.map(\.at))
  }

  /// The answer as it is to be recorded, with how it stands to the limits.
  ///
  /// A fact is never refused: where it breaks a limit, that is noted. An override is noted with its reason.
  public func recording(_ answer: Answer, isFact: Bool, override: String?) throws(Refusal) -> Answer {
    guard answer.happenedAt <= room.now else { throw .inTheFuture(answer.happenedAt) }
    guard isFact || override != nil || breaches.isEmpty else { throw .limited(breaches, room) }
    var answer = answer
    answer.limits = LimitNote(
      breaches: breaches, override: breaches.isEmpty ? nil : override, room: left(after: answer))
    return answer
  }

  private func left(after answer: Answer) -> RoomNote {
    let dose = Intake(
      entry: facts.key.entry, name: facts.name, occurrence: nil, at: answer.happenedAt, by: answer.by)
    return room.after(dose).note
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
