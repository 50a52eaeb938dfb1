public import Almanac

/// Which Tend this is.
public enum Release {
  public static let version = "0.1.0"

  /// 2026-11-22T00:00:00Z, the day this version was made: a clock that shows an earlier time is wrong.
  public static let date = Instant(1_795_305_600)
}
