public import Almanac

// The phrases that listings write by the thousand.
extension Phrase {
  /// As `time(_:on:)` says it.
  public static func write(_ local: CivilDateTime, on reference: CivilDate, to text: inout TextBuffer) {
    if local.date != reference {
      write(local.date, near: reference, to: &text)
      text.write(" ")
    }
    text.write(local.time)
  }

  /// As `date(_:near:)` says it.
  public static func write(_ date: CivilDate, near reference: CivilDate, to text: inout TextBuffer) {
    let (year, month, day) = date.components
    text.write(weekdays[date.weekday.rawValue - 1])
    text.write(" ")
    text.write(Int64(day))
    text.write(" ")
    text.write(months[month - 1])
    guard year != reference.year else { return }
    text.write(" ")
    text.write(Int64(year))
  }

  /// As `city(_:)` says it.
  public static func write(cityOf zone: ZoneRules, to text: inout TextBuffer) {
    var name = zone.name[...]
    if let slash = name.utf8.lastIndex(of: UInt8(ascii: "/")) {
      name = name[name.utf8.index(after: slash)...]
    }
    while let mark = name.utf8.firstIndex(of: UInt8(ascii: "_")) {
      text.write(name[..<mark])
      text.write(" ")
      name = name[name.utf8.index(after: mark)...]
    }
    text.write(name)
  }

  /// As `relative(_:now:)` says it.
  public static func write(_ instant: Instant, relativeTo now: Instant, to text: inout TextBuffer) {
    let seconds = instant - now
    if seconds > 0 {
      text.write("in ")
      write(length: seconds, to: &text)
    } else if seconds < 0 {
      write(length: -seconds, to: &text)
      text.write(" ago")
    } else {
      text.write("now")
    }
  }

  /// As `length(_:)` says it.
  public static func write(length seconds: Int64, to text: inout TextBuffer) {
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60)
    if days > 0 {
      write(days, days == 1 ? " day" : " days", to: &text)
      if days < 3, hours > 0 { write(hours, " h", after: " ", to: &text) }
    } else if hours > 0 {
      write(hours, " h", to: &text)
      if minutes > 0 { write(minutes, " min", after: " ", to: &text) }
    } else if minutes > 0 {
      write(minutes, " min", to: &text)
    } else {
      write(seconds, " s", to: &text)
    }
  }

  private static func write(
    _ count: Int64, _ unit: String, after gap: String = "", to text: inout TextBuffer
  ) {
    text.write(gap)
    text.write(count)
    text.write(unit)
  }

  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
