public import Almanac

/// When a copy of the record is due, and which copies are kept: seven daily ones, four weekly, twelve monthly.
public enum BackupRule {
  /// Seconds from one copy to the next.
  static let interval: Int64 = 86_400
  /// Seconds for which an overdue copy waits for a moment in which nothing comes due.
  static let patience: Int64 = 3600
  /// Seconds without a reminder that a copy may take.
  static let room: Int64 = 60
  private static let days = 7
  private static let weeks = 4
  private static let months = 12

  /// Whether to make a copy now.
  ///
  /// A copy of the future, made while the clock was wrong, counts as none.
  ///
  /// - Parameters:
  ///   - copies: When those that are there were made.
  ///   - nextWakeup: When the next reminder is to be told: a copy never holds one up, unless none has been possible for
  ///     an hour.
  public static func isDue(copies: some Sequence<Instant>, now: Instant, nextWakeup: Instant?) -> Bool {
    guard let newest = copies.filter({ $0 <= now }).max() else { return hasRoom(now, nextWakeup) }
    let overdue = now - newest - interval
    return overdue >= patience || (overdue >= 0 && hasRoom(now, nextWakeup))
  }

  /// The copies that have done their service: neither the newest of one of the last days, nor of one of the last weeks
  /// or months, that have a copy.
  ///
  /// Days are counted by the copies and not by the clock, so that a year without one, or a clock that is wrong, takes
  /// none away.
  public static func superseded(_ copies: some Sequence<Instant>) -> Set<Instant> {
    let newestFirst = Set(copies).sorted(by: >)
    var kept: Set<Instant> = []
    for (count, period) in [(days, day), (weeks, week), (months, month)] {
      var seen: Set<Int> = []
      for copy in newestFirst where seen.count < count {
        if seen.insert(period(copy)).inserted { kept.insert(copy) }
      }
    }
    return Set(newestFirst).subtracting(kept)
  }

  private static func hasRoom(_ now: Instant, _ nextWakeup: Instant?) -> Bool {
    nextWakeup.map { $0 - now >= room } ?? true
  }

  private static func day(_ copy: Instant) -> Int { Int(ZoneRules.utc.local(at: copy).date.daysSinceEpoch) }
  /// From Monday: the first day of 1970 was a Thursday.
  private static func week(_ copy: Instant) -> Int { (day(copy) + 3) / 7 }
  private static func month(_ copy: Instant) -> Int {
    let date = ZoneRules.utc.local(at: copy).date
    return date.year * 12 + date.month
  }
}
