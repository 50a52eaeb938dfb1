import Almanac
import Care
import Ledger
import Testing

@testable import TendCommands

/// `tend pause` and `tend resume`.
struct PauseTests {
  private static let plan = """
    [person.maria]
    name = "Maria"
    day = { wake = "07:00" }

    [contact.jonas]
    name = "Jonas"

    [medication.a]
    name = "A"
    at = ["08:00", "20:00"]
    """

  @Test(arguments: [
    // To the end of Maria's day, which ends when the next begins.
    ("2026-12-05", "2026-12-06 07:00"), ("09:00", "2026-12-03 09:00"), ("05:00", "2026-12-04 05:00"),
    ("tomorrow 12:00", "2026-12-04 12:00"), ("2026-12-04 08:00", "2026-12-04 08:00"),
    ("90m", "2026-12-03 07:30"),
    ("3d", "2026-12-06 06:00"),
  ])
  func aPauseEndsWhenItWasSaid(text: String, end: String) throws {
    let world = try CommandWorld(plan: PauseTests.plan)
    let ran = try world.tend("pause", "a", "--until", text)
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(try pause(world)?.until == world.instant(end))
  }

  @Test func wholeDaysFollowTheWallClockThroughAChangeOfOffset() throws {
    let zone = try CommandWorld().zone
    let date = try #require(CivilDate("2026-10-24"))
    let time = try #require(ClockTime("12:00"))
    let now = zone.instant(of: CivilDateTime(date, time))
    let end = try #require(PauseEnd("1d")).instant(now: now, zone: zone, moments: DayMoments())
    #expect(end - now == 25 * 3600)
  }

  @Test func whatFallsIntoThePauseIsSkippedForWhoPausedIt() throws {
    let world = try CommandWorld(plan: PauseTests.plan)
    let ran = try world.tend("pause", "a", "--until", "12:00", "--by", "Jonas", "--reason", "in hospital")
    #expect(ran.lines.count == 1)
    #expect(ran.output.contains("Jonas") && ran.output.contains("in hospital"))
    try world.tendd(until: "21:00")
    let answer = try world.occurrence(of: "a", at: "08:00").state.answer
    #expect(answer?.outcome == .skipped)
    #expect(answer?.by == "jonas")
    #expect(try world.occurrence(of: "a", at: "20:00").state.isOpen)
  }

  @Test func anotherEndKeepsTheBeginning() throws {
    let world = try CommandWorld(plan: PauseTests.plan)
    try world.tend("pause", "a", "--reason", "in hospital")
    let begin = world.now
    try world.goes(to: "10:00")
    try world.tend("pause", "a", "--until", "12:00")
    #expect(
      try pause(world) == Pause(from: begin, until: world.instant("12:00"), by: "me", reason: "in hospital"))
  }

  @Test func resumingEndsIt() throws {
    let world = try CommandWorld(plan: PauseTests.plan)
    try world.tend("pause", "a")
    #expect(try world.listing("list").first?["paused"] as? Bool == true)
    try world.goes(to: "07:00")
    #expect(try world.tend("resume", "a").code == 0)
    #expect(try world.listing("list").first?["paused"] as? Bool == false)
    try world.tendd(until: "08:01")
    #expect(try world.occurrence(of: "a", at: "08:00").state.isOpen)
  }

  @Test(arguments: [
    (["resume", "a"], 4, "not paused"), (["pause", "b"], 1, "there is no entry"),
    (["pause", "a", "--until", "someday"], 64, "not a day or time"),
    (["pause", "a", "--until", "2026-12-01"], 64, "past already"),
  ])
  func whatCannotBeIsSaid(words: [String], code: Int, word: String) throws {
    let world = try CommandWorld(plan: PauseTests.plan)
    let ran = try world.tend(words)
    #expect(Int(ran.code) == code)
    #expect(ran.problems.contains(word))
    #expect(try pause(world) == nil)
  }

  @Test func beforeTenddEverRanThereIsNowhereToRecordIt() throws {
    let world = try CommandWorld()
    try world.tend("add", "medication", "A", "--at", "08:00")
    #expect(try world.tend("pause", "a").code == 69)
  }

  private func pause(_ world: CommandWorld) throws -> Pause? {
    try world.ledger { try $0.pauses(endingAfter: world.now) }.values.first
  }
}
