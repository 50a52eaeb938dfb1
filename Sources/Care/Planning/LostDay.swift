import Almanac

/// The part of the present day whose record is lost: what the plan had in it is told all the same, marked as in doubt.
struct LostDay {
  /// From when on slots get a row though their time has passed.
  let reach: Instant
  private let start: Instant
  private let now: Instant

  /// Nil unless the whole record was lost and this is the first look since.
  ///
  /// The day is that of the entry's person. What began before it and is not missed yet belongs to it too.
  init?(_ state: PlannerState, _ entry: FiringEntry, moments: DayMoments, now: Instant) {
    guard let loss = state.loss, loss.from == nil, state.lastProcessed == nil else { return nil }
    let date = PersonDay.date(at: now, moments: moments, zone: entry.zone)
    start = PersonDay.bounds(on: date, moments: moments, zone: entry.zone).lowerBound
    reach = min(start, now - entry.longestOpen) - 1
    self.now = now
  }

  func holds(_ facts: OccurrenceFacts) -> Bool { facts.instant >= start || facts.missedAt > now }
}
