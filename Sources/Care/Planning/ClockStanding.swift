import Almanac

/// How far the clock may be believed, besides the time it shows (DESIGN.md rule 11).
public struct ClockStanding: Hashable, Sendable {
  /// Whether something outside keeps the clock right; true where the machine does not say.
  public var isSynchronised: Bool
  /// Milliseconds since the machine was booted.
  public var sinceBoot: Int64

  public init(isSynchronised: Bool = true, sinceBoot: Int64 = 0) {
    self.isSynchronised = isSynchronised
    self.sinceBoot = sinceBoot
  }

  public static let trusted = ClockStanding()

  /// How long after boot a clock that is still to be set is waited for, in milliseconds.
  static let patience: Int64 = 600_000

  /// When the machine was booted, by a clock that nobody has confirmed yet; nil where it is believed.
  ///
  /// How long the machine was off before that, only this clock says.
  func unconfirmedBoot(now: Instant) -> Instant? {
    guard !isSynchronised, sinceBoot < ClockStanding.patience else { return nil }
    return now - sinceBoot / 1000
  }
}
