public import Almanac

/// A part of every day: `08:00-22:00`; past midnight where the end is the earlier one: `22:00-07:00`.
public struct ClockWindow: Hashable, Sendable {
  public var from: ClockTime
  /// Exclusive.
  public var until: ClockTime

  /// Nil where both are the same: that could mean always or never.
  public init?(from: ClockTime, until: ClockTime) {
    guard from != until else { return nil }
    (self.from, self.until) = (from, until)
  }

  public func covers(_ time: ClockTime) -> Bool {
    from < until ? time >= from && time < until : time >= from || time < until
  }

  public func covers(_ instant: Instant, in zone: ZoneRules) -> Bool { covers(zone.local(at: instant).time) }

  /// When it begins next after an instant outside of it.
  public func opening(after instant: Instant, in zone: ZoneRules) -> Instant { next(from, instant, zone) }

  /// When it ends next after an instant within it.
  public func end(after instant: Instant, in zone: ZoneRules) -> Instant { next(until, instant, zone) }

  private func next(_ time: ClockTime, _ instant: Instant, _ zone: ZoneRules) -> Instant {
    let today = zone.local(at: instant).date
    for day in [today, today + 1] {
      let next = zone.instant(of: CivilDateTime(day, time))
      if next > instant { return next }
    }
    // Where a whole day is missing from a calendar.
    return instant + 86_400
  }
}

extension ClockWindow: TextCodable {
  /// Reads `22:00-07:00`; nil for any other form.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let from = ClockTime(String(parts[0])), let until = ClockTime(String(parts[1]))
    else { return nil }
    self.init(from: from, until: until)
  }

  public var description: String { "\(from)-\(until)" }
}
