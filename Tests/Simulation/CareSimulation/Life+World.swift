import Almanac
import Care

// What happens to a computer.

extension Life {
  /// Time passes; a running tendd wakes whenever it asked for it.
  func wait(_ seconds: Int64) throws {
    let end = now + seconds
    note("wait until \(end)")
    checks.quietSince = now
    while let wakeup = tendd?.wakeup, wakeup <= end {
      now = wakeup
      try look()
    }
    now = end
    lived += seconds
    if tendd != nil { try look() }
    try checks.checkTimes(self)
    checks.quietSince = nil
  }

  func turnOff(_ seconds: Int64) throws {
    kill()
    note("off for \(seconds) s")
    coverage.note(seconds > 86_400 ? "off for days" : "off for a while")
    now = now + seconds
    lived += seconds
    try startTendd()
  }

  /// Nothing runs, and the clock goes on.
  func suspend(_ seconds: Int64) {
    note("suspended for \(seconds) s")
    coverage.note("suspended")
    now = now + seconds
    lived += seconds
  }

  func stepClock() {
    let seconds = Int64(dice.pick([-1, -30, -3600, -7200, 1, 3600, 7200, -2 * 86_400, 86_400]))
    note("the clock steps by \(seconds) s")
    coverage.note(seconds < 0 ? "the clock steps back" : "the clock steps ahead")
    checks.clockStepped(from: now, to: now + seconds)
    now = now + seconds
  }

  func moveZone() throws {
    place = dice.pick(NaiveZone.allCases)
    note("the machine moves to \(place.rawValue)")
    coverage.note("the machine moves")
    checks.zoneMoved(plan, at: now)
    try takeUp()
  }

  func breakDisk() {
    disk = dice.pick([.full, .gone, .lockedByAnother])
    note("the disk: \(disk)")
    coverage.note("disk \(disk)")
  }

  /// One of the channels goes, or comes back.
  func turnChannel() {
    // What is away is soon back: each try is a look.
    let all = [ChannelName.desktop, Family.mail, Family.phone]
    let channel = dice.pick(down.isEmpty || dice.roll(0...3) == 0 ? all : all.filter(down.contains))
    if down.remove(channel) != nil {
      note("\(channel) comes back")
      coverage.note("a channel comes back")
      if tendd != nil, dice.roll(0...1) == 0 { tendd?.returned.insert(channel) }
    } else {
      note("\(channel) takes nothing")
      coverage.note("a channel takes nothing")
      down.insert(channel)
    }
  }
}
