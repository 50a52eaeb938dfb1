import CSystemd
import Glibc

/// A wake-up at an instant of the wall clock, which also notices when that clock is set.
///
/// It is one timerfd on `CLOCK_REALTIME` with absolute time, so it follows the wall clock through steps and
/// suspension, with the kernel's accuracy (microseconds). The clock is watched even while no wake-up is armed.
///
/// A timerfd and not `sd_event_add_time`, because that one does not say that the clock was set, and may be late by
/// an accuracy window (250 ms unless told otherwise). Under libfaketime it keeps faked time, sped up or not; but
/// faked steps are not seen.
public final class RealtimeTimer {
  private let loop: EventLoop
  private let descriptor: OwnedDescriptor
  private let onWake: () -> Void
  private let onClockStep: () -> Void
  private var watch: DescriptorWatch?
  private var isCancelled = false

  /// The armed instant in seconds since 1970 UTC, or `nil` when no wake-up is pending.
  public private(set) var instant: Int64?

  /// The year 2255: near the last second a kernel timer can hold, and armed when nothing else is,
  /// because a timer that is not armed does not see clock steps.
  private static let never: Int64 = 9_000_000_000

  init(
    loop: EventLoop, onWake: @escaping () -> Void, onClockStep: @escaping () -> Void
  ) throws(SystemdError) {
    self.loop = loop
    self.onWake = onWake
    self.onClockStep = onClockStep
    descriptor = try OwnedDescriptor(
      "timerfd_create", timerfd_create(CLOCK_REALTIME, CInt(TFD_NONBLOCK | TFD_CLOEXEC)))
    try set()
    watch = try loop.watch(descriptor: descriptor.number, for: .readable) { [unowned self] _ in expired() }
  }

  deinit {
    cancel()
  }

  /// Wakes up once at `instant`, in seconds since 1970 UTC, in place of any wake-up armed before.
  ///
  /// An instant that is past, as far back as one likes, wakes in the next turn of the loop. The wake-up is a hint
  /// to look at the clock: after it, ``instant`` is `nil`, and what is due is for the caller to work out.
  public func arm(at instant: Int64) throws(SystemdError) {
    self.instant = instant
    try set()
  }

  /// Drops the pending wake-up, if any; clock steps are still reported.
  public func disarm() throws(SystemdError) {
    instant = nil
    try set()
  }

  /// Ends wake-ups and clock-step reports for good.
  public func cancel() {
    isCancelled = true
    watch?.cancel()
    watch = nil
  }

  private func set() throws(SystemdError) {
    let seconds = min(instant ?? Self.never, Self.never)
    // All zeros would disarm the timer and a negative time is refused: 1 ns past 1970 stands for all of the past.
    let time = seconds > 0 ? timespec(tv_sec: Int(seconds), tv_nsec: 0) : timespec(tv_sec: 0, tv_nsec: 1)
    var setting = itimerspec(it_interval: timespec(), it_value: time)
    let flags = CInt(TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET)
    guard timerfd_settime(descriptor.number, flags, &setting, nil) < 0 else { return }
    // The clock was set since the last read. The timer is armed all the same (timerfd_settime(2), NOTES), but this
    // call has used up the report, so pass it on.
    guard errno == ECANCELED else { throw SystemdError(errno: errno, call: "timerfd_settime") }
    loop.post { [weak self] in
      guard let self, !isCancelled else { return }
      onClockStep()
    }
  }

  private func expired() {
    var expirations: UInt64 = 0
    let count = read(descriptor.number, &expirations, MemoryLayout.size(ofValue: expirations))
    if count > 0 {
      instant = nil
      rearm()
      onWake()
    } else if errno == ECANCELED {
      // The read dropped an expiry that came with the step; arming again brings it back.
      rearm()
      onClockStep()
    }
  }

  private func rearm() {
    // Cannot fail: the descriptor is ours and the time is in range.
    do { try set() } catch { assertionFailure("\(error)") }
  }
}

extension EventLoop {
  /// Makes a wake-up that is not armed yet, and starts to watch the clock.
  ///
  /// `onWake` is called once for each instant armed, never early by the wall clock.
  ///
  /// `onClockStep` is called after the wall clock was set, forwards or backwards and by however little, and after
  /// the machine slept. Gradual correction (NTP slewing) is not reported. The armed wake-up stays armed,
  /// at the same wall-clock instant; one that the step has passed is due at once, after this call.
  public func timer(
    onWake: @escaping () -> Void, onClockStep: @escaping () -> Void
  ) throws(SystemdError) -> RealtimeTimer {
    try RealtimeTimer(loop: self, onWake: onWake, onClockStep: onClockStep)
  }
}
