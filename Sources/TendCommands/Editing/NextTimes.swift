import Almanac
import Care

/// The next times of an entry as the plan has them, in words.
struct NextTimes {
  private let facts: [OccurrenceFacts]
  private let zone: ZoneRules
  private let shown: ZoneRules
  private let now: Instant

  /// - Parameter zone: The entry's.
  init(_ facts: [OccurrenceFacts], zone: ZoneRules, _ context: CommandContext) throws {
    self.facts = facts
    self.zone = zone
    shown = try context.displayZone()
    now = context.now
  }

  /// Those of an entry that a planner knows.
  init(of id: EntryID, in planner: Planner, count: Int, _ context: CommandContext) throws {
    let facts = planner.upcoming(of: id, after: context.now, count: count)
    try self.init(facts, zone: planner.zone(of: id) ?? planner.zones.machine, context)
  }

  var isEmpty: Bool { facts.isEmpty }

  /// `Fri 4 Dec 08:00 (in 23 h)`, one for each, in the entry's own zone, which is named where it is not the shown one.
  var lines: [String] {
    let place = zone.name == shown.name ? "" : " \(zone.name)"
    return facts.map { facts in
      // The instant's own time: one that a spring gap leaves out is told when it really rings.
      let time = Phrase.time(facts.instant, in: zone, now: now)
      return "\(time)\(place) (\(Phrase.relative(facts.instant, now: now)))"
    }
  }
}
