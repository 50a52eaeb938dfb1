import Care
import Household
import Ledger

extension Recorder {
  /// What was taken back: the event, the undo of it, and what it was about.
  typealias TakenBack = (event: RecordedEvent, undo: RecordedEvent, of: Occurrence?)

  /// Takes back what a search found, with all that its command recorded, unless something was recorded
  /// meanwhile.
  func takeBack(_ act: [RecordedEvent], _ search: UndoSearch) throws -> [TakenBack] {
    let edits = act.compactMap { event in if case .edited(let edit) = event.body { edit } else { nil } }
    guard !edits.isEmpty else { return try record(act, search) {} }
    return try PlanLock.holding(context.household) {
      var result: [TakenBack] = []
      let restoring = EditUndo(household: context.household, edits: edits)
      try restoring.restore { files, plan, write in
        // An empty plan counts as a mistake unless someone said that it is meant.
        if plan.entries.isEmpty {
          _ = try context.household.accept(plan, files, into: ledger, origin: try origin())
        }
        result = try record(act, search, write)
      }
      return result
    }
  }

  /// The record stands or falls with what is done in the same transaction.
  private func record(
    _ act: [RecordedEvent], _ search: UndoSearch, _ body: () throws -> Void
  ) throws -> [TakenBack] {
    try ledger.transaction(try origin(), try context.stamp()) { ledger in
      guard try search.act(in: ledger) == act else {
        throw CommandFailure("something was recorded meanwhile; nothing was taken back", hint: "do it again")
      }
      let undone = try ledger.append(
        contentsOf: act.map { event in
          // What was recorded under the new id since is of the old one again as well.
          guard case .renamed(let renaming) = event.body else { return NewEvent(.undone(event.number)) }
          return NewEvent(entry: renaming.from, .renamed(renaming.reversed))
        })
      try body()
      return try zip(act, undone).map { event, undo in
        let subject = try ledger.subject(of: event)
        // Without that answer a check-in may raise another flag, or none.
        if case .answered = event.body { _ = try recordFlags(of: subject, in: ledger) }
        return (event, undo, subject)
      }
    }
  }

  private func origin() throws -> EventOrigin {
    EventOrigin(actor: by, channel: channel, planRevision: try ledger.read { try $0.latestPlan()?.revision })
  }
}
