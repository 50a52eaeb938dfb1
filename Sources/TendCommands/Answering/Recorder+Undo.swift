import Care
import Household
import Ledger

extension Recorder {
  /// Takes back the event that a search found, unless something was recorded meanwhile.
  func takeBack(_ event: RecordedEvent, _ search: UndoSearch) throws -> (undo: RecordedEvent, of: Occurrence?)
  {
    guard case .edited(let edit) = event.body else { return try record(event, search) {} }
    return try PlanLock.holding(context.household) {
      var result: (undo: RecordedEvent, of: Occurrence?)?
      let restoring = EditUndo(household: context.household, edit: edit)
      try restoring.restore { files, plan, write in
        // An empty plan counts as a mistake unless someone said that it is meant.
        if plan.entries.isEmpty {
          _ = try context.household.accept(plan, files, into: ledger, origin: try origin())
        }
        result = try record(event, search, write)
      }
      guard let result else { throw CommandFailure("nothing was taken back") }
      return result
    }
  }

  /// The record stands or falls with what is done in the same transaction.
  private func record(
    _ event: RecordedEvent, _ search: UndoSearch, _ body: () throws -> Void
  ) throws -> (undo: RecordedEvent, of: Occurrence?) {
    try ledger.transaction(try origin(), try context.household.stamp(at: context.now)) { ledger in
      guard try search.newest(in: ledger) == event else {
        throw CommandFailure("something was recorded meanwhile; nothing was taken back", hint: "do it again")
      }
      let undo = try ledger.append(NewEvent(.undone(event.number)))
      try body()
      let subject = try ledger.subject(of: event)
      // Without that answer a check-in may raise another flag, or none.
      if case .answered = event.body { _ = try recordFlags(of: subject, in: ledger) }
      return (undo, subject)
    }
  }

  private func origin() throws -> EventOrigin {
    EventOrigin(actor: by, channel: channel, planRevision: try ledger.read { try $0.latestPlan()?.revision })
  }
}
