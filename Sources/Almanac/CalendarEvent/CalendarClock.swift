/// A calendar event made ready for counting: bits instead of lists.
struct CalendarClock: Sendable {
  private let weekdays: UInt8
  private let year: CalendarChain
  private let months: UInt64
  private let day: CalendarChain
  private let countsFromEnd: Bool
  private let days: UInt64
  private let hours: UInt64
  private let minutes: UInt64
  private let seconds: UInt64

  init(_ event: CalendarEvent) {
    weekdays = event.weekdays ?? 0b111_1111
    year = event.year
    months = event.month.bits(through: 12)
    day = event.day
    countsFromEnd = event.countsFromEnd
    days = event.countsFromEnd ? 0 : event.day.bits(through: 31)
    hours = event.hour.bits(through: 23)
    minutes = event.minute.bits(through: 59)
    seconds = event.second.secondBits
  }

  func next(after: Instant, zone: ZoneRules) -> Instant? {
    guard var from = clampedWall(after, zone) else { return nil }
    while let wall = wall(from: from) {
      switch zone.resolve(CivilDateTime(wallSeconds: wall)) {
      case .unique(let instant) where instant > after: return instant
      case .overlap(let first, _) where first > after: return first
      case .unique: from = wall + 1
      case .overlap(let first, _) where first == after: from = wall + 1
      case .overlap(let first, _):
        // The clock went back and shows these times again: go on where it stood.
        from = zone.wallEnd(at: first) ?? wall + 1
      case .gap(let shifted, _):
        from = max(zone.wallStart(at: shifted), wall + 1)
      }
    }
    return nil
  }

  /// Where to start looking, as a wall time; nil after the last year.
  private func clampedWall(_ after: Instant, _ zone: ZoneRules) -> Int64? {
    let first = CivilDate(uncheckedYear: CalendarEvent.years.lowerBound, month: 1, day: 1)
    let end = CivilDate(uncheckedYear: CalendarEvent.years.upperBound + 1, month: 1, day: 1)
    let firstWall = CivilDateTime(first, .midnight).wallSeconds
    guard after.secondsSinceEpoch >= firstWall - 2 * 86_400 else { return firstWall }
    guard after.secondsSinceEpoch < CivilDateTime(end, .midnight).wallSeconds + 2 * 86_400 else { return nil }
    return max(zone.local(at: after).wallSeconds, firstWall)
  }

  /// The first wall time of the event from `from` on.
  func wall(from: Int64) -> Int64? {
    let local = CivilDateTime(wallSeconds: from)
    if let time = time(from: Int(local.time.secondOfDay)), isDay(local.date) {
      return CivilDateTime(local.date, .midnight).wallSeconds + Int64(time)
    }
    guard let time = time(from: 0), let date = date(from: local.date + 1) else { return nil }
    return CivilDateTime(date, .midnight).wallSeconds + Int64(time)
  }

  private func isDay(_ date: CivilDate) -> Bool { self.date(from: date) == date }

  private func date(from date: CivilDate) -> CivilDate? {
    var (year, month, day) = date.components
    if year < CalendarEvent.years.lowerBound { (year, month, day) = (CalendarEvent.years.lowerBound, 1, 1) }
    while year <= CalendarEvent.years.upperBound {
      if isYear(year) {
        var left = months & (.max << UInt64(month))
        while left != 0 {
          let found = left.trailingZeroBitCount
          left &= left - 1
          let from = found == month ? day : 1
          let bits = self.bits(year, found) & (.max << UInt64(from))
          if bits != 0 { return CivilDate(uncheckedYear: year, month: found, day: bits.trailingZeroBitCount) }
        }
      }
      (year, month, day) = (year + 1, 1, 1)
    }
    return nil
  }

  private func isYear(_ value: Int) -> Bool {
    year.isAny
      || year.items.contains { item in
        guard value >= item.start else { return false }
        guard item.step > 0 else { return value == item.start }
        return value <= item.stop ?? .max && (value - item.start) % item.step == 0
      }
  }

  /// The days of a month, bit 1 for its first.
  private func bits(_ year: Int, _ month: Int) -> UInt64 {
    let length = CivilDate.daysInMonth(year: year, month: month)
    var bits = countsFromEnd ? day.bitsFromEnd(length: length) : days & (.max >> UInt64(63 - length))
    if weekdays != 0b111_1111 {
      let first = CivilDate(uncheckedYear: year, month: month, day: 1).weekday.index
      for day in 1...length where weekdays & 1 << UInt8((first + day - 1) % 7) == 0 {
        bits &= ~(1 << UInt64(day))
      }
    }
    return bits & ~1
  }

  /// The first second of the day from `second` on.
  private func time(from second: Int) -> Int? {
    var (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60)
    while let foundHour = Self.first(hours, hour) {
      if foundHour > hour { (minute, second) = (0, 0) }
      hour = foundHour
      while let foundMinute = Self.first(minutes, minute) {
        if foundMinute > minute { second = 0 }
        if let found = Self.first(seconds, second) { return hour * 3600 + foundMinute * 60 + found }
        (minute, second) = (foundMinute + 1, 0)
      }
      (hour, minute, second) = (hour + 1, 0, 0)
    }
    return nil
  }

  private static func first(_ bits: UInt64, _ from: Int) -> Int? {
    guard from < 64 else { return nil }
    let rest = bits >> UInt64(from)
    return rest == 0 ? nil : from + rest.trailingZeroBitCount
  }
}

extension ZoneRules {
  /// What the clock shows when the stretch of constant offset that `instant` lies in begins.
  fileprivate func wallStart(at instant: Instant) -> Int64 {
    let (index, shift) = table.segment(at: instant.secondsSinceEpoch)
    return saturating(saturating(table.starts[index], plus: shift), plus: Int64(table.offsets[index]))
  }

  /// What the clock shows when that stretch ends.
  fileprivate func wallEnd(at instant: Instant) -> Int64? {
    table.nextStart(after: instant.secondsSinceEpoch).map { $0 + Int64(offset(at: instant)) }
  }
}
