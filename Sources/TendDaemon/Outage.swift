import Almanac

/// A time in which the ledger cannot be written: said at its beginning, and every ten minutes.
struct Outage {
  private static let pause: Int64 = 600
  private var lastSaid: Instant?

  /// Whether it is to be said now.
  mutating func isToBeSaid(_ now: Instant) -> Bool {
    // A clock that stepped back says it once more rather than not at all.
    if let lastSaid, (0..<Outage.pause).contains(now - lastSaid) { return false }
    lastSaid = now
    return true
  }
}
