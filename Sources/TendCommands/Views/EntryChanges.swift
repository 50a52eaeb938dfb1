import Almanac
import Care
import Household
import Ledger
import PlanFile

/// The history of an entry from the plan texts that the ledger keeps, with who ordered what.
struct EntryChanges {
  struct Item {
    var at: Instant
    var revision: Int64?
    /// Nil where a file was edited by hand.
    var by: String?
    var order: ChangeOrder?
    var parts: [ChangedPart]
    /// What cannot be said part by part: `new`, `removed`, a hold.
    var summary: String?

    func line(_ outlook: Outlook) -> String {
      func name(_ id: String) -> String { outlook.plan.contact(id)?.name ?? id }
      let words = parts.map { part in
        switch (part.old, part.new) {
        case (let old?, let new?): "\(part.label) \(old) → \(new)"
        case (let old?, nil): "\(part.label) no more (was \(old))"
        case (nil, let new): "\(part.label) \(new ?? "")"
        }
      }
      var text = ([summary].compactMap(\.self) + words).joined(separator: "; ")
      if let order, let by = order.by { text += "; ordered by \(name(by)) on \(order.on)" }
      if let by { text += " (\(name(by)))" }
      let when = Phrase.time(at, in: outlook.zone, now: outlook.now)
      return "\(when)  \(text)" + (revision == nil && !parts.isEmpty ? ", not in force yet" : "")
    }

    func object(_ outlook: Outlook) -> JSONObject {
      [
        "at": .instant(at, in: outlook.zone), "revision": revision.map { .number($0) } ?? .null,
        "by": .text(by), "ordered_by": .text(order?.by), "ordered_on": .text(order?.on.description),
        "parts": .list(
          parts.map {
            .object(["label": .text($0.label), "old": .text($0.old), "new": .text($0.new)])
          }),
        "text": .text(line(outlook)),
      ]
    }
  }

  let items: [Item]

  init(_ id: EntryID, _ outlook: Outlook) throws {
    let household = outlook.context.household
    let recorded = try outlook.read { (try $0.plans(), try $0.events(of: id)) } ?? ([], [])
    let names = try outlook.read { try $0.renamings().names(of: id).sorted() } ?? []
    /// What it was called in a plan.
    func name(in plan: Plan) -> EntryID {
      plan.entry(id) == nil ? names.first { plan.entry($0) != nil } ?? id : id
    }
    let events = recorded.1.filter { $0.occurrence == nil }
    let undone = Set(
      events.compactMap { event -> Int64? in if case .undone(let number) = event.body { number } else { nil }
      })
    let edits = events.filter { $0.body.kind == .edited && !undone.contains($0.number) }
    var items: [Item] = []
    var before = Plan()
    var since = Instant(.min)
    /// What one plan says otherwise than the one before it, and the edit that stands between them.
    func compare(_ plan: Plan, at: Instant, _ revision: Int64?) {
      let edit = edits.last { $0.stamp.at > since && $0.stamp.at <= at }
      let order: ChangeOrder? = if case .edited(let edit)? = edit?.body { edit.order } else { nil }
      let (old, new) = (name(in: before), name(in: plan))
      let parts = before.differences(of: old, in: plan, as: new)
      var summary: String?
      switch (before.entry(old), plan.entry(new)) {
      case (nil, let entry?):
        summary = "new: \(entry.name)\(entry.amount.map { " \($0)" } ?? ""), \(plan.timingText(of: entry))"
      case (_?, nil): summary = "removed"
      case (_?, _?) where old != new: summary = "called \(new) (was \(old))"
      default: break
      }
      if summary != nil || !parts.isEmpty {
        items.append(
          Item(
            at: at, revision: revision, by: edit?.origin.actor, order: order, parts: parts, summary: summary))
      }
      (before, since) = (plan, at)
    }
    for text in recorded.0 {
      guard let plan = household.load(PlanFiles(text)).plan.plan else { continue }
      compare(plan, at: text.acceptedAt, text.revision)
    }
    compare(outlook.plan, at: outlook.now, nil)
    for event in events where !undone.contains(event.number) {
      switch event.body {
      case .held(let hold):
        let until = hold.until.map { " until \(Phrase.time($0, in: outlook.zone, now: outlook.now))" } ?? ""
        items.append(
          Item(
            at: event.stamp.at, by: event.origin.actor,
            order: ChangeOrder(by: hold.by, on: outlook.zone.local(at: event.stamp.at).date, parts: []),
            parts: [], summary: "on hold\(until): \(hold.reason)"))
      case .released(let end):
        items.append(
          Item(
            at: event.stamp.at, by: event.origin.actor,
            order: ChangeOrder(by: end.by, on: outlook.zone.local(at: event.stamp.at).date, parts: []),
            parts: [], summary: "released" + (end.reason.map { ": \($0)" } ?? "")))
      default: break
      }
    }
    self.items = items.sorted { $0.at < $1.at }
  }
}
