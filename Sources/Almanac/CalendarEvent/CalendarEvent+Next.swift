extension CalendarEvent {
  /// The first time after `after`, exclusive; nil if there is none before the year 2200.
  ///
  /// `zone` counts only where the event names none itself.
  public func next(after: Instant, zone: ZoneRules) -> Instant? {
    CalendarClock(self).next(after: after, zone: self.zone ?? zone)
  }

  /// All times after `after`, exclusive, up to the year 2199.
  public func occurrences(after: Instant, zone: ZoneRules) -> some Sequence<Instant> & Sendable {
    CalendarEventTimes(clock: CalendarClock(self), zone: self.zone ?? zone, last: after)
  }

  /// The first local time later than `local` that the event names, whether or not a clock in some zone shows it.
  ///
  /// For those who resolve gaps and overlaps their own way.
  public func nextLocal(after local: CivilDateTime) -> CivilDateTime? {
    CalendarClock(self).wall(from: local.wallSeconds + 1).map { CivilDateTime(wallSeconds: $0) }
  }
}

private struct CalendarEventTimes: Sequence, IteratorProtocol, Sendable {
  let clock: CalendarClock
  let zone: ZoneRules
  var last: Instant

  mutating func next() -> Instant? {
    guard let instant = clock.next(after: last, zone: zone) else { return nil }
    last = instant
    return instant
  }
}
