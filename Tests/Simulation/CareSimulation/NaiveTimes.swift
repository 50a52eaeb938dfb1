import Almanac
import Care

/// When an entry happens, counted out day by day: what the engine has to agree with.
struct NaiveTimes {
  let entry: Entry
  let moments: DayMoments
  let zone: NaiveZone

  /// The instants after `lower` and through `upper`; two that fall on one are both there.
  func instants(after lower: Instant, through upper: Instant) -> [Instant] {
    let timing = entry.timing
    guard entry.silence == nil, entry.asNeeded == nil else { return [] }
    let all: [Instant]
    if case .to(let other, let shift)? = timing.relative {
      all = Array(Set(moved(other, shift)))
    } else if !timing.when.isEmpty {
      all = timing.when.map { zone.instant(of: $0.wallSeconds) }
    } else if let elapsed = timing.elapsed {
      all = counted(elapsed, after: lower, through: upper)
    } else {
      let first = Int(lower.secondsSinceEpoch / 86_400) - 3
      let last = Int(upper.secondsSinceEpoch / 86_400) + 3
      all = (first...last).map { CivilDate(daysSinceEpoch: Int32($0)) }.filter(isChosen).flatMap { day in
        timing.at.map { zone.instant(of: Int64(day.daysSinceEpoch) * 86_400 + seconds($0)) }
      }
    }
    return all.filter { $0 > lower && $0 <= upper }.sorted()
  }

  /// The dates of an appointment, each moved; two that come to one time are one.
  private func moved(_ other: Timing, _ shift: Timing.Shift) -> [Instant] {
    other.when.map { date in
      switch shift {
      case .elapsed(let seconds): return zone.instant(of: date.wallSeconds) + seconds
      case .days(let days, let time):
        return zone.instant(of: Int64((date.date + days).daysSinceEpoch) * 86_400 + seconds(time))
      }
    }
  }

  private func isChosen(_ day: CivilDate) -> Bool {
    let timing = entry.timing
    if let from = timing.from, day < from { return false }
    if let until = timing.until, day > until { return false }
    if timing.except.contains(.day(day)) { return false }
    if !timing.on.isEmpty {
      // The simulation only ever writes weekdays.
      guard timing.on.contains(where: { $0.description == day.weekday.abbreviation }) else { return false }
    }
    if case .days(let step) = timing.every, let from = timing.from { return (day - from) % step == 0 }
    if let cycle = timing.cycle {
      let number = day - cycle.day1
      return number >= 0 && number % cycle.of < cycle.days && number / cycle.of < cycle.cycles ?? .max
    }
    if let countdown = timing.countdown {
      return countdown.days.contains { ($0.first...$0.last).contains(day - countdown.day0) }
    }
    return true
  }

  /// From the midnight that begins the date; a moment before the start of the day belongs to the day before.
  private func seconds(_ time: TimeOfDay) -> Int64 {
    switch time.base {
    case .clock(let clock): return Int64(clock.secondOfDay)
    case .moment(let name, let offset):
      guard let clock = moments.times[name] else { return 0 }
      let start = moments.times["wake"].map { Int64($0.secondOfDay) } ?? 4 * 3600
      return Int64(clock.secondOfDay) + (Int64(clock.secondOfDay) < start ? 86_400 : 0) + Int64(offset)
    }
  }

  private func counted(_ elapsed: Timing.Elapsed, after lower: Instant, through upper: Instant) -> [Instant] {
    guard let from = entry.timing.from else { return [] }
    let step = elapsed.step.seconds
    var time = zone.instant(of: Int64(from.daysSinceEpoch) * 86_400 + seconds(entry.timing.at[0]))
    if lower > time { time = time + (lower - time) / step * step }
    var all: [Instant] = []
    while time <= upper {
      if isInside(elapsed.between, time) { all.append(time) }
      time = time + step
    }
    return all
  }

  private func isInside(_ window: Timing.DayWindow?, _ time: Instant) -> Bool {
    guard let window else { return true }
    let wall = time.secondsSinceEpoch + zone.offset(at: time.secondsSinceEpoch)
    let (clock, start, end) = (wall % 86_400, seconds(window.start) % 86_400, seconds(window.end) % 86_400)
    return start <= end ? (start...end).contains(clock) : clock >= start || clock <= end
  }
}
