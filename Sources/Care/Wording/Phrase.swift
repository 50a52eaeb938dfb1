public import Almanac

/// Times as people say them, the same everywhere Tend speaks.
public enum Phrase {
  /// `08:00` on the reference day, `Mon 7 Dec 08:00` on another, with the year only where it is another one.
  public static func time(_ local: CivilDateTime, on reference: CivilDate) -> String {
    TextBuffer.string { write(local, on: reference, to: &$0) }
  }

  /// The local time of an instant, as `time(_:on:)` says it on the day `now` is in.
  public static func time(_ instant: Instant, in zone: ZoneRules, now: Instant) -> String {
    time(zone.local(at: instant), on: zone.local(at: now).date)
  }

  /// `Mon 7 Dec`, or `Mon 7 Dec 2027` outside the reference's year.
  public static func date(_ date: CivilDate, near reference: CivilDate) -> String {
    TextBuffer.string { write(date, near: reference, to: &$0) }
  }

  /// The place a zone is named for: `New York`.
  public static func city(_ zone: ZoneRules) -> String { TextBuffer.string { write(cityOf: zone, to: &$0) } }

  /// `in 2 h 5 min`, `5 min ago`, `now`: two units at most, cut to whole ones.
  public static func relative(_ instant: Instant, now: Instant) -> String {
    TextBuffer.string { write(instant, relativeTo: now, to: &$0) }
  }

  /// `2 h 5 min`, `3 days`, `40 s`: two units at most, cut to whole ones.
  public static func length(_ seconds: Int64) -> String {
    TextBuffer.string { write(length: seconds, to: &$0) }
  }

  /// `a`, `a and b`, `a, b and c`.
  public static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }

  /// `1 entry`, `3 entries`.
  static func entries(_ count: Int) -> String { count == 1 ? "1 entry" : "\(count) entries" }

  /// The first letter in upper case.
  public static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
