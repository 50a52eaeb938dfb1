/// Cases graded `should` in which Tend reads the rule otherwise.
///
/// Documentation/recurrence.md lists the same, with the reasons.
enum OtherReadings {
  static let ids = dtstartOutside.union(wholeFirstWeek).union(everyMonth).union(weekNumbers)

  /// DTSTART does not match the rule, and upstream returns it all the same.
  private static let dtstartOutside: Set = ["icaljs-65", "icaljs-68", "icaljs-101", "icaljs-102"]

  /// Upstream counts BYSETPOS in the first week from DTSTART on.
  private static let wholeFirstWeek: Set = ["google-67", "google-85"]

  /// Upstream reads YEARLY;BYMONTHDAY without BYMONTH as the month of DTSTART.
  private static let everyMonth: Set = ["icaljs-60", "libical-390", "libical-395"]

  /// Upstream reads BYWEEKNO otherwise: all seven days, years of weeks, or another week for a negative number.
  private static let weekNumbers: Set = [
    "dateutil-testYearlyByWeekNo", "google-65", "google-70", "icaljs-66", "icaljs-67", "icaljs-69",
    "libical-725",
    "libical-730", "libical-740",
  ]
}
