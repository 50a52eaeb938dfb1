import Almanac
import Care
import Ledger

/// What is left of one medicine taken as needed, for listings.
struct AsNeededRoom {
  let entry: Entry
  let room: Room
  /// The zone of the entry.
  let zone: ZoneRules

  /// Of one entry; nil where it is not taken as needed.
  ///
  /// Without a ledger nothing was taken yet, as far as anyone knows.
  init?(_ entry: Entry, in planner: Planner, _ ledger: LedgerReader?, now: Instant) throws {
    guard let limits = entry.asNeeded else { return nil }
    self.entry = entry
    zone = planner.zones[planner.plan.zoneName(of: entry)] ?? planner.zones.machine
    let intakes = try ledger?.intakes(of: [entry.id] + limits.togetherWith, since: now - limits.reach)
    room = Room(limits, intakes: intakes ?? [], loss: try ledger?.losses().last, now: now)
  }

  /// Of every such medicine, in the order of the plan.
  static func all(
    in planner: Planner, _ ledger: Ledger?, person: String? = nil, now: Instant
  ) throws -> [AsNeededRoom] {
    let entries = planner.plan.entries.filter {
      $0.asNeeded != nil && (person == nil || $0.person == person)
    }
    guard !entries.isEmpty else { return [] }
    func rooms(_ reader: LedgerReader?) throws -> [AsNeededRoom] {
      try entries.compactMap { try AsNeededRoom($0, in: planner, reader, now: now) }
    }
    return try ledger?.read(rooms) ?? rooms(nil)
  }

  /// `Ondansetron 8 mg (ondansetron): 1 of 3 used in 24 h; next allowed 14:20 (in 2 h 5 min)`.
  func line(shownIn zone: ZoneRules) -> String {
    let amount = entry.amount.map { " \($0)" } ?? ""
    return "\(entry.name)\(amount) (\(entry.id)): \(words(shownIn: zone))"
  }

  func words(shownIn zone: ZoneRules) -> String {
    LimitWords(zone: zone, now: room.now).room(room)
  }

  /// Whether one dose is left, or none, or nobody knows.
  var isShort: Bool { (room.left ?? 2) <= 1 || room.nextAllowed != nil || room.caution != nil }

  /// For programs; `Documentation/json.md` says what each key means.
  var object: JSONObject {
    [
      "entry": .text(entry.id.text),
      "name": .text(entry.name),
      "min_interval": .text(room.limits.minInterval?.description),
      "max_per_24h": room.limits.maxPer24h.map { .number($0) } ?? .null,
      "used": .number(room.used),
      "left": room.left.map { .number($0) } ?? .null,
      "last": .instant(room.last?.at, in: zone),
      "last_by": .text(room.last?.by),
      "next_allowed": .instant(room.nextAllowed, in: zone),
      "caution": .text(room.caution?.rawValue),
    ]
  }
}
