import Almanac
import Care

// The times of the plan, counted out by hand, beside the rows that were written.

extension Checks {
  /// A new entry counts from when it was written.
  func begin(_ entry: EntryID, _ since: Instant) {
    if countedFrom[entry] == nil, byEntry[entry] == nil {
      countedFrom[entry] = since
    } else {
      unsettle(entry, since)
    }
  }

  func zoneMoved(_ plan: Plan, at now: Instant) {
    for entry in plan.entries where plan.zoneName(of: entry) == nil { unsettle(entry.id, now) }
  }

  /// What was looked at in the time that comes again, nobody can say.
  func clockStepped(from old: Instant, to new: Instant) {
    guard new < old else { return }
    for id in countedFrom.keys { countedFrom[id] = max(countedFrom[id] ?? new, new) }
  }

  /// A change of the plan is settled two days after the last row it may have left, recorded or not.
  func unsettle(_ entry: EntryID, _ now: Instant) {
    let rows = (byEntry[entry] ?? []) + overlay.values.filter { $0.facts.key.entry == entry }
    let last = rows.map(\.facts.instant).max() ?? now
    countedFrom[entry] = max(now, last, countedFrom[entry] ?? now) + 2 * 86_400
  }

  /// Every time that has passed has its row, and there is no row beside.
  func checkTimes(_ life: Life) throws {
    guard life.tendd != nil, life.disk == .fine, !doubt else { return }
    let (plan, now) = (life.plan, life.now)
    for entry in plan.entries {
      guard let from = countedFrom[entry.id], from < now else { continue }
      let zone = plan.zoneName(of: entry).flatMap { NaiveZone(rawValue: $0) } ?? life.place
      let times = NaiveTimes(entry: entry, moments: plan.moments(of: entry), zone: zone)
      let expected = times.instants(after: from, through: now)
      let rows = (byEntry[entry.id] ?? []).filter {
        $0.instant > from && $0.instant <= now && $0.facts.isPlanned && (!$0.isWithdrawn || $0.answer != nil)
      }.map(\.instant).sorted()
      guard rows == expected else {
        throw Trouble(
          "\(entry.id) from \(from): the plan says \(expected.filter { !rows.contains($0) }) more, and not "
            + "\(rows.filter { !expected.contains($0) }) (\(entry.timing))")
      }
      countedFrom[entry.id] = now
    }
  }
}
