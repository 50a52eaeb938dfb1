extension RecurrenceSet {
  /// The last instant any set reaches: 9999-12-31T23:59:59Z.
  static let lastInstant: Int64 = 253_402_300_799

  /// The occurrences after `after` and before `before`, both exclusive; nil for no bound.
  ///
  /// Starting anywhere costs the same as starting at DTSTART, but for rules with COUNT and BY-parts, whose earlier
  /// occurrences are counted, by the month where possible.
  public func occurrences(after: Instant? = nil, before: Instant? = nil) -> Occurrences {
    let first = after.map { saturating($0.secondsSinceEpoch, plus: 1) } ?? .min
    let last = before.map { saturating($0.secondsSinceEpoch, plus: -1) } ?? .max
    return Occurrences(self, first: first, last: min(last, RecurrenceSet.lastInstant))
  }

  /// The first occurrence after `after`, exclusive; nil if there is none.
  public func next(after: Instant) -> Instant? {
    var occurrences = occurrences(after: after)
    return occurrences.next()
  }

  /// The last occurrence before `before`, exclusive; nil if there is none.
  public func previous(before: Instant) -> Instant? {
    let end = min(before.secondsSinceEpoch, RecurrenceSet.lastInstant + 1)
    let earliest = min(startInstant, additions.first ?? .max)
    guard earliest < end, var found = first(from: earliest, before: end) else { return nil }
    // Reach back in growing steps until there is something, then halve what lies between.
    var width: Int64 = 1
    var empty = end
    while end - width > found {
      if let later = first(from: end - width, before: empty) {
        found = later
        break
      }
      empty = end - width
      width *= 2
    }
    while empty - found > 1 {
      let middle = found + (empty - found) / 2
      if let later = first(from: max(middle, found + 1), before: empty) {
        found = later
      } else {
        empty = max(middle, found + 1)
      }
    }
    return Instant(found)
  }

  private func first(from first: Int64, before end: Int64) -> Int64? {
    var occurrences = Occurrences(self, first: first, last: end - 1)
    return occurrences.next()?.secondsSinceEpoch
  }

  /// The instants of a ``RecurrenceSet``, strictly ascending.
  public struct Occurrences: Sequence, IteratorProtocol, Sendable {
    private var single: Source?
    /// Present where there is more to a set than one rule.
    private var merge: Merge?

    init(_ set: RecurrenceSet, first: Int64, last: Int64) {
      let sources = set.rules.indices.map { Source(set, rule: $0, first: first, last: last) }
      single = sources.first
      if sources.count != 1 || !set.additions.isEmpty || !set.exceptions.isEmpty || !set.exceptedDays.isEmpty
      {
        merge = Merge(set, sources, first: first, last: last)
      }
    }

    public mutating func next() -> Instant? {
      if merge != nil { return merge?.next().map { Instant($0) } }
      guard let instant = single?.next() else { return nil }
      return Instant(instant)
    }
  }
}
