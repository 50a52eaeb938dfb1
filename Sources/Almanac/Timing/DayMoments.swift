/// What "breakfast" means for one person: the clock times of the named moments of their day.
public struct DayMoments: Hashable, Sendable {
  /// Moment name to clock time, in the order of the day.
  public var times: [String: ClockTime]

  public init(_ times: [String: ClockTime] = [:]) { self.times = times }

  /// When the person's day begins: `wake`, or 04:00 where none is given.
  ///
  /// A moment earlier than this ("bedtime" at 00:30) belongs to the day before and falls on the next date.
  public var dayStart: ClockTime { times["wake"] ?? DayMoments.earliestStart }

  static let earliestStart = ClockTime(unchecked: 4 * 3600)
}
