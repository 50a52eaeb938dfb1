extension Timing {
  /// So many days on, the rest off, again and again: `{ day1 = "2026-12-07", days = 5, of = 28, cycles = 6 }`.
  ///
  /// Moving `day1` moves them all.
  public struct Cycle: Hashable, Sendable {
    public var day1: CivilDate
    /// How many days on: the first of each cycle, 1 to `of`.
    public var days: Int
    /// How long a cycle is in days, 1 to 9999.
    public var of: Int
    /// How many cycles; nil for no end.
    public var cycles: Int?

    public init(day1: CivilDate, days: Int, of: Int, cycles: Int? = nil) {
      self.day1 = day1
      self.days = days
      self.of = of
      self.cycles = cycles
    }
  }

  /// Days counted from a day 0, before and after it, as a transplant's are; moving `day0` moves them all.
  public struct Countdown: Hashable, Sendable {
    public var day0: CivilDate
    /// Which days, each −9999 to 9999.
    public var days: [DayRange]

    public init(day0: CivilDate, days: [DayRange]) {
      self.day0 = day0
      self.days = days
    }
  }

  /// Consecutive days of a countdown, both ends included.
  public struct DayRange: Hashable, Sendable {
    public var first: Int
    public var last: Int

    public init(_ first: Int, _ last: Int) {
      self.first = first
      self.last = last
    }
  }
}

extension Timing.DayRange: TextCodable {
  /// Reads `0`, `-7`, `+3`, `-6..-1`, `1..28`; nil for anything else, and where the end comes before the start.
  public init?(_ text: String) {
    let ends = text.split(separator: "..", omittingEmptySubsequences: false)
    guard (1...2).contains(ends.count), let first = Timing.DayRange.number(ends[0]),
      let last = Timing.DayRange.number(ends[ends.count - 1]), first <= last
    else { return nil }
    self.init(first, last)
  }

  public var description: String {
    let start = Timing.DayRange.text(first)
    return first == last ? start : "\(start)..\(Timing.DayRange.text(last))"
  }

  static func text(_ day: Int) -> String { day > 0 ? "+\(day)" : "\(day)" }

  private static func number(_ text: Substring) -> Int? {
    let isSigned = text.hasPrefix("-") || text.hasPrefix("+")
    guard let size = digits(text.utf8.dropFirst(isSigned ? 1 : 0), count: 1...4) else { return nil }
    return text.hasPrefix("-") ? -size : size
  }
}
