import Care
import Testing

@testable import TendCommands

struct SnoozeTests {
  @Test(arguments: [
    ([], "08:15"), (["20m"], "08:25"), (["09:00"], "09:00"), (["9:00"], "09:00"), (["1h30m"], "09:35"),
  ])
  func aSnoozeMovesTheNextReminderAndNotThePlannedTime(words: [String], end: String) throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "08:05")
    let ran = try world.tend(["snooze", "midostaurin"] + words)
    #expect(ran.code == 0, "\(ran.problems)")
    let row = try world.occurrence(of: "midostaurin", at: "08:00")
    #expect(row.state.snoozedUntil == (try world.instant(end)))
    #expect(row.facts.instant == (try world.instant("08:00")))
  }

  @Test func aSnoozePastTheMissedTimeIsRefusedWithTheLatestTime() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "08:05")
    let ran = try world.tend("snooze", "midostaurin", "12:00")
    #expect(ran.code == 4)
    #expect(ran.problems.contains("12:00"))
    #expect(ran.problems.hasSuffix("tend snooze \(try world.id(of: "midostaurin", at: "08:00")) 3h54m\n"))
    #expect(try world.tend("snooze", "midostaurin", "3h54m").code == 0)
  }

  @Test(arguments: ["0m", "soon", "-5m", "25:00"])
  func aSnoozeThatIsNoTimeIsAUsageError(text: String) throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "08:05")
    #expect(try world.tend("snooze", "midostaurin", text).code == 64)
  }

  @Test func aMissedDoseCannotBeSnoozed() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "12:30")
    let ran = try world.tend("snooze", try world.id(of: "midostaurin", at: "08:00"))
    #expect(ran.code == 4)
  }
}
