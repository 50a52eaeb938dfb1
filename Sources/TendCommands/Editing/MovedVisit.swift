import Almanac
import Care
import Ledger

/// An appointment that goes to another date: its old time is answered *moved*, one it goes back to is asked for again,
/// and nobody is asked to arrange it any more.
struct MovedVisit {
  let context: CommandContext
  let entry: EntryID
  /// What `--by` says.
  let by: String?

  /// What is recorded with the edit of the plan.
  func events(_ result: PlanEditing.Result, in ledger: LedgerReader) throws -> [NewEvent] {
    guard let old = result.old, let before = old.entry(entry), let after = result.new.entry(entry),
      before.kind == .appointment
    else { return [] }
    let (gone, come) = (before.timing.when.filter { !after.timing.when.contains($0) }, after.timing.when)
    let rows = try ledger.occurrences(of: entry)
    let back = come.compactMap { nominal in rows.first { $0.facts.nominal == nominal } }.compactMap(undo)
    guard let new = come.first(where: { !before.timing.when.contains($0) }) else { return back }
    let asked = try arranged(
      new, before, by: Actor(by, plan: result.new, settings: result.settings).id, ledger)
    let actor = Actor(by, plan: result.new, settings: result.settings).id
    return back + asked
      + (try gone.flatMap { nominal -> [NewEvent] in
        if let row = rows.first(where: { $0.facts.nominal == nominal }) {
          return row.state.answer == nil ? [moved(row.id, to: new, actor)] : []
        }
        // With tendd stopped, or so far ahead, it has no row yet; what is past and has none did not happen.
        let planner = try context.planner(old, result.settings)
        guard let facts = planner.occurrence(of: entry, nominal: nominal), facts.instant > context.now else {
          return []
        }
        let id = OccurrenceID(number: try ledger.rowsWritten())
        return [NewEvent(occurrence: id, entry: entry, .scheduled(facts)), moved(id, to: new, actor)]
      })
  }

  /// What asked to arrange a visit of that window is done.
  private func arranged(
    _ new: CivilDateTime, _ entry: Entry, by actor: String, _ ledger: LedgerReader
  ) throws -> [NewEvent] {
    guard let window = entry.window, let middle = window.middles(around: new.date).first,
      let step = EntryID(entry.id, step: "arrange")
    else { return [] }
    let first = window.span(around: middle).first
    return try ledger.occurrences(of: step).filter {
      $0.facts.key.day == first && $0.state.answer == nil && $0.state.withdrawn == nil
    }.map { row in
      let answer = Answer(
        outcome: .done, happenedAt: context.now, by: actor, note: "arranged for \(new.spaced)")
      return NewEvent(occurrence: row.id, entry: step, .answered(answer))
    }
  }

  private func moved(_ id: OccurrenceID, to nominal: CivilDateTime, _ actor: String) -> NewEvent {
    let answer = Answer(outcome: .moved, happenedAt: context.now, by: actor, reason: "to \(nominal.spaced)")
    return NewEvent(occurrence: id, entry: entry, .answered(answer))
  }

  private func undo(_ row: Occurrence) -> NewEvent? {
    guard row.state.answer?.outcome == .moved, let event = row.state.answerEvent else { return nil }
    return NewEvent(.undone(event))
  }
}

extension CivilDateTime {
  /// `2026-12-10 11:00`, as the plan writes it.
  fileprivate var spaced: String { "\(date) \(time)" }
}
