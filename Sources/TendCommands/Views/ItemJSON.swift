import Almanac
import Care

/// An occurrence as the listings give it to programs; `Documentation/json.md` says what each key means.
struct ItemJSON {
  /// What to do about a missed dose, by the entries of the plan, for what has no row yet.
  private let ifMissed: [EntryID: String]

  /// Of the entries that have pages.
  private let links: [EntryID: JSONValue]

  init(_ plan: Plan) {
    var rules: [EntryID: String] = [:]
    var links: [EntryID: JSONValue] = [:]
    for entry in plan.entries {
      if !entry.links.isEmpty { links[entry.id] = .list(entry.links.map { .object($0.object) }) }
      if case .medication(let medication) = entry.detail { rules[entry.id] = medication.ifMissed }
    }
    ifMissed = rules
    self.links = links
  }

  func object(_ item: AgendaItem) -> JSONObject {
    let (subject, zone) = (item.subject, item.zone)
    // A row is large: fetched once.
    let row = item.row
    let answer = row?.state.answer
    return [
      "id": .text(row?.id.text),
      "address": .text("\(subject.entry)@\(item.nominal)"),
      "entry": .text(subject.entry.text),
      "parent": .text(subject.entry.parent?.text),
      "kind": .text(subject.kind.rawValue),
      "person": .text(subject.person),
      "name": .text(subject.name),
      "amount": .text(subject.amount),
      "take": .text(subject.take),
      "food": .text(subject.food),
      "place": .text(subject.place),
      "with": .text(subject.with),
      "links": links[subject.entry] ?? .list([JSONValue]()),
      "ask": .list(subject.ask),
      "importance": .text(subject.importance.rawValue),
      "nominal": .instant(item.instant, in: zone),
      "zone": .text(row?.facts.zone ?? zone.name),
      "day": .text(item.day.description),
      "slot": .text(item.slot),
      "state": .text(ItemState(item: item).word),
      "caution": .text(item.caution?.rawValue),
      "outcome": .text(answer?.outcome.rawValue),
      "attempts": .number(row?.state.attempts ?? 0),
      "late_at": .instant(row?.facts.lateAt, in: zone),
      "missed_at": .instant(row?.facts.missedAt, in: zone),
      "leave_at": .instant(item.leaveAt, in: zone),
      "snoozed_until": .instant(item.snoozedUntil, in: zone),
      "reviewed": .bool(row?.state.isReviewed ?? false),
      "happened_at": .instant(answer?.happenedAt, in: zone),
      "recorded_at": .instant(row?.state.answeredAt, in: zone),
      "by": .text(answer?.by),
      "basis": .text(answer?.basis?.rawValue),
      "reason": .text(answer?.reason),
      "note": .text(answer?.note),
      "readings": .list((answer?.readings ?? []).map { .object($0.object) }),
      "as_needed": .bool(row.map { !$0.facts.isPlanned } ?? false),
      "against": .list(answer?.limits?.breaches.map(\.words) ?? []),
      "override": .text(answer?.limits?.override),
      "take_until": .instant(row?.facts.rules?.closesAt, in: zone),
      "lost_at": .instant(answer?.lostAt, in: zone),
      "change": .text(row?.facts.change),
      "if_missed": .text(row.map(\.facts.ifMissed) ?? ifMissed[subject.entry]),
    ]
  }
}
