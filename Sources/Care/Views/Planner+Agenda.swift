public import Almanac

extension Planner {
  /// What there was and what there will be between two instants: the rows, and of the future what has none yet.
  ///
  /// Sorted by instant and then in the order of the plan. Withdrawn rows that nobody answered are left out, and so is
  /// an entry that never reminds (its activity is not approved).
  ///
  /// `rows` are all those of the ledger whose nominal instant lies in the range, and those of the days around it:
  /// they keep an occurrence that was moved, or answered under another slot, from showing twice. Nothing is computed
  /// for the past: what has no row did not happen.
  public func agenda(
    after: Instant, through: Instant, rows: [Occurrence], pauses: [EntryID: Pause] = [:],
    orders: CareOrders = CareOrders(), now: Instant
  ) -> [AgendaItem] {
    var items: [AgendaItem] = []
    var order: [AgendaOrder] = []
    let ranks = rows.isEmpty ? [:] : Dictionary(zip(self.order, 0...)) { first, _ in first }
    for row in rows where row.facts.instant > after && row.facts.instant <= through && row.isShown {
      let entry = row.facts.key.entry
      let pause = row.state.defiesPause ? nil : pauses[entry.written]
      order.append(AgendaOrder(row.facts.instant, rank: ranks[entry] ?? ranks.count, item: items.count))
      items.append(
        AgendaItem(
          row, zone: zone(of: row.facts), isPaused: pause?.covers(row.facts.instant) ?? false,
          isHeld: orders.isHeld(row), now: now))
    }
    let isFree = orders == CareOrders()
    let start = max(after, now)
    if start < through {
      let rowsByEntry = Dictionary(grouping: rows, by: \.facts.key.entry)
      for (rank, id) in self.order.enumerated() {
        guard let entry = firing[id] else { continue }
        let known = rowsByEntry[id].map { KnownSlots($0, entry: entry, after: start, through: through) }
        let pause = pauses.isEmpty ? nil : pauses[id.written]
        let parents = entry.entry.after == nil ? entry.followed.flatMap { rowsByEntry[$0] } ?? [] : []
        for slot in entry.schedule.rawSlots(after: start) {
          guard slot.instant <= through else { break }
          if known?.covers(slot) ?? false { continue }
          if !parents.isEmpty, entry.isOff(entry.schedule.dressed(slot), rows: parents) { continue }
          order.append(AgendaOrder(slot.instant, rank: rank, item: items.count))
          let isHeld =
            !isFree && orders.isHeld(id, entry.writtenKind, of: entry.entry.person, at: slot.instant)
          items.append(
            AgendaItem(slot, of: entry, isPaused: pause?.covers(slot.instant) ?? false, isHeld: isHeld))
        }
      }
    }
    order.sort()
    return order.map { items[$0.item] }
  }

  /// Whether the plan still has what a row stands for; of one that tendd has told, or that somebody answered, always.
  ///
  /// While tendd runs, rows are in line with the plan. While it does not, a plan that was changed since has left some
  /// behind, which tendd will withdraw.
  public func isInPlan(_ row: Occurrence, now: Instant) -> Bool {
    guard row.followsPlan, row.facts.instant > now else { return true }
    // Some steps are only known to whoever has read the log, and what follows another medicine has no schedule.
    let (id, day) = (row.facts.key.entry, row.facts.key.day)
    guard let entry = firing[id] else { return id.parent != nil }
    return entry.entry.after != nil
      || entry.schedule.slots(on: day).contains { $0.slot == row.facts.key.slot }
  }

  /// The zone a row was resolved in; where the plan names it no more, its offset then.
  func zone(of facts: OccurrenceFacts) -> ZoneRules {
    if facts.zone == zones.machine.name { return zones.machine }
    return zones[facts.zone] ?? ZoneRules(fixedOffset: Int32(facts.utcOffset), name: facts.zone)
  }
}

/// The slots of an entry that its rows stand for.
struct KnownSlots {
  private let keys: Set<OccurrenceKey>
  private let paired: Set<OccurrenceKey>
  private let entry: FiringEntry
  /// The days that any of them is on.
  private let days: ClosedRange<CivilDate>?

  init(_ rows: [Occurrence], entry: FiringEntry, after: Instant, through: Instant) {
    self.entry = entry
    keys = Set(rows.filter { !$0.isClosedByPlan }.map(\.facts.key))
    let days = rows.map(\.facts.key.day)
    // Only the days that have rows can pair; those before `after` with those that come.
    let from = days.min().map { entry.zone.instant(of: CivilDateTime($0, .midnight)) - 86_400 } ?? after
    let to = days.max().map { entry.zone.instant(of: CivilDateTime($0 + 3, .midnight)) } ?? after
    let slots = entry.schedule.slots(after: from, through: min(to, through))
    paired =
      DayPairing(slots, rows: rows, lower: after, step: entry.entry.timing.elapsed?.step).satisfied
    let all = keys.union(paired).map(\.day)
    self.days = all.min().flatMap { first in all.max().map { first...$0 } }
  }

  func covers(_ slot: RawSlot) -> Bool {
    guard let days, days.contains(slot.day) else { return false }
    let key = OccurrenceKey(entry: entry.entry.id, day: slot.day, slot: entry.schedule.name(of: slot))
    return keys.contains(key) || paired.contains(key)
  }
}

/// Where an item goes: sorting these is many times cheaper than sorting the items.
private struct AgendaOrder: Comparable {
  let instant: Int64
  let rank: Int32
  let item: Int

  init(_ instant: Instant, rank: Int, item: Int) {
    self.instant = instant.secondsSinceEpoch
    self.rank = Int32(truncatingIfNeeded: rank)
    self.item = item
  }

  static func < (a: AgendaOrder, b: AgendaOrder) -> Bool {
    if a.instant != b.instant { return a.instant < b.instant }
    return a.rank != b.rank ? a.rank < b.rank : a.item < b.item
  }
}

extension Occurrence {
  /// A withdrawn occurrence that nobody answered is history, not an appointment of the day.
  fileprivate var isShown: Bool { state.withdrawn == nil || state.answer != nil }
}
