public import Almanac

/// Another entry that an entry's days are counted from, so that it moves along when that one moves.
///
/// The timing holds what it came to; this says why.
public enum Tie: Hashable, Sendable {
  /// `after-start-of`: from the first day of the other one.
  case start(of: EntryID)
  /// `with-cycle-of`: days of every cycle of the other one, or of its countdown.
  case course(of: EntryID, days: [Timing.DayRange])

  public var entry: EntryID {
    switch self {
    case .start(let entry), .course(let entry, _): entry
    }
  }
}

extension Timing {
  /// The day that everything of the timing hangs on; nil where it hangs on none.
  public var firstDay: CivilDate? {
    from ?? cycle?.day1 ?? countdown?.day0 ?? when.map(\.date).min()
  }

  /// The days before, in and after the cycles of another timing, as a countdown from its day 1; of a countdown, days
  /// counted from its day 0.
  ///
  /// The days of a cycle are counted from 1, and the day before it is −1. A cycle without end is followed for as long
  /// as a countdown reaches: 27 years. Nil where the other timing has neither, or a day is 0 of a cycle.
  public static func days(_ days: [DayRange], of course: Timing) -> Countdown? {
    if let countdown = course.countdown { return Countdown(day0: countdown.day0, days: days) }
    guard let cycle = course.cycle else { return nil }
    guard !days.contains(where: { $0.first == 0 || $0.last == 0 }) else { return nil }
    let most = 9999
    var found: [DayRange] = []
    for number in 0..<(cycle.cycles ?? most / cycle.of + 1) {
      let start = number * cycle.of
      for range in days {
        let (first, last) = (start + offset(range.first), start + offset(range.last))
        if first >= -most, last <= most { found.append(DayRange(first, last)) }
      }
    }
    return Countdown(day0: cycle.day1, days: found)
  }

  /// How many days after day 1 a day of a cycle is.
  private static func offset(_ day: Int) -> Int { day > 0 ? day - 1 : day }
}

extension Plan {
  /// What a tied timing says, with the entry it hangs on.
  func tiedText(of entry: Entry, _ tie: Tie) -> String {
    let name = self.entry(tie.entry)?.name ?? tie.entry.text
    switch tie {
    case .start:
      return entry.timing.describe(moments: moments(of: entry)) + ", counted from the start of \(name)"
    case .course(let id, let days):
      var timing = entry.timing
      let day = timing.countdown?.day0
      timing.countdown = nil
      let plain = timing.describe(moments: moments(of: entry))
      let rest = plain.hasPrefix("every day ") ? String(plain.dropFirst(10)) : plain
      let isCycle = self.entry(id)?.timing.cycle != nil
      let list = Phrase.list(days.sorted { $0.first < $1.first }.map(\.words))
      let whose = isCycle ? "each cycle of \(name)" : name
      let anchor = day.map { " (day \(isCycle ? 1 : 0) is \($0))" } ?? ""
      return "on \(list) of \(whose)\(anchor), \(rest)"
    }
  }
}

extension Timing.DayRange {
  /// `day 1`, `days 1 to 5`, `the day before`, `days -3 to -1`.
  fileprivate var words: String {
    if first == -1, last == -1 { return "the day before" }
    return first == last ? "day \(first)" : "days \(first) to \(last)"
  }
}
