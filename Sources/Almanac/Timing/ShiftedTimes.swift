/// The occurrences of another schedule, each moved by the same shift.
///
/// Their order is that of the others, and what falls on one instant is one.
struct ShiftedTimes: Sendable {
  let base: Schedule
  private let move: Move
  private let zone: ZoneRules

  private enum Move: Sendable {
    /// Days, and seconds on the wall clock from the midnight of that day.
    case days(Int, distance: Int64)
    case elapsed(Int64)
  }

  init(_ relative: Timing.Relative, moments: DayMoments, zone: ZoneRules) throws(TimingError) {
    guard case .to(let timing, let shift) = relative else { preconditionFailure("there is one case") }
    base = try Schedule(timing, moments: moments, zone: zone)
    self.zone = zone
    switch shift {
    case .days(let days, let time):
      guard abs(days) <= 3660 else { throw .outOfRange(key: "before", allowed: "0 to 3660 days") }
      move = .days(days, distance: try moments.distance(of: time))
    case .elapsed(let seconds):
      guard seconds.magnitude <= 3660 * 86_400 else {
        throw .outOfRange(key: "before", allowed: "0 to 3660 days")
      }
      move = .elapsed(seconds)
    }
  }

  /// Whether it is before the other times, not after them.
  var comesBefore: Bool {
    switch move {
    case .days(let days, _): days <= 0
    case .elapsed(let seconds): seconds < 0
    }
  }

  /// The first occurrence later than `time`.
  func next(after time: Int64) -> RawSlot? {
    for slot in base.rawSlots(after: Instant(saturating(time, plus: -reach.upperBound - 1))) {
      let moved = moved(slot)
      if moved.instant.secondsSinceEpoch > time { return moved }
    }
    return nil
  }

  /// The last occurrence earlier than `time`.
  func previous(before time: Int64) -> RawSlot? {
    var before = Instant(saturating(time, plus: -reach.lowerBound + 1))
    while let slot = base.previous(before: before) {
      let moved = moved(RawSlot(instant: slot.instant, day: slot.day, local: slot.local))
      if moved.instant.secondsSinceEpoch < time { return moved }
      before = slot.instant
    }
    return nil
  }

  /// How far from the other schedule's time one can lie, in seconds: days may be shorter or longer than they say.
  private var reach: ClosedRange<Int64> {
    switch move {
    case .elapsed(let seconds): seconds...seconds
    case .days(let days, _): Int64(days - 6) * 86_400...Int64(days + 6) * 86_400
    }
  }

  private func moved(_ slot: RawSlot) -> RawSlot {
    switch move {
    case .elapsed(let seconds):
      let instant = slot.instant + seconds
      let local = zone.local(at: instant)
      return RawSlot(instant: instant, day: local.date, local: local)
    case .days(let days, let distance):
      let day = slot.local.date + days
      let local = CivilDateTime(wallSeconds: Int64(day.daysSinceEpoch) * 86_400 + distance)
      return RawSlot(instant: zone.instant(of: local), day: day, local: local)
    }
  }
}
