import CSystemd

/// Work that a loop does once, after a while; see ``EventLoop/after(_:work:)``.
public final class Countdown {
  private let work: () -> Void
  private var source: EventSource?

  init(loop: EventLoop, delay: Duration, work: @escaping () -> Void) throws(SystemdError) {
    self.work = work
    let context = Unmanaged.passUnretained(self).toOpaque()
    source = try EventSource("sd_event_add_time_relative") {
      sd_event_add_time_relative(
        loop.event, $0, CLOCK_MONOTONIC, delay.clampedMicroseconds, Self.accuracy,
        { _, _, context in
          guard let context else { return 0 }
          Unmanaged<Countdown>.fromOpaque(context).takeUnretainedValue().end()
          return 0
        }, context)
    }
  }

  /// In microseconds; a wake-up that another one is near shares it.
  private static let accuracy: UInt64 = 10_000

  /// Ends the countdown at once: the work is not done any more.
  public func cancel() {
    source = nil
  }

  private func end() {
    source = nil
    work()
  }
}

extension EventLoop {
  /// Does `work` once, after `delay`, unless the countdown is dropped or cancelled before that.
  ///
  /// For how long something may take, not for when something is due: the clock is the monotonic one, which setting
  /// the wall clock does not move, and which stands still while the machine sleeps.
  public func after(_ delay: Duration, work: @escaping () -> Void) throws(SystemdError) -> Countdown {
    try Countdown(loop: self, delay: delay, work: work)
  }
}

extension Duration {
  /// Whole microseconds, none for a negative duration and at most a century, which is as good as for ever.
  var clampedMicroseconds: UInt64 {
    let whole = UInt64(clamping: min(components.seconds, 100 * 366 * 86_400)) * 1_000_000
    return whole + UInt64(clamping: components.attoseconds / 1_000_000_000_000)
  }
}
