public import Almanac
public import Care
public import Ledger

/// What somebody asks for with the press of a button: a short form of the commands, with the same rules.
public enum PressedAnswer: Hashable, Sendable {
  /// `tend take`, `tend done`; of what asks questions, nothing that can be said without the answers.
  case fulfilled
  /// `tend skip --reason`.
  case skipped(reason: String)
  /// `tend snooze`.
  case snoozed(TimeSpan)
}

extension LedgerTransaction {
  /// Records it, if nothing forbids it.
  ///
  /// - Throws: `Refusal`, or what is wrong with the ledger.
  public func record(
    _ press: PressedAnswer, of id: OccurrenceID, by actor: String, planner: Planner, now: Instant
  ) throws -> (occurrence: Occurrence, event: RecordedEvent) {
    guard let occurrence = try occurrence(id) else { throw UnknownOccurrence(id: id) }
    let body: EventBody
    switch press {
    case .fulfilled:
      if occurrence.state.answer == nil, !occurrence.facts.ask.isEmpty {
        throw Refusal.asks(occurrence.facts.ask)
      }
      let answer = Answer(outcome: .fulfilled(occurrence.facts.kind), happenedAt: now, by: actor)
      body = try planner.answering(
        occurrence, answer, isFact: false, isPast: false, override: nil, in: self, now: now)
    case .skipped(let reason):
      let answer = Answer(outcome: .skipped, happenedAt: now, by: actor, reason: reason)
      body = try planner.answering(
        occurrence, answer, isFact: false, isPast: false, override: nil, in: self, now: now)
    case .snoozed(let span):
      body = try occurrence.snoozing(until: now + span.seconds, by: actor, now: now)
    }
    let event = try append(NewEvent(occurrence: id, entry: occurrence.facts.key.entry, body))
    return (try self.occurrence(id) ?? occurrence, event)
  }
}

/// An occurrence that has no row, or none any more.
public struct UnknownOccurrence: Error, Hashable, Sendable, CustomStringConvertible {
  public var id: OccurrenceID

  public var description: String { "there is no occurrence \(id)" }
}
