import Almanac
import Host
import Synchronization

/// A wall clock that a test sets by hand.
final class HandClock: Sendable {
  private let state: Mutex<Instant>

  /// The times of files are the machine's, so a story begins at the present second.
  init(_ start: Instant = WallClock.system.now()) { state = Mutex(start) }

  var now: Instant {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }

  var wallClock: WallClock { WallClock(now: { self.now }, sinceBoot: { self.now.secondsSinceEpoch * 1000 }) }
}
