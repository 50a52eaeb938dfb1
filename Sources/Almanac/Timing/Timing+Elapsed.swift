extension Timing {
  /// An `every` in hours and minutes: elapsed time, which a change of the clocks does not move.
  ///
  /// Counted from the entry's one `at` on its `from`. In spring the times of day move on by an hour, in autumn back.
  public struct Elapsed: Hashable, Sendable {
    /// Whole minutes, one minute to 366 days.
    public var step: TimeSpan
    /// Only what falls into this part of the day happens; the counting goes on outside it.
    public var between: DayWindow?

    public init(step: TimeSpan, between: DayWindow? = nil) {
      self.step = step
      self.between = between
    }
  }

  /// A part of each day on the wall clock, both ends included; past midnight where the end is the earlier.
  public struct DayWindow: Hashable, Sendable {
    public var start: TimeOfDay
    public var end: TimeOfDay

    public init(start: TimeOfDay, end: TimeOfDay) {
      self.start = start
      self.end = end
    }
  }
}

extension TimeSpan {
  /// Reads what `every` says in hours and minutes: `8h`, `1h30m`, `8 hours`, `1 hour`, `90 minutes`.
  ///
  /// Nil for anything else, for nothing, and for days and weeks, which follow the calendar.
  public init?(hoursAndMinutes text: String) {
    let words = text.lowercased().split(separator: " ", omittingEmptySubsequences: false)
    if words.count == 2, let count = digits(words[0].utf8, count: 1...5), count > 0 {
      switch words[1] {
      case "hour", "hours": self = .hours(Int64(count))
      case "minute", "minutes": self = .minutes(Int64(count))
      default: return nil
      }
    } else {
      let isShort = text.utf8.allSatisfy { byte in
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "h")
          || byte == UInt8(ascii: "m")
      }
      guard isShort, let span = TimeSpan(text), span.seconds > 0 else { return nil }
      self = span
    }
  }
}

extension Timing.DayWindow: TextCodable {
  /// Reads `08:00-22:00`, `wake-bedtime`, `wake+1h to 22:00`; nil for anything else.
  public init?(_ text: String) {
    let separators = text.indices.filter { text[$0] == "-" }.map { $0..<text.index(after: $0) }
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    if words.count == 3, words[1] == "to", let start = TimeOfDay(String(words[0])),
      let end = TimeOfDay(String(words[2]))
    {
      self.init(start: start, end: end)
      return
    }
    for separator in separators {
      guard let start = TimeOfDay(String(text[..<separator.lowerBound])),
        let end = TimeOfDay(String(text[separator.upperBound...]))
      else { continue }
      self.init(start: start, end: end)
      return
    }
    return nil
  }

  public var description: String { "\(start.slot) to \(end.slot)" }
}
