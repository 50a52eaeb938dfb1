extension RecurrenceSet {
  /// Several rules and RDATEs in one order, without repeats and without what EXDATE takes away.
  struct Merge: Sendable {
    private var sources: [Source]
    private var heads: [Int64?]
    private let additions: [Int64]
    private var nextAddition: Int
    private let exceptions: [Int64]
    private var nextException: Int
    private let exceptedDays: [Int32]
    private let clock: ZoneRules
    private let last: Int64

    init(_ set: RecurrenceSet, _ sources: [Source], first: Int64, last: Int64) {
      self.sources = sources
      heads = []
      additions = set.additions
      nextAddition = additions.lowerBound(first)
      exceptions = set.exceptions
      nextException = exceptions.lowerBound(first)
      exceptedDays = set.exceptedDays
      clock = set.clock
      self.last = last
      for index in sources.indices { heads.append(self.sources[index].next()) }
    }

    mutating func next() -> Int64? {
      while let instant = earliest(), instant <= last {
        take(instant)
        if !isExcepted(instant) { return instant }
      }
      return nil
    }

    private func earliest() -> Int64? {
      var earliest = nextAddition < additions.count ? additions[nextAddition] : nil
      for case let head? in heads where head < earliest ?? .max { earliest = head }
      return earliest
    }

    private mutating func take(_ instant: Int64) {
      while nextAddition < additions.count, additions[nextAddition] == instant { nextAddition += 1 }
      for index in heads.indices where heads[index] == instant { heads[index] = sources[index].next() }
    }

    private mutating func isExcepted(_ instant: Int64) -> Bool {
      while nextException < exceptions.count, exceptions[nextException] < instant { nextException += 1 }
      if nextException < exceptions.count, exceptions[nextException] == instant { return true }
      guard !exceptedDays.isEmpty else { return false }
      let day = clock.local(at: Instant(instant)).date.daysSinceEpoch
      let index = exceptedDays.lowerBound(day)
      return index < exceptedDays.count && exceptedDays[index] == day
    }
  }
}

extension Array where Element: Comparable {
  /// The index of the first element that is not below `value`, in an ascending array.
  fileprivate func lowerBound(_ value: Element) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
