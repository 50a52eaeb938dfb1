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
    return withoutCounts(before: end).last(before: end)
  }

  private func last(before end: Int64) -> Instant? {
    let earliest = min(startInstant, additions.first ?? .max)
    // Reach back in growing steps until there is something, then halve what lies before the end.
    var empty = end
    var width: Int64 = 86_400
    while empty > earliest {
      let from = max(earliest, end - width)
      var found = lastOfFew(from: from, before: empty)
      while let (instant, isLast) = found {
        if isLast { return Instant(instant) }
        let middle = instant + (empty - instant) / 2
        if let later = lastOfFew(from: middle, before: empty) {
          found = later
        } else {
          empty = middle
          found = lastOfFew(from: instant, before: empty)
        }
      }
      empty = from
      width *= 4
    }
    return nil
  }

  /// The last of the first few occurrences of a range, and whether it is the last of them all.
  private func lastOfFew(from first: Int64, before end: Int64) -> (Int64, isLast: Bool)? {
    var occurrences = Occurrences(self, first: first, last: end - 1)
    guard var last = occurrences.next() else { return nil }
    for _ in 0..<32 {
      guard let next = occurrences.next() else { return (last.secondsSinceEpoch, true) }
      last = next
    }
    return (last.secondsSinceEpoch, false)
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
