public import Almanac
import Glibc

/// Where the present comes from.
///
/// Only the daemon and the command line own one; everything else is told.
public struct WallClock: Sendable {
  private let readNow: @Sendable () -> Instant
  private let readSinceBoot: @Sendable () -> Int64
  private let readIsSynchronised: @Sendable () -> Bool

  public init(
    now: @escaping @Sendable () -> Instant, sinceBoot: @escaping @Sendable () -> Int64,
    isSynchronised: @escaping @Sendable () -> Bool = { true }
  ) {
    readNow = now
    readSinceBoot = sinceBoot
    readIsSynchronised = isSynchronised
  }

  /// The whole second that is running on the wall clock: fractions are cut off, so it is never ahead.
  public func now() -> Instant { readNow() }

  /// Milliseconds since the machine was booted, suspended time included; no step of the wall clock changes it.
  public func sinceBoot() -> Int64 { readSinceBoot() }

  /// Whether something outside keeps the clock right; true where nobody can say.
  public func isSynchronised() -> Bool { readIsSynchronised() }

  /// The clocks of this machine, CLOCK_REALTIME and CLOCK_BOOTTIME.
  public static let system = WallClock(
    now: { Instant(Int64(reading(of: CLOCK_REALTIME).tv_sec)) },
    sinceBoot: {
      let time = reading(of: CLOCK_BOOTTIME)
      return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
  )

  /// The same clock, asked for its state in this way.
  public func confirmed(by isSynchronised: @escaping @Sendable () -> Bool) -> WallClock {
    WallClock(now: readNow, sinceBoot: readSinceBoot, isSynchronised: isSynchronised)
  }

  /// A clock that stands still.
  public static func fixed(_ now: Instant, sinceBoot: Int64 = 0) -> WallClock {
    WallClock(now: { now }, sinceBoot: { sinceBoot })
  }

  private static func reading(of clock: clockid_t) -> timespec {
    var time = timespec()
    clock_gettime(clock, &time)
    return time
  }
}
