import Almanac
import Care
import PlanFile

extension EntryBook {
  /// An entry as `list --json` and `show --json` give it; `next` is how many next times are among it.
  func object(_ entry: Entry, next: Int) -> JSONObject {
    let zone = zone(of: entry)
    let pause = pause(of: entry)
    var object: JSONObject = [
      "entry": .text(entry.id.text), "kind": .text(entry.kind.rawValue), "name": .text(entry.name),
      "person": .text(entry.person), "timing": .text(timing(of: entry)), "zone": .text(zone.name),
      "reminds": .bool(entry.silence == nil && pause == nil), "silence": .text(entry.silence?.rawValue),
      "paused": .bool(pause != nil), "pausedUntil": .instant(pause?.until, in: zone),
      "next": .list(self.next(of: entry, count: next).map { .instant($0.instant, in: zone) }),
      "importance": .text(entry.importance?.rawValue), "early": .text(entry.early?.description),
      "lateAfter": .text(entry.lateAfter?.description), "missedAfter": .text(entry.missedAfter?.description),
    ]
    for (key, value) in details(entry) { object.add(key, value) }
    let place = place(of: entry)
    object.add("file", .text(place?.file))
    object.add("line", place.map { .number($0.line) } ?? .null)
    return object
  }

  private func details(_ entry: Entry) -> [(String, JSONValue)] {
    switch entry.detail {
    case .medication(let medication):
      [
        ("amount", .text(entry.amountText)), ("take", .text(medication.take)),
        ("food", .text(medication.food)),
        ("ifMissed", .text(medication.ifMissed)), ("orderedBy", .text(medication.orderedBy)),
      ]
    case .appointment(let appointment):
      [
        ("with", .text(appointment.with)), ("place", .text(appointment.place)),
        ("lasts", .text(appointment.lasts?.description)),
        ("remind", .list(appointment.remind.map(\.description))),
      ]
    case .activity(let activity):
      [
        ("lasts", .text(activity.lasts?.description)),
        ("approval", .text(activity.approval?.status.rawValue)), ("approvedBy", .text(activity.approval?.by)),
        ("approvedOn", .text(activity.approval?.dated?.description)),
        ("review", .text(activity.approval?.review?.description)),
      ]
    case .checkIn(let checkIn):
      [("ask", .list(checkIn.ask))]
    }
  }
}
