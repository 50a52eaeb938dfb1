public import Almanac

/// An appointment that goes to another date: its old time is answered *moved*, one it goes back to is asked for again,
/// and nobody is asked to arrange it any more.
public struct VisitMove: Sendable {
  /// The plan as it was, which knows the times that have no row yet.
  private let planner: Planner
  private let before: Entry
  private let gone: [CivilDateTime]
  private let come: [CivilDateTime]
  private let now: Instant
  private let actor: String

  /// Nil for anything but an appointment of both plans.
  ///
  /// - Parameters:
  ///   - planner: Of the plan before.
  ///   - actor: Whoever moves it.
  public init?(_ id: EntryID, from planner: Planner, to plan: Plan, by actor: String, now: Instant) {
    guard let before = planner.plan.entry(id), let after = plan.entry(id), before.kind == .appointment else {
      return nil
    }
    (self.planner, self.before, self.actor, self.now) = (planner, before, actor, now)
    gone = before.timing.when.filter { !after.timing.when.contains($0) }
    come = after.timing.when
  }

  /// The step that asks to arrange a visit of the entry.
  public var arrangingStep: EntryID? { EntryID(before.id, step: "arrange") }

  /// What is recorded with the edit of the plan.
  ///
  /// - Parameters:
  ///   - rows: Those of the entry.
  ///   - asking: Those of `arrangingStep`.
  ///   - rowsWritten: How many rows there ever were.
  public func events(rows: [Occurrence], asking: [Occurrence], rowsWritten: Int64) -> [NewEvent] {
    let back = come.compactMap { nominal in rows.first { $0.facts.nominal == nominal } }.compactMap(undoing)
    guard let new = come.first(where: { !before.timing.when.contains($0) }) else { return back }
    var rowsWritten = rowsWritten
    var left: [NewEvent] = []
    for nominal in gone {
      if let row = rows.first(where: { $0.facts.nominal == nominal }) {
        if row.state.answer == nil { left.append(moved(row.id, to: new)) }
        continue
      }
      // With tendd stopped, or so far ahead, it has no row yet; what is past and has none did not happen.
      guard let facts = planner.occurrence(of: before.id, nominal: nominal), facts.instant > now else {
        continue
      }
      let id = OccurrenceID(number: rowsWritten)
      rowsWritten += 1
      left += [NewEvent(occurrence: id, entry: before.id, .scheduled(facts)), moved(id, to: new)]
    }
    return back + arranged(new, asking) + left
  }

  /// What asked to arrange a visit of that window is done.
  private func arranged(_ new: CivilDateTime, _ asking: [Occurrence]) -> [NewEvent] {
    guard let window = before.window, let middle = window.middles(around: new.date).first,
      let step = arrangingStep
    else { return [] }
    let first = window.span(around: middle).first
    return asking.filter {
      $0.facts.key.day == first && $0.state.answer == nil && $0.state.withdrawn == nil
    }.map { row in
      let answer = Answer(
        outcome: .done, happenedAt: now, by: actor, note: "arranged for \(VisitMove.words(new))")
      return NewEvent(occurrence: row.id, entry: step, .answered(answer))
    }
  }

  private func moved(_ id: OccurrenceID, to nominal: CivilDateTime) -> NewEvent {
    let answer = Answer(
      outcome: .moved, happenedAt: now, by: actor, reason: "to \(VisitMove.words(nominal))")
    return NewEvent(occurrence: id, entry: before.id, .answered(answer))
  }

  private func undoing(_ row: Occurrence) -> NewEvent? {
    guard row.isMovedAway, let event = row.state.answerEvent else { return nil }
    return NewEvent(.undone(event))
  }

  /// `2026-12-10 11:00`, as the plan writes it.
  private static func words(_ nominal: CivilDateTime) -> String { "\(nominal.date) \(nominal.time)" }
}
