/// The times of an entry's day, as distances from that day's midnight on the wall clock.
struct DayTimes: Sendable {
  struct Time: Sendable {
    /// Seconds on the wall clock; negative or past 86,400 where it falls on another date than the day it belongs to.
    var distance: Int64
    var slot: String
  }

  /// In the order of `at`.
  let times: [Time]
  let earliest: Int64
  let latest: Int64

  init(_ at: [TimeOfDay], moments: DayMoments) throws(TimingError) {
    var times: [Time] = []
    times.reserveCapacity(at.count)
    // A day has a handful of times, for which a set would cost more.
    var seen: Set<String> = []
    for item in at {
      let slot = item.slot
      let isNew = at.count > 16 ? seen.insert(slot).inserted : !times.contains { $0.slot == slot }
      guard isNew else { throw .duplicateTime(slot) }
      times.append(Time(distance: try moments.distance(of: item), slot: slot))
    }
    guard let first = times.first?.distance else { throw .noTimes }
    self.times = times
    earliest = times.reduce(first) { min($0, $1.distance) }
    latest = times.reduce(first) { max($0, $1.distance) }
  }
}

extension DayMoments {
  /// Seconds on the wall clock from the midnight of the day that `time` belongs to.
  func distance(of time: TimeOfDay) throws(TimingError) -> Int64 {
    switch time.base {
    case .clock(let clock):
      return Int64(clock.secondOfDay)
    case .moment(let name, let offset):
      guard let clock = times[name] else { throw .unknownMoment(name, known: namesInOrder) }
      guard offset.magnitude < 86_400 else {
        throw .outOfRange(key: "at", allowed: "less than a day before a moment to less than a day after it")
      }
      // Before the day begins means: after the midnight that follows it.
      let date = clock < dayStart ? 86_400 : 0
      return Int64(date + Int(clock.secondOfDay) + offset)
    }
  }

  /// The moments as the day brings them, those after midnight last.
  public var namesInOrder: [String] {
    let start = dayStart.secondOfDay
    return times.sorted { a, b in
      let first = (a.value.secondOfDay - start + 86_400) % 86_400
      let second = (b.value.secondOfDay - start + 86_400) % 86_400
      return (first, a.key) < (second, b.key)
    }.map(\.key)
  }
}
