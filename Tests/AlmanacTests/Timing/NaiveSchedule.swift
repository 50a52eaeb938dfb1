import Almanac

/// A timing expanded by definition, day by day from its first: slow, and too simple to be wrong in the same way.
struct NaiveSchedule {
  var timing: Timing
  var moments: DayMoments
  var zone: ZoneRules

  /// All occurrences up to the end of `lastDay`, in time order.
  func slots(from firstDay: CivilDate, through lastDay: CivilDate) -> [TimedSlot] {
    if let elapsed = timing.elapsed { return wanted(self.slots(elapsed, through: lastDay)) }
    var slots: [TimedSlot] = []
    let start = [timing.from, timing.cycle?.day1, timing.countdown.map { $0.day0 - 9999 }].compactMap { $0 }
      .max()
    var day = start ?? firstDay
    while day <= min(timing.until ?? lastDay, lastDay) {
      if isChosen(day) {
        for time in timing.at {
          let local = CivilDateTime(wallSeconds: CivilDateTime(day, .midnight).wallSeconds + distance(time))
          slots.append(TimedSlot(day: day, slot: time.slot, local: local, instant: zone.instant(of: local)))
        }
      }
      day = day + 1
    }
    let sorted = slots.enumerated().sorted {
      ($0.element.instant, $0.offset) < ($1.element.instant, $1.offset)
    }
    .map(\.element)
    return wanted(sorted)
  }

  private func wanted(_ slots: [TimedSlot]) -> [TimedSlot] {
    (timing.count.map { Array(slots.prefix($0)) } ?? slots).filter { slot in
      !timing.except.contains(.day(slot.day)) && !timing.except.contains(.time(slot.local))
    }
  }

  private func slots(_ elapsed: Timing.Elapsed, through lastDay: CivilDate) -> [TimedSlot] {
    guard let from = timing.from, let time = timing.at.first else { return [] }
    let start = CivilDateTime(from, .midnight).wallSeconds + distance(time)
    var instant = zone.instant(of: CivilDateTime(wallSeconds: start))
    var slots: [TimedSlot] = []
    while zone.local(at: instant).date <= lastDay + 2 {
      let local = zone.local(at: instant)
      let isFirst = zone.instant(of: local) == instant
      if elapsed.between.map({ isInside($0, local.time) }) ?? true,
        local.date <= min(timing.until ?? lastDay, lastDay)
      {
        let slot = isFirst ? "\(local.time)" : "\(local.time)-again"
        slots.append(TimedSlot(day: local.date, slot: slot, local: local, instant: instant))
      }
      instant = instant + elapsed.step.seconds
    }
    return slots
  }

  private func isInside(_ window: Timing.DayWindow, _ time: ClockTime) -> Bool {
    let start = (distance(window.start) + 86_400) % 86_400
    let end = (distance(window.end) + 86_400) % 86_400
    let second = Int64(time.secondOfDay)
    return start <= end ? start <= second && second <= end : start <= second || second <= end
  }

  private func distance(_ time: TimeOfDay) -> Int64 {
    switch time.base {
    case .clock(let clock): Int64(clock.secondOfDay)
    case .moment(let name, let offset):
      Int64(moments.times[name]?.secondOfDay ?? 0) + Int64(offset)
        + (moments.times[name] ?? .midnight < moments.dayStart ? 86_400 : 0)
    }
  }

  private func isChosen(_ day: CivilDate) -> Bool {
    let allowed = timing.on.isEmpty || timing.on.contains { matches($0, day) }
    if let cycle = timing.cycle {
      let days = day - cycle.day1
      return days >= 0 && days / cycle.of < cycle.cycles ?? .max && days % cycle.of < cycle.days && allowed
    }
    if let countdown = timing.countdown {
      return countdown.days.contains { $0.first <= day - countdown.day0 && day - countdown.day0 <= $0.last }
        && allowed
    }
    guard let every = timing.every, every != .days(1), let from = timing.from else { return allowed }
    let months = (day.year - from.year) * 12 + day.month - from.month
    switch every {
    case .days(let count):
      return (day - from) % count == 0 && allowed
    case .weeks(let count):
      let weeks = (monday(day) - monday(from)) / 7
      return weeks % count == 0 && (timing.on.isEmpty ? day.weekday == from.weekday : allowed)
    case .months(let count):
      return months % count == 0 && (timing.on.isEmpty ? day.day == from.day : allowed)
    case .years(let count):
      return months % (12 * count) == 0 && (timing.on.isEmpty ? day.day == from.day : allowed)
    }
  }

  private func monday(_ day: CivilDate) -> CivilDate { day - (day.weekday.rawValue - 1) }

  private func matches(_ pattern: DayPattern, _ day: CivilDate) -> Bool {
    let length = CivilDate.daysInMonth(year: day.year, month: day.month)
    switch pattern {
    case .weekday(let weekday):
      return day.weekday == weekday
    case .nthWeekday(let n, let weekday):
      let place = n > 0 ? (day.day - 1) / 7 + 1 : -((length - day.day) / 7 + 1)
      return day.weekday == weekday && place == n
    case .dayOfMonth(let n):
      return n > 0 ? day.day == n : day.day - length - 1 == n
    }
  }
}
