import Almanac
import Care
import Household
import Ledger

/// Tells the ledger of an edit, where there is one: a plan can be written before tendd ever ran.
struct EditRecord {
  let context: CommandContext
  private let origin: (Int64?) -> EventOrigin
  private let changes: [FileChange]
  private let plan: Plan
  private let order: ChangeOrder?

  init(
    _ context: CommandContext, channel: String, by: String?, orderedBy: String?, orderedOn: CivilDate?,
    result: PlanEditing.Result
  ) {
    self.context = context
    changes = result.changes.filter { !$0.isNone }
    plan = result.new
    order = EditRecord.order(orderedBy, orderedOn, context, result)
    let actor = Actor(by, plan: result.new, settings: result.settings).id
    origin = { EventOrigin(actor: actor, channel: channel, planRevision: $0) }
  }

  /// Keeps both texts, so that the edit can be undone; returns whether it could.
  ///
  /// - Parameter alongside: What else is recorded with it.
  func edited(alongside: (LedgerReader) throws -> [NewEvent]) -> Bool {
    record("the change cannot be undone by tend undo") { ledger, revision in
      let edits = changes.enumerated().map { index, change in
        NewEvent(
          entry: change.entry,
          .edited(
            PlanEdit(
              file: change.path, before: change.before.map { String(decoding: $0, as: UTF8.self) },
              after: String(decoding: change.after ?? [], as: UTF8.self), order: index == 0 ? order : nil)))
      }
      try ledger.transaction(origin(revision), try context.stamp()) {
        let events = try alongside($0)
        _ = try $0.append(contentsOf: edits + events)
      }
    }
  }

  /// What changed of the entry and by whose order; nil where nothing of it is known.
  private static func order(
    _ by: String?, _ on: CivilDate?, _ context: CommandContext, _ result: PlanEditing.Result
  ) -> ChangeOrder? {
    let id = result.entry
    let parts = id.flatMap { id in result.old.map { $0.differences(of: id, in: result.new) } } ?? []
    guard by != nil || on != nil || !parts.isEmpty else { return nil }
    let zones = try? context.household.zoneBook(for: result.new)
    let entry = id.flatMap(result.new.entry)
    let zone = entry.flatMap { zones?[result.new.zoneName(of: $0)] } ?? zones?.machine ?? .utc
    return ChangeOrder(
      by: by.map { Actor($0, plan: result.new, settings: result.settings).id },
      on: on ?? zone.local(at: context.now).date, parts: parts)
  }

  /// Says that a plan without entries is meant.
  func acceptEmpty(_ files: PlanFiles) {
    _ = record("tendd will ask for tend reload --accept") { ledger, revision in
      _ = try context.household.accept(plan, files, into: ledger, origin: origin(revision))
    }
  }

  private func record(_ consequence: String, _ body: (Ledger, Int64?) throws -> Void) -> Bool {
    do {
      let ledger = try context.household.openLedger()
      defer { try? ledger.close() }
      try body(ledger, try ledger.read { try $0.latestPlan()?.revision })
      return true
    } catch LedgerError.missing {
      return false
    } catch {
      context.printer.problem("tend: \(error); \(consequence)")
      return false
    }
  }
}
