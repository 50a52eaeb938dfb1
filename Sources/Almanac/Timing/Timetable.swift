/// Days times times of the day, in a zone: the occurrences in time order, from any point, in both directions.
///
/// Local order is not always time order: an autumn hour is repeated, a zone may jump a whole day, and an offset may
/// carry a moment past one of the next day. So a day is held back until no later one can come before it.
///
/// A class, so that walking it copies nothing.
final class Timetable: Sendable {
  let days: DaySet
  let times: DayTimes
  let zone: ZoneRules

  init(days: DaySet, times: DayTimes, zone: ZoneRules) {
    self.days = days
    self.times = times
    self.zone = zone
  }

  /// No occurrence of `day` is earlier.
  func earliest(_ day: Int) -> Int64 { Int64(day) * 86_400 + times.earliest - zone.table.largestOffset }

  /// No occurrence of `day` is later.
  func latest(_ day: Int) -> Int64 { Int64(day) * 86_400 + times.latest - zone.table.smallestOffset }

  /// The first day that may have an occurrence later than `instant`.
  func firstDay(after instant: Instant) -> Int {
    let wall = saturating(instant.secondsSinceEpoch, plus: zone.table.smallestOffset - times.latest)
    return max(Int(floorDivide(wall, 86_400)), DaySet.everyDate.lowerBound)
  }

  /// The last day that may have an occurrence earlier than `instant`.
  func lastDay(before instant: Instant) -> Int {
    let wall = saturating(instant.secondsSinceEpoch, plus: zone.table.largestOffset - times.earliest)
    return min(Int(floorDivide(wall, 86_400)), DaySet.everyDate.upperBound)
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
