extension Timing {
  /// Times that hang on those of another timing: the day before each of them, or two hours before.
  public indirect enum Relative: Hashable, Sendable {
    case to(Timing, Shift)
  }

  /// How far from the other time, before or after it.
  public enum Shift: Hashable, Sendable {
    /// Days on the calendar, negative before, at a time of that day; two of one day are one.
    case days(Int, at: TimeOfDay)
    /// Seconds of elapsed time, negative before.
    case elapsed(Int64)

    /// `the day before at 18:00`, `2 hours before`.
    public func describe(moments: DayMoments = DayMoments()) -> String {
      switch self {
      case .days(let days, let time): "\(Shift.plain(days)) \(time.describe(moments: moments))"
      case .elapsed(0): "at the same time"
      case .elapsed(let seconds):
        "\(TimeSpan(seconds: Int64(seconds.magnitude)).plain) \(seconds < 0 ? "before" : "after")"
      }
    }

    private static func plain(_ days: Int) -> String {
      switch days {
      case 0: "the same day"
      case -1: "the day before"
      case 1: "the day after"
      default: "\(days.magnitude) days \(days < 0 ? "before" : "after")"
      }
    }
  }
}
