/// A zone as a list of stretches of constant local time, with the footer's rules written out.
///
/// The Gregorian calendar repeats after 400 years, weekdays included. So 400 years of a footer rule are written out
/// once, and instants beyond them are moved back by whole cycles: every look-up is one binary search.
final class ZoneTable: Sendable {
  /// The first instant of each stretch, ascending; the first is `Int64.min`.
  let starts: [Int64]
  /// Seconds east of UTC in each stretch.
  let offsets: [Int32]
  /// The index in `types` for each stretch.
  let kinds: [UInt16]
  let types: [LocalTimeType]
  let smallestOffset: Int64
  let largestOffset: Int64
  /// Instants from here on are moved back by whole cycles.
  let repeatsFrom: Int64
  /// Instants before this are moved forward by whole cycles; only where the rule holds for all time.
  let repeatsBefore: Int64

  /// 400 Gregorian years in seconds.
  static let cycle: Int64 = 146_097 * 86_400

  init(_ stretches: Stretches, repeatsFrom: Int64 = .max, repeatsBefore: Int64 = .min) {
    starts = stretches.starts
    kinds = stretches.kinds
    types = stretches.types
    offsets = stretches.kinds.map { stretches.types[Int($0)].offset }
    smallestOffset = Int64(offsets.min() ?? 0)
    largestOffset = Int64(offsets.max() ?? 0)
    self.repeatsFrom = repeatsFrom
    self.repeatsBefore = repeatsBefore
  }

  func sameRules(as other: ZoneTable) -> Bool {
    starts == other.starts && repeatsFrom == other.repeatsFrom && repeatsBefore == other.repeatsBefore
      && zip(kinds, other.kinds).allSatisfy { types[Int($0)] == other.types[Int($1)] }
  }

  /// The stretch that holds `time`, and what to add to the table's times to get the real ones.
  func segment(at time: Int64) -> (index: Int, shift: Int64) {
    let shift = cycleShift(of: time)
    return (index(at: time &- shift), shift)
  }

  func end(of index: Int) -> Int64 { index + 1 < starts.count ? starts[index + 1] : .max }

  func nextStart(after time: Int64) -> Int64? {
    let (index, shift) = segment(at: time)
    guard index + 1 < starts.count else { return nil }
    let (next, overflows) = starts[index + 1].addingReportingOverflow(shift)
    return overflows ? nil : next
  }

  /// The instants at which clocks showed `wall` seconds since 1970-01-01T00:00:00.
  func resolve(wall: Int64) -> LocalTime {
    let shift = cycleShift(of: wall)
    let wall = wall &- shift
    var index = index(at: saturating(wall, plus: -largestOffset))
    let latest = saturating(wall, plus: -smallestOffset)
    var first: Int64?
    var gap: LocalTime?
    while index < starts.count, starts[index] <= latest {
      let time = wall &- Int64(offsets[index])
      if time >= starts[index] {
        if time < end(of: index) {
          if let first {
            return .overlap(first: Instant(first &+ shift), second: Instant(time &+ shift))
          }
          first = time
        } else if gap == nil, index + 1 < starts.count {
          // Past the end of this stretch: a gap, if it is also before the start of the next.
          let after = wall &- Int64(offsets[index + 1])
          if after < starts[index + 1] {
            gap = .gap(before: Instant(time &+ shift), after: Instant(after &+ shift))
          }
        }
      }
      index += 1
    }
    if let first { return .unique(Instant(first &+ shift)) }
    return gap ?? .unique(Instant(wall &- Int64(offsets[min(index, starts.count - 1)]) &+ shift))
  }

  // Near the ends of Int64 the products wrap, and wrap back when they are subtracted from `time`.
  private func cycleShift(of time: Int64) -> Int64 {
    if time >= repeatsFrom {
      return (saturating(time, plus: -repeatsFrom) / ZoneTable.cycle + 1) &* ZoneTable.cycle
    }
    if time < repeatsBefore {
      return ((saturating(time, plus: -repeatsBefore) + 1) / ZoneTable.cycle - 1) &* ZoneTable.cycle
    }
    return 0
  }

  private func index(at time: Int64) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= time { low = middle } else { high = middle }
    }
    return low
  }
}
