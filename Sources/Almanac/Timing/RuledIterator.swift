/// The occurrences of a rule in time order.
struct RuledIterator: IteratorProtocol, Sendable {
  private let times: RuledTimes
  /// The instants of a rule that is counted in elapsed time, or the walls of one that is not.
  private var set: RecurrenceSet.Occurrences?
  /// The next on the wall.
  private var upcoming: Int64?
  /// Those that a later one on the wall may still come before, in time order; those before `firstHeld` are gone.
  private var held: [RawSlot] = []
  private var firstHeld = 0
  /// Instants so far from any change of the clock that the order on the wall is that in time.
  private var calm: Range<Int64> = 0..<0

  /// From the first that may be later than `after`.
  init(_ times: RuledTimes, after: Instant) {
    self.times = times
    let wall = saturating(after.secondsSinceEpoch, plus: times.zone.table.smallestOffset - 1)
    switch times.source {
    case .elapsed(let elapsed):
      set = elapsed.occurrences(after: after)
    case .walls(let walls):
      set = walls.occurrences(after: Instant(max(wall, times.bounds.lowerBound - 1)))
      upcoming = nextWall(after: wall)
    case .calendar:
      upcoming = nextWall(after: wall)
    }
  }

  mutating func next() -> RawSlot? {
    if case .elapsed = times.source { return nextElapsed() }
    while let wall = upcoming {
      // None from this one on is earlier than that.
      if firstHeld < held.count,
        held[firstHeld].instant.secondsSinceEpoch < wall - times.zone.table.largestOffset
      {
        break
      }
      let slot = times.slot(wall: wall)
      upcoming = nextWall(after: wall)
      if firstHeld == held.count, isCalm(slot.instant.secondsSinceEpoch) { return slot }
      held.insert(slot, at: held.lastIndex { $0 < slot }.map { $0 + 1 } ?? firstHeld)
    }
    return nextHeld()
  }

  private mutating func nextHeld() -> RawSlot? {
    guard firstHeld < held.count else { return nil }
    defer {
      firstHeld += 1
      if firstHeld == held.count || firstHeld > 64 && firstHeld > held.count / 2 {
        held.removeFirst(firstHeld)
        firstHeld = 0
      }
    }
    return held[firstHeld]
  }

  /// Whether no change of the clock is within two days, which is more than clocks differ by.
  private mutating func isCalm(_ instant: Int64) -> Bool {
    if calm.contains(instant) { return true }
    let table = times.zone.table
    let (index, shift) = table.segment(at: instant)
    let first = saturating(saturating(table.starts[index], plus: shift), plus: 2 * 86_400)
    calm = first..<max(first, saturating(saturating(table.end(of: index), plus: shift), plus: -2 * 86_400))
    return calm.contains(instant)
  }

  private mutating func nextElapsed() -> RawSlot? {
    guard let instant = set?.next() else { return nil }
    let slot = times.slot(instant)
    // The clocks may go back at the end of the last day.
    return slot.wall <= times.bounds.upperBound ? slot : nil
  }

  private mutating func nextWall(after wall: Int64) -> Int64? {
    guard set != nil else { return times.nextWall(after: wall) }
    return set?.next().flatMap { next in
      next.secondsSinceEpoch <= times.bounds.upperBound ? next.secondsSinceEpoch : nil
    }
  }
}
