import Almanac
import Host
import Systemd

/// Gathers bursts of changes into few readings of what changed.
///
/// The first change is read at once, further ones every other second at most. What is read while someone is still
/// writing may be half of it, so bad news is not believed until it is read again after a pause.
final class Settling {
  /// The least seconds between two readings.
  private static let pause: Int64 = 1

  private let loop: EventLoop
  /// Reads anew, told whether bad news is to be believed; false when there was some that was not.
  private let read: (_ settled: Bool) -> Bool
  private var timer: RealtimeTimer?
  private var isPosted = false
  /// In milliseconds since boot.
  private var lastRead: Int64?

  init(loop: EventLoop, read: @escaping (_ settled: Bool) -> Bool) throws(SystemdError) {
    self.loop = loop
    self.read = read
    timer = try loop.timer(
      onWake: { [weak self] in self?.run(settled: true) },
      onClockStep: { [weak self] in self?.hasten() })
  }

  /// Something changed.
  func changed() {
    guard !isPosted, timer?.instant == nil else { return }
    if let lastRead, WallClock.system.sinceBoot() - lastRead < Settling.pause * 1000 {
      wait()
    } else {
      isPosted = true
      loop.post { [weak self] in self?.run(settled: false) }
    }
  }

  /// Reads now, and believes what it reads.
  func readNow() { run(settled: true) }

  private func run(settled: Bool) {
    isPosted = false
    lastRead = WallClock.system.sinceBoot()
    if settled { try? timer?.disarm() }
    if !read(settled) { wait() }
  }

  /// The wake-up is on a whole second, so the pause is one to two of them.
  private func wait() {
    do {
      try timer?.arm(at: WallClock.system.now().secondsSinceEpoch + 1 + Settling.pause)
    } catch {
      run(settled: true)
    }
  }

  /// A clock that was set says nothing about how long the wait was.
  private func hasten() {
    if timer?.instant != nil { run(settled: true) }
  }
}
