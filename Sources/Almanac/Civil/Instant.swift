/// A point on the time line, in whole seconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX time).
///
/// Everything Tend promises is promised to the second, so there is no fraction.
public struct Instant: Hashable, Comparable, Sendable, Codable {
  public var secondsSinceEpoch: Int64

  public init(_ secondsSinceEpoch: Int64) {
    self.secondsSinceEpoch = secondsSinceEpoch
  }

  public static func < (a: Instant, b: Instant) -> Bool { a.secondsSinceEpoch < b.secondsSinceEpoch }

  /// The instant `seconds` later; negative seconds go back.
  public static func + (instant: Instant, seconds: Int64) -> Instant {
    Instant(instant.secondsSinceEpoch + seconds)
  }

  public static func - (instant: Instant, seconds: Int64) -> Instant {
    Instant(instant.secondsSinceEpoch - seconds)
  }

  /// Seconds from `b` to `a`; negative when `a` is earlier.
  public static func - (a: Instant, b: Instant) -> Int64 { a.secondsSinceEpoch - b.secondsSinceEpoch }

  public init(from decoder: any Decoder) throws {
    secondsSinceEpoch = try decoder.singleValueContainer().decode(Int64.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(secondsSinceEpoch)
  }
}
