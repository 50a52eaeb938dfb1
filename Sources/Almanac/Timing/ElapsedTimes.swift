/// The occurrences of an `every` in hours and minutes: equally far apart, those outside `between` left out.
///
/// Within one stretch of constant offset the time of day is known without asking the zone, so what lies outside the
/// window is leapt over, not walked.
struct ElapsedTimes: Sendable {
  /// The first, and the one all are counted from.
  let anchor: Int64
  /// Seconds.
  let step: Int64
  /// The part of the day that counts, both ends included; nil for the whole day.
  let window: Window?
  /// The last local date, as a day number.
  let lastDay: Int
  let zone: ZoneRules

  struct Window: Sendable {
    /// Seconds of the day.
    var start: Int64
    /// Seconds from its start to its end.
    var length: Int64

    /// Seconds from `wall` until the window opens; 0 inside it.
    func wait(at wall: Int64) -> Int64 {
      let inside = floorRemainder(wall - start, 86_400)
      return inside <= length ? 0 : 86_400 - inside
    }

    /// Seconds since the window was last open; 0 inside it.
    func since(at wall: Int64) -> Int64 { max(0, floorRemainder(wall - start, 86_400) - length) }

    /// Whether it is ever met by steps of `step` seconds, one of which shows `wall`.
    func isMet(by step: Int64, from wall: Int64) -> Bool {
      // The times of day they reach are those that differ by the greatest common divisor of step and day.
      var (divisor, rest) = (Int64(86_400), step)
      while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
      return floorRemainder(wall - start, divisor) <= length
    }
  }

  /// A stretch of constant offset.
  private struct Stretch {
    var start: Int64
    var end: Int64
    var offset: Int64
    /// Whether the steps can meet the window with this offset; where they cannot, the stretch is leapt over.
    var meetsWindow: Bool
  }

  /// The first occurrence later than `time`.
  func next(after time: Int64) -> RawSlot? {
    var number = time < anchor ? 0 : floorDivide(saturating(time, plus: -anchor), step) + 1
    // No date up to `lastDay` is shown later than this.
    let end = Int64(lastDay + 1) * 86_400 - zone.table.smallestOffset
    var stretch = Stretch(start: 0, end: 0, offset: 0, meetsWindow: false)
    while number <= floorDivide(end - anchor, step) {
      let time = anchor + number * step
      if time >= stretch.end || time < stretch.start { stretch = self.stretch(at: time) }
      let slot = slot(time, stretch)
      guard Int(slot.dayNumber) <= lastDay else {
        number += 1
        continue
      }
      let wait = window?.wait(at: slot.wall) ?? 0
      guard wait > 0 else { return slot }
      let target = stretch.meetsWindow ? min(time + wait, stretch.end) : stretch.end
      number = floorDivide(saturating(target, plus: -anchor - 1), step) + 1
    }
    return nil
  }

  /// The last occurrence earlier than `time`.
  func previous(before time: Int64) -> RawSlot? {
    let end = Int64(lastDay + 1) * 86_400 - zone.table.smallestOffset
    var number = floorDivide(saturating(min(time, end), plus: -anchor - 1), step)
    var stretch = Stretch(start: 0, end: 0, offset: 0, meetsWindow: false)
    while number >= 0 {
      let time = anchor + number * step
      if time >= stretch.end || time < stretch.start { stretch = self.stretch(at: time) }
      let slot = slot(time, stretch)
      guard Int(slot.dayNumber) <= lastDay else {
        number -= 1
        continue
      }
      let since = window?.since(at: slot.wall) ?? 0
      guard since > 0 else { return slot }
      let before = saturating(stretch.start, plus: -1)
      let target = stretch.meetsWindow ? max(time - since, before) : before
      number = floorDivide(saturating(target, plus: -anchor), step)
    }
    return nil
  }

  /// The `number`th occurrence of all, counted from 1; nil where there are fewer.
  func occurrence(_ number: Int) -> RawSlot? {
    if window == nil {
      return next(after: saturating(anchor, plus: (Int64(number) - 1) * step - 1))
    }
    var time = anchor - 1
    for _ in 1..<number {
      guard let slot = next(after: time) else { return nil }
      time = slot.instant.secondsSinceEpoch
    }
    return next(after: time)
  }

  private func slot(_ time: Int64, _ stretch: Stretch) -> RawSlot {
    let wall = time + stretch.offset
    return RawSlot(instant: Instant(time), day: Int(floorDivide(wall, 86_400)), item: 0, wall: wall)
  }

  private func stretch(at time: Int64) -> Stretch {
    let table = zone.table
    let (index, shift) = table.segment(at: time)
    let offset = Int64(table.offsets[index])
    return Stretch(
      start: saturating(table.starts[index], plus: shift), end: saturating(table.end(of: index), plus: shift),
      offset: offset, meetsWindow: window?.isMet(by: step, from: anchor + offset) ?? true)
  }
}

extension ElapsedTimes {
  init(_ timing: Timing, _ elapsed: Timing.Elapsed, moments: DayMoments, zone: ZoneRules) throws(TimingError)
  {
    guard timing.every == nil, timing.cycle == nil, timing.countdown == nil, timing.on.isEmpty else {
      throw .unclear(
        "`every` in hours and minutes runs through all days: no other key chooses days beside it")
    }
    guard (60...366 * 86_400).contains(elapsed.step.seconds), elapsed.step.seconds % 60 == 0 else {
      throw .outOfRange(key: "every", allowed: "1 minute to 366 days, in whole minutes")
    }
    guard let from = timing.from else { throw .needsFrom(key: "every") }
    guard timing.at.count == 1 else {
      throw timing.at.isEmpty
        ? .noTimes : .unclear("`every` in hours and minutes is counted from one `at`, on the day `from`")
    }
    if let until = timing.until, until < from { throw .endsBeforeItStarts(from: from, until: until) }
    let start = Int64(from.daysSinceEpoch) * 86_400 + (try moments.distance(of: timing.at[0]))
    anchor = zone.instant(of: CivilDateTime(wallSeconds: start)).secondsSinceEpoch
    step = elapsed.step.seconds
    window = try elapsed.between.map { window throws(TimingError) in
      let start = floorRemainder(try moments.distance(of: window.start), 86_400)
      let length = floorRemainder(try moments.distance(of: window.end) - start, 86_400)
      guard length > 0 else { throw .unclear("`between` starts and ends at the same time") }
      return Window(start: start, length: length)
    }
    lastDay = min(timing.until.map { Int($0.daysSinceEpoch) } ?? .max, DaySet.everyDate.upperBound)
    self.zone = zone
  }
}
