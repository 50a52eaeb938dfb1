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
    for entry in plan.allEntries where plan.zoneName(of: entry) == nil { unsettle(entry.id, now) }
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
    for entry in plan.allEntries {
      guard let from = countedFrom[entry.id], from < now else { continue }
      if let after = entry.after {
        try checkFollower(entry.id, after, since: from, at: now)
        continue
      }
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

  /// What is counted from another one is there for each dose of it that was taken, and for no other.
  private func checkFollower(_ id: EntryID, _ after: After, since: Instant, at now: Instant) throws {
    let own = byEntry[id] ?? []
    let taken = (byEntry[after.entry] ?? []).filter {
      $0.answer.map { [.taken, .takenNotKept].contains($0.outcome) } ?? false
    }
    for row in own where row.isOpen && row.instant > max(since, now - 86_400) {
      let first = taken.first {
        $0.facts.key.day == row.facts.key.day && $0.facts.key.slot == row.facts.key.slot
      }
      guard let happened = first?.answer?.happenedAt else {
        throw Trouble("\(row.id) of \(row.facts.key) is asked for, and nothing before it was taken")
      }
      let planned = happened + after.delay.seconds
      try require(
        !row.isUntold || row.instant == planned, "\(row.id) of \(row.facts.key) is not at \(planned)")
    }
    for first in taken {
      guard let answered = first.answeredAt, answered > since, answered > now - 86_400 else { continue }
      let row = own.first {
        $0.facts.key.day == first.facts.key.day && $0.facts.key.slot == first.facts.key.slot
      }
      guard let row else { throw Trouble("nothing of \(id) follows \(first.id), taken at \(answered)") }
      try require(
        !row.isWithdrawn || row.answer != nil || row.missedAt <= now,
        "\(row.id) of \(id) is withdrawn, and \(first.id) was taken")
    }
  }
}
