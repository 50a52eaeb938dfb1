public import Almanac

/// Which next occurrences a change of plan moves.
public struct PlanMoves: Hashable, Sendable {
  public struct Move: Hashable, Sendable {
    public var entry: EntryID
    /// Nil where nothing was to come, or nothing is any more.
    public var old: Instant?
    public var new: Instant?
  }

  /// In the order of the new plan; entries that are new or gone are not among them.
  public let moves: [Move]

  public init(_ moves: [Move]) { self.moves = moves }

  public init(old: Planner, new: Planner, now: Instant) {
    moves = new.order.compactMap { id in
      guard old.ranks[id] != nil else { return nil }
      let before = old.firing[id]?.schedule.next(after: now)?.instant
      let after = new.firing[id]?.schedule.next(after: now)?.instant
      return before == after ? nil : Move(entry: id, old: before, new: after)
    }
  }

  /// `midostaurin: next is now 09:00 (was 08:00)`, on the clock of `zone`.
  public func lines(in zone: ZoneRules, now: Instant) -> [String] {
    moves.map { move in
      func time(_ instant: Instant?) -> String {
        instant.map { Phrase.time($0, in: zone, now: now) } ?? "nothing to come"
      }
      return "\(move.entry): next is now \(time(move.new)) (was \(time(move.old)))"
    }
  }
}
