import BusTesting
import Foundation
import Systemd
import Testing

@Suite(.serialized) struct RealtimeTimerTests {
  private let loop: EventLoop

  init() throws {
    loop = try EventLoop()
  }

  @Test func itWakesAtItsInstantAndNeverEarly() throws {
    var wokeAt: timespec?
    let timer = try loop.timer(onWake: { wokeAt = now() }, onClockStep: {})
    let instant = Int64(now().tv_sec) + 1
    try timer.arm(at: instant)
    #expect(timer.instant == instant)

    try loop.turn(until: { wokeAt != nil })
    let woke = try #require(wokeAt)
    #expect(Int64(woke.tv_sec) == instant)
    // A loaded machine may be slow, but not by the quarter of a second that sd_event's own timers are allowed.
    #expect(woke.tv_nsec < 200_000_000)
    #expect(timer.instant == nil)
  }

  @Test(arguments: [Int64.min, -1, 0, 1, 1_000_000_000])
  func aPastInstantWakesAtOnceAndOnlyOnce(instant: Int64) throws {
    var wakes = 0
    let timer = try loop.timer(onWake: { wakes += 1 }, onClockStep: {})
    try timer.arm(at: instant)
    try loop.turn(until: { wakes > 0 })
    try loop.drain()
    #expect(wakes == 1)
    timer.cancel()
  }

  @Test(arguments: [Int64.max, 9_300_000_000, 253_402_300_799])
  func anInstantPastTheKernelsReachNeverWakes(instant: Int64) throws {
    let timer = try loop.timer(onWake: { Issue.record("woke") }, onClockStep: {})
    try timer.arm(at: instant)
    #expect(timer.instant == instant)
    try loop.drain()
    timer.cancel()
  }

  @Test func aDisarmedTimerDoesNotWake() throws {
    let timer = try loop.timer(onWake: { Issue.record("woke") }, onClockStep: {})
    try timer.arm(at: 1)
    try timer.disarm()
    try loop.drain()
    #expect(timer.instant == nil)
    timer.cancel()
  }

  @Test func aTimerCanBeArmedAgainFromItsOwnHandler() throws {
    var wakes = 0
    var timer: RealtimeTimer?
    timer = try loop.timer(
      onWake: {
        wakes += 1
        if wakes < 3 { #expect(throws: Never.self) { try timer?.arm(at: 1) } }
      }, onClockStep: {})
    try timer?.arm(at: 1)
    try loop.turn(until: { wakes == 3 })
    try loop.drain()
    #expect(wakes == 3)
    timer = nil
  }

  @Test func aTimerMayBeDroppedByItsOwnHandler() throws {
    var wakes = 0
    var timer: RealtimeTimer?
    timer = try loop.timer(
      onWake: {
        wakes += 1
        timer = nil
      }, onClockStep: {})
    try timer?.arm(at: 1)
    try loop.drain()
    #expect(wakes == 1)
  }

  @Test(.enabled(if: canSetClock, "setting the clock needs root"), arguments: [true, false])
  func settingTheClockIsReported(whileArmed: Bool) throws {
    var steps = 0
    let timer = try loop.timer(onWake: { Issue.record("woke") }, onClockStep: { steps += 1 })
    let instant = Int64(now().tv_sec) + 3600
    if whileArmed { try timer.arm(at: instant) }
    for expected in 1...3 {
      setClockToItself()
      try loop.turn(until: { steps == expected })
      try #require(steps == expected)
    }
    #expect(timer.instant == (whileArmed ? instant : nil))
    timer.cancel()
  }

  @Test(.enabled(if: canSetClock, "setting the clock needs root"))
  func aStepJustBeforeArmingIsStillReported() throws {
    var steps = 0
    let timer = try loop.timer(onWake: { Issue.record("woke") }, onClockStep: { steps += 1 })
    setClockToItself()
    try timer.arm(at: Int64(now().tv_sec) + 3600)
    try loop.turn(until: { steps == 1 })
    try loop.drain()
    #expect(steps == 1)
    timer.cancel()
  }

  @Test(.enabled(if: canSetClock, "setting the clock needs root"))
  func aWakeUpThatComesWithAStepIsNotLost() throws {
    var seen: [String] = []
    let timer = try loop.timer(onWake: { seen.append("wake") }, onClockStep: { seen.append("step") })
    try timer.arm(at: 1)
    setClockToItself()
    try loop.turn(until: { seen.contains("wake") })
    #expect(seen == ["step", "wake"])
    timer.cancel()
  }
}

private func now() -> timespec {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return time
}

/// Sets the wall clock to what it says, which moves it by microseconds and still counts as setting it.
@discardableResult
private func setClockToItself() -> Bool {
  var time = now()
  return clock_settime(CLOCK_REALTIME, &time) == 0
}

private let canSetClock = setClockToItself()
