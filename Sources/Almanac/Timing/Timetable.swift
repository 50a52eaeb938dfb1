/// One occurrence before it is dressed as a `TimedSlot`.
struct RawSlot: Comparable, Sendable {
  var instant: Instant
  /// The day it belongs to, as a day number.
  var day: Int
  /// Which item of `at` (or of `when`) it comes from.
  var item: Int
  /// Its nominal time in seconds on the wall clock.
  var wall: Int64

  /// By instant; those that fall on one instant by day and then in the order of `at`.
  static func < (a: RawSlot, b: RawSlot) -> Bool {
    (a.instant, a.day, a.item) < (b.instant, b.day, b.item)
  }
}

/// Days times times of the day, in a zone: the occurrences in time order, from any point, in both directions.
///
/// Local order is not always time order: an autumn hour is repeated, a zone may jump a whole day, and an offset may
/// carry a moment past one of the next day. So a day is held back until no later one can come before it.
struct Timetable: Sendable {
  let days: DaySet
  let times: DayTimes
  let zone: ZoneRules

  /// No occurrence of `day` is earlier.
  func earliest(_ day: Int) -> Int64 { Int64(day) * 86_400 + times.earliest - zone.table.largestOffset }

  /// No occurrence of `day` is later.
  func latest(_ day: Int) -> Int64 { Int64(day) * 86_400 + times.latest - zone.table.smallestOffset }

  /// The first day that may have an occurrence later than `instant`.
  func firstDay(after instant: Instant) -> Int {
    let wall = saturating(instant.secondsSinceEpoch, plus: zone.table.smallestOffset - times.latest)
    return max(Int(floorDivided(wall, 86_400)), DaySet.everyDate.lowerBound)
  }

  /// The last day that may have an occurrence earlier than `instant`.
  func lastDay(before instant: Instant) -> Int {
    let wall = saturating(instant.secondsSinceEpoch, plus: zone.table.largestOffset - times.earliest)
    return min(Int(floorDivided(wall, 86_400)), DaySet.everyDate.upperBound)
  }

  func slot(_ item: Int, on day: Int, cursor: inout ZoneCursor) -> RawSlot {
    let wall = Int64(day) * 86_400 + times.times[item].distance
    return RawSlot(instant: cursor.instant(wallSeconds: wall), day: day, item: item, wall: wall)
  }

  /// The last occurrence earlier than `instant` that `isWanted`.
  func previous(before instant: Instant, where isWanted: (RawSlot) -> Bool) -> RawSlot? {
    var cursor = ZoneCursor(zone)
    var best: RawSlot?
    var next = days.previous(from: lastDay(before: instant))
    while let day = next {
      if let best, latest(day) < best.instant.secondsSinceEpoch { break }
      for item in times.times.indices {
        let slot = slot(item, on: day, cursor: &cursor)
        guard slot.instant < instant, best.map({ $0 < slot }) ?? true, isWanted(slot) else { continue }
        best = slot
      }
      next = days.previous(from: day - 1)
    }
    return best
  }

  /// The `number`th occurrence of all, counted from 1 in time order; nil where there are fewer.
  func occurrence(_ number: Int) -> RawSlot? {
    // Days more than a week apart cannot overtake each other (the times of a day span less than four, a zone's offsets
    // less than two), so all days but the last few are complete and need only be counted.
    let complete = max(0, (number - 1) / times.times.count - 8)
    guard let day = days.day(after: complete) else { return nil }
    var slots = TimetableIterator(self, from: day)
    for _ in complete * times.times.count..<number - 1 where slots.next() == nil { return nil }
    return slots.next()
  }
}

/// Walks a timetable forward without end.
struct TimetableIterator: IteratorProtocol, Sendable {
  private let table: Timetable
  private var cursor: ZoneCursor
  private var nextDay: Int?
  /// In order from `head` on; never longer than the few days that can overlap.
  private var waiting: [RawSlot] = []
  private var head = 0

  init(_ table: Timetable, from day: Int) {
    self.table = table
    cursor = ZoneCursor(table.zone)
    nextDay = table.days.next(from: day)
  }

  mutating func next() -> RawSlot? {
    while let day = nextDay,
      head == waiting.count || table.earliest(day) <= waiting[head].instant.secondsSinceEpoch
    {
      add(day)
      nextDay = table.days.next(from: day + 1)
    }
    guard head < waiting.count else { return nil }
    defer { head += 1 }
    return waiting[head]
  }

  private mutating func add(_ day: Int) {
    if head == waiting.count {
      waiting.removeAll(keepingCapacity: true)
    } else {
      waiting.removeFirst(head)
    }
    head = 0
    for item in table.times.times.indices {
      let slot = table.slot(item, on: day, cursor: &cursor)
      var place = waiting.count
      while place > 0, slot < waiting[place - 1] { place -= 1 }
      waiting.insert(slot, at: place)
    }
  }
}

/// Division that rounds down; the divisor is positive.
func floorDivided(_ value: Int64, _ divisor: Int64) -> Int64 {
  value >= 0 ? value / divisor : (value + 1) / divisor - 1
}
