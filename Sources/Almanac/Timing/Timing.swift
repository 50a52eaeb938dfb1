/// When an entry happens, as the plan says it, before anyone asks where or on which day.
///
/// It reads in one order (DESIGN.md §5): `from` and `until` bound it; `every` chooses days and `on` intersects
/// them; `at` multiplies; `count` counts occurrences; `except` subtracts after `count`.
public struct Timing: Hashable, Sendable {
  /// A step in days or longer, which follows the wall clock.
  public enum Step: Hashable, Sendable {
    case days(Int)
    /// Weeks start on Monday.
    case weeks(Int)
    case months(Int)
    case years(Int)
  }

  /// An `except` item: a whole day, or one time on it.
  public enum Exception: Hashable, Sendable {
    case day(CivilDate)
    case time(CivilDateTime)
  }

  /// The times of a day, in the order written; their slots are distinct.
  public var at: [TimeOfDay]
  /// Empty means every day that `every` leaves.
  public var on: [DayPattern]
  /// Nil means every day; anchored by `from`.
  public var every: Step?
  /// An `every` in hours and minutes; with `from` and a single `at`, and without the other keys that choose days.
  public var elapsed: Elapsed?
  /// Chooses days, as `every` does; at most one of `every`, `elapsed`, `cycle` and `countdown` is given.
  public var cycle: Cycle?
  public var countdown: Countdown?
  /// First local date, inclusive.
  public var from: CivilDate?
  /// Last local date, inclusive.
  public var until: CivilDate?
  /// How many occurrences there are at most, counted from `from` (or a cycle's or countdown's first day) before
  /// `except` subtracts.
  public var count: Int?
  public var except: [Exception]
  /// One-off local times; when not empty, everything above but `except` is unused.
  public var when: [CivilDateTime]
  /// Follows another timing; then everything above is unused.
  public var relative: Relative?
  /// A rule that chooses days and times by itself; beside it go only `from`, `until`, `count` and `except`.
  public var rule: Rule?

  public init(
    at: [TimeOfDay] = [], on: [DayPattern] = [], every: Step? = nil, from: CivilDate? = nil,
    until: CivilDate? = nil, count: Int? = nil, except: [Exception] = [], when: [CivilDateTime] = [],
    elapsed: Elapsed? = nil, cycle: Cycle? = nil, countdown: Countdown? = nil, relative: Relative? = nil,
    rule: Rule? = nil
  ) {
    self.at = at
    self.on = on
    self.every = every
    self.from = from
    self.until = until
    self.count = count
    self.except = except
    self.when = when
    self.elapsed = elapsed
    self.cycle = cycle
    self.countdown = countdown
    self.relative = relative
    self.rule = rule
  }
}
