public import Almanac

/// The day of a person, which begins when they wake (04:00 where the plan does not say): at 00:30 it is still yesterday.
public enum PersonDay {
  /// From the start of the day up to the start of the next one.
  ///
  /// Where the start falls into a spring gap the day begins right after it.
  public static func bounds(on date: CivilDate, moments: DayMoments, zone: ZoneRules) -> Range<Instant> {
    let start = zone.instant(of: CivilDateTime(date, moments.dayStart))
    return start..<max(start, zone.instant(of: CivilDateTime(date + 1, moments.dayStart)))
  }

  /// The date of the day that `instant` belongs to.
  public static func date(at instant: Instant, moments: DayMoments, zone: ZoneRules) -> CivilDate {
    let local = zone.local(at: instant).date
    // One day to either side: where an hour is repeated, or left out, at the start of the day the clock misleads.
    for date in [local + 1, local] where bounds(on: date, moments: moments, zone: zone).lowerBound <= instant
    {
      return date
    }
    return local - 1
  }
}
