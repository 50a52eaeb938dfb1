public import Almanac

/// Times as people say them, the same everywhere Tend speaks.
public enum Phrase {
  /// `08:00` on the reference day, `Mon 7 Dec 08:00` on another, with the year only where it is another one.
  public static func time(_ local: CivilDateTime, on reference: CivilDate) -> String {
    local.date == reference ? "\(local.time)" : "\(date(local.date, near: reference)) \(local.time)"
  }

  /// The local time of an instant, as `time(_:on:)` says it on the day `now` is in.
  public static func time(_ instant: Instant, in zone: ZoneRules, now: Instant) -> String {
    time(zone.local(at: instant), on: zone.local(at: now).date)
  }

  /// `Mon 7 Dec`, or `Mon 7 Dec 2027` outside the reference's year.
  public static func date(_ date: CivilDate, near reference: CivilDate) -> String {
    let (year, month, day) = date.components
    let text = "\(capitalised(date.weekday.abbreviation)) \(day) \(months[month - 1])"
    return year == reference.year ? text : "\(text) \(year)"
  }

  /// The place a zone is named for: `New York`.
  public static func city(_ zone: ZoneRules) -> String {
    (zone.name.split(separator: "/").last.map(String.init) ?? zone.name).split(separator: "_").joined(
      separator: " ")
  }

  /// `in 2 h 5 min`, `5 min ago`, `now`: two units at most, cut to whole ones.
  public static func relative(_ instant: Instant, now: Instant) -> String {
    let seconds = instant - now
    if seconds == 0 { return "now" }
    return seconds > 0 ? "in \(length(seconds))" : "\(length(-seconds)) ago"
  }

  /// `2 h 5 min`, `3 days`, `40 s`: two units at most, cut to whole ones.
  public static func length(_ seconds: Int64) -> String {
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60)
    if days >= 3 { return "\(days) days" }
    if days > 0 {
      let text = days == 1 ? "1 day" : "\(days) days"
      return hours == 0 ? text : "\(text) \(hours) h"
    }
    if hours > 0 { return minutes == 0 ? "\(hours) h" : "\(hours) h \(minutes) min" }
    return minutes > 0 ? "\(minutes) min" : "\(seconds) s"
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

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
