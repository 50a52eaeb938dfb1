import CSystemd
import Glibc

/// An event loop on one thread: `sd_event`, with Swift closures for handlers.
///
/// It waits for signals, the clock, files and descriptors, and between events it does nothing at all.
/// The loop and everything made from it belong to the one thread that runs it, hence nothing here is `Sendable`.
///
/// Two kinds of lifetime:
/// - signal handlers and posted work belong to the loop;
/// - a ``RealtimeTimer``, ``Countdown``, ``FileWatch`` or ``DescriptorWatch`` belongs to the caller. Dropping the last reference,
///   or `cancel()`, ends it at once, even from inside its own handler. It keeps its handler alive,
///   so a handler that refers back to the owner of the watch should do so weakly.
///
/// Handlers do not throw: a failure is theirs to record. A handler that blocks holds up everything else.
public final class EventLoop {
  let event: OpaquePointer
  private var signals: [SignalWatch] = []
  private var posted: [() -> Void] = []
  private var postedSource: EventSource?

  public init() throws(SystemdError) {
    var event: OpaquePointer?
    try checked("sd_event_new", sd_event_new(&event))
    guard let event else { throw SystemdError(errno: ENOMEM, call: "sd_event_new") }
    self.event = event
    try makePostedSource()
  }

  deinit {
    // Sources keep a reference of their own to the C loop, so they may outlive this object.
    postedSource = nil
    signals = []
    sd_event_unref(event)
  }

  /// Handles events until ``exit(code:)`` is called, and returns the code given to it.
  ///
  /// A loop runs once: to call this again after it returned is an error (`EBUSY`).
  public func run() throws(SystemdError) -> CInt {
    try checked("sd_event_loop", sd_event_loop(event))
  }

  /// Handles the next event, if one comes within `limit`, and returns whether one did.
  ///
  /// For tests, and for a caller with a loop of its own. Returns `true` as well when the loop has just ended,
  /// and throws `ESTALE` when it ended before.
  public func turn(waitingAtMost limit: Duration = .zero) throws(SystemdError) -> Bool {
    try checked("sd_event_run", sd_event_run(event, limit.clampedMicroseconds)) > 0
  }

  /// Ends the loop after the handler that is running now; ``run()`` then returns `code`.
  ///
  /// May be called more than once before the loop ends: the last code counts. Work still posted is dropped.
  public func exit(code: CInt = 0) {
    // Fails only for a loop that has ended already, or in a forked child: nothing is left to end.
    sd_event_exit(event, code)
  }

  /// Runs `work` once, in one of the next turns of the loop, in the order of posting.
  ///
  /// Use it to gather many events into one piece of work, or to get out of a deep call. What posted work itself posts
  /// waits for another turn, so that other events get their chance. After the loop has ended, nothing runs.
  public func post(_ work: @escaping () -> Void) {
    posted.append(work)
    guard let pointer = postedSource?.pointer else { return }
    sd_event_source_set_enabled(pointer, CInt(SD_EVENT_ONESHOT))
  }

  /// Answers the service manager's watchdog from the loop, for a unit with `WatchdogSec=`.
  ///
  /// The ping goes out at the start of a turn: a handler that hangs stops it, and the manager restarts the service.
  /// Returns `false`, and does nothing, when the manager did not ask for it (no `WATCHDOG_USEC`).
  @discardableResult
  public func enableWatchdog() throws(SystemdError) -> Bool {
    try checked("sd_event_set_watchdog", sd_event_set_watchdog(event, 1)) > 0
  }

  /// Calls `handler` with the signal's number each time one of `signals` arrives, until the loop goes away.
  ///
  /// The signals must be blocked in every thread; see ``blockSignals(_:)``. Otherwise this throws `EBUSY`.
  /// A signal can be handled once per loop.
  public func onSignal(_ signals: [CInt], handler: @escaping (CInt) -> Void) throws(SystemdError) {
    for signal in signals {
      self.signals.append(try SignalWatch(signal: signal, loop: self, handler: handler))
    }
  }

  /// Blocks signals in the calling thread and in the threads it starts from now on.
  ///
  /// Call it first in `main`, before anything can start a thread (SQLite and Dispatch do). A process started later
  /// inherits the blocked signals unless it is spawned with a signal mask of its own.
  public static func blockSignals(_ signals: [CInt]) throws(SystemdError) {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals {
      try checkedByErrno("sigaddset", sigaddset(&set, signal))
    }
    try checked("pthread_sigmask", -pthread_sigmask(SIG_BLOCK, &set, nil))
  }

  private func makePostedSource() throws(SystemdError) {
    let context = Unmanaged.passUnretained(self).toOpaque()
    postedSource = try EventSource("sd_event_add_defer") { [event] in
      sd_event_add_defer(
        event, $0,
        { _, context in
          guard let context else { return 0 }
          Unmanaged<EventLoop>.fromOpaque(context).takeUnretainedValue().runPosted()
          return 0
        }, context)
    }
    if let pointer = postedSource?.pointer {
      // Off until there is something to run; a fresh source is on.
      try checked("sd_event_source_set_enabled", sd_event_source_set_enabled(pointer, CInt(SD_EVENT_OFF)))
    }
  }

  private func runPosted() {
    let work = posted
    posted = []
    for item in work { item() }
  }
}
