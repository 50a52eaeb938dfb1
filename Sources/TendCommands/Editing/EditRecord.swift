import Almanac
import Care
import Household
import Ledger

/// Tells the ledger of an edit, where there is one: a plan can be written before tendd ever ran.
struct EditRecord {
  let context: CommandContext
  private let origin: (Int64?) -> EventOrigin
  private let change: FileChange
  private let plan: Plan

  init(_ context: CommandContext, channel: String, by: String?, result: PlanEditing.Result) {
    self.context = context
    change = result.change
    plan = result.new
    let actor = Actor(by, plan: result.new, settings: result.settings).id
    origin = { EventOrigin(actor: actor, channel: channel, planRevision: $0) }
  }

  /// Keeps both texts, so that the edit can be undone; returns whether it could.
  func edited() -> Bool {
    record("the change cannot be undone by tend undo") { ledger, revision in
      let edit = PlanEdit(
        file: change.path, before: change.before.map { String(decoding: $0, as: UTF8.self) },
        after: String(decoding: change.after, as: UTF8.self))
      try ledger.transaction(origin(revision), try context.household.stamp(at: context.now)) {
        _ = try $0.append(NewEvent(entry: change.entry, .edited(edit)))
      }
    }
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
