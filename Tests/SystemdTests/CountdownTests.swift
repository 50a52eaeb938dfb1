import BusTesting
import Systemd
import Testing

struct CountdownTests {
  private let loop: EventLoop

  init() throws {
    loop = try EventLoop()
  }

  @Test(arguments: [Duration.milliseconds(20), .zero, .seconds(-5)])
  func theWorkIsDoneOnceAndNotBefore(delay: Duration) throws {
    let start = ContinuousClock.now
    var ends: [Duration] = []
    let countdown = try loop.after(delay) { ends.append(ContinuousClock.now - start) }
    try loop.turn(until: { !ends.isEmpty })
    try loop.drain()
    #expect(ends.count == 1)
    #expect(ends[0] >= delay)
    withExtendedLifetime(countdown) {}
  }

  @Test func aDroppedCountdownDoesNothing() throws {
    var wasDone = false
    var countdown: Countdown? = try loop.after(.zero) { wasDone = true }
    #expect(countdown != nil)
    countdown = nil
    try loop.drain()
    #expect(!wasDone)
  }

  @Test func aCountdownMayBeStartedAnewByItsOwnWork() throws {
    var count = 0
    var countdown: Countdown?
    func start() throws {
      countdown = try loop.after(.milliseconds(1)) {
        count += 1
        if count < 3 { try? start() }
      }
    }
    try start()
    try loop.turn(until: { count == 3 })
    try loop.drain()
    #expect(count == 3)
    withExtendedLifetime(countdown) {}
  }

  @Test func aVeryLongCountdownIsLikeNone() throws {
    let countdown = try loop.after(.seconds(Int64.max)) { Issue.record("a century is over") }
    #expect(try !loop.turn(waitingAtMost: .milliseconds(1)))
    countdown.cancel()
  }
}
