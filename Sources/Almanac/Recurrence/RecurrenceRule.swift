/// A recurrence rule of RFC 5545 §3.3.10, with the `SKIP` of RFC 7529.
///
/// Made from text and always valid: lists are sorted and without repeats, so two rules that say the same in another
/// order are equal. What the rule means also depends on its DTSTART; see ``RecurrenceSet``.
public struct RecurrenceRule: Hashable, Sendable {
  public enum Frequency: Int, CaseIterable, Hashable, Comparable, Sendable {
    case secondly, minutely, hourly, daily, weekly, monthly, yearly

    public static func < (a: Frequency, b: Frequency) -> Bool { a.rawValue < b.rawValue }
  }

  /// One item of BYDAY.
  public struct Day: Hashable, Comparable, Sendable {
    /// The nth such weekday of the month or year, negative from its end; 0 for every one.
    public let ordinal: Int
    public let weekday: Weekday

    public static func < (a: Day, b: Day) -> Bool { (a.ordinal, a.weekday) < (b.ordinal, b.weekday) }
  }

  /// What becomes of a day that a month or year does not have (RFC 7529).
  public enum Skip: String, Hashable, Sendable {
    case omit = "OMIT"
    case backward = "BACKWARD"
    case forward = "FORWARD"
  }

  public internal(set) var frequency: Frequency
  /// At least 1.
  public internal(set) var interval = 1
  /// At least 1; never together with `until`.
  public internal(set) var count: Int?
  /// The last moment that may still be an occurrence; a date stands for its midnight unless DTSTART is a date too.
  public internal(set) var until: CalendarTime?
  /// 0 to 59; 60, the leap second, is read as 59.
  public internal(set) var bySecond: [Int] = []
  public internal(set) var byMinute: [Int] = []
  public internal(set) var byHour: [Int] = []
  public internal(set) var byDay: [Day] = []
  /// 1 to 31, or −31 to −1 from the end.
  public internal(set) var byMonthDay: [Int] = []
  /// 1 to 366, or −366 to −1 from the end.
  public internal(set) var byYearDay: [Int] = []
  /// 1 to 53, or −53 to −1 from the end.
  public internal(set) var byWeekNumber: [Int] = []
  public internal(set) var byMonth: [Int] = []
  /// 1 to 366, or −366 to −1 from the end, among the occurrences of one period.
  public internal(set) var bySetPosition: [Int] = []
  public internal(set) var weekStart = Weekday.monday
  public internal(set) var skip = Skip.omit

  init(_ frequency: Frequency) { self.frequency = frequency }

  /// Whether any BY-part but BYSETPOS is there.
  var hasByParts: Bool {
    !(bySecond.isEmpty && byMinute.isEmpty && byHour.isEmpty && byDay.isEmpty && byMonthDay.isEmpty
      && byYearDay.isEmpty && byWeekNumber.isEmpty && byMonth.isEmpty)
  }
}
