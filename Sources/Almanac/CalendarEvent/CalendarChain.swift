/// One comma-separated part of a calendar event: `08,20`, `1..5`, `0/15`.
///
/// Seconds are counted in microseconds, everything else in its own unit.
struct CalendarChain: Hashable, Sendable {
  struct Item: Hashable, Comparable, Sendable {
    var start: Int
    /// Nil where no end is given: then `step`, if any, runs to the end of the unit.
    var stop: Int?
    /// 0 for a single value.
    var step = 0

    static func < (a: Item, b: Item) -> Bool {
      (a.start, a.stop ?? -1, a.step) < (b.start, b.stop ?? -1, b.step)
    }
  }

  /// Empty for `*`.
  var items: [Item] = []

  init(_ items: [Item] = []) { self.items = items }

  init(_ values: Int...) { items = values.map { Item(start: $0) } }

  var isAny: Bool { items.isEmpty }

  /// Cuts ranges to what their steps reach, then sorts; the same as systemd does, so that the text comes out the same.
  mutating func normalize() {
    for index in items.indices {
      guard var stop = items[index].stop else { continue }
      let (start, step) = (items[index].start, items[index].step)
      if stop > start, step > 0 { stop -= (stop - start) % step }
      items[index].stop = stop
      if stop == start || (stop > start && start + step > stop) {
        items[index].stop = nil
        items[index].step = 0
      }
    }
    items = Set(items).sorted()
  }

  /// Whether every item lies within `range` and every step can be taken at least once.
  func fits(_ range: ClosedRange<Int>, countsFromEnd: Bool = false) -> Bool {
    // Every month has 28 days: no more can be counted back from the end. systemd 252 takes off another three for each
    // item of a list, so that it refuses `~7,28`; what it refuses is refused here.
    var last = range.upperBound
    return items.allSatisfy { item in
      if countsFromEnd { last -= 3 }
      guard (range.lowerBound...last).contains(item.start), item.step <= last - range.lowerBound else {
        return false
      }
      if let stop = item.stop {
        return (range.lowerBound...last).contains(stop) && item.start + item.step <= stop
      }
      return countsFromEnd ? item.start - item.step >= range.lowerBound : item.start + item.step <= last
    }
  }

  /// The values up to `last` as bits, all of them for `*`; no value may be above 63.
  func bits(through last: Int) -> UInt64 {
    guard !isAny else { return .max >> UInt64(63 - last) }
    var bits: UInt64 = 0
    for item in items {
      let stop = min(item.stop ?? (item.step > 0 ? last : item.start), last)
      for value in stride(from: item.start, through: stop, by: max(item.step, 1)) {
        bits |= 1 << UInt64(value)
      }
    }
    return bits
  }

  /// The days of a month of `length` days, bit 1 for the first, for a chain that counts from the month's end.
  func bitsFromEnd(length: Int) -> UInt64 {
    var bits: UInt64 = 0
    for item in items {
      let first = length + 1 - (item.stop ?? item.start)
      let last = item.stop == nil ? (item.step > 0 ? length : first) : length + 1 - item.start
      for day in stride(from: first, through: last, by: max(item.step, 1)) { bits |= 1 << UInt64(day) }
    }
    return bits
  }

  /// The whole seconds in which one of these microseconds lies, as bits.
  var secondBits: UInt64 {
    guard !isAny else { return .max >> 4 }
    let second = 1_000_000
    var bits: UInt64 = 0
    for item in items {
      let stop = item.stop ?? (item.step > 0 ? 60 * second - 1 : item.start)
      // With steps of less than a second every second on the way is met.
      for value in stride(from: item.start, through: stop, by: max(item.step, second)) {
        bits |= 1 << UInt64(value / second)
      }
      if item.step > 0, item.step < second { bits |= 1 << UInt64(stop / second) }
    }
    return bits
  }
}
