import Care
import Testing

@testable import TendCommands

struct ReviewTests {
  @Test func aMissedDoseStaysListedUntilSomeoneReviewsIt() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "2026-12-05 07:00")
    #expect(try world.listing("missed").count == 4)
    let ran = try world.tend(
      "review", try world.id(of: "midostaurin", at: "2026-12-03 08:00"), "--note", "asleep", "--by", "ana")
    #expect(ran.code == 0, "\(ran.problems)")
    let row = try world.occurrence(of: "midostaurin", at: "2026-12-03 08:00")
    #expect(row.state.isReviewed)
    #expect(row.state.isMissed)
    #expect(try world.listing("missed").count == 3)
  }

  @Test func anEntryWithSeveralMissedOnesIsRefusedWithTheirIDs() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "2026-12-04 07:00")
    let ran = try world.tend("review", "midostaurin")
    #expect(ran.code == 4)
    #expect(ran.problems.contains(try world.id(of: "midostaurin", at: "2026-12-03 20:00")))
  }

  @Test func whatIsNotMissedCannotBeReviewed() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "08:05")
    #expect(try world.tend("review", try world.id(of: "midostaurin", at: "08:00")).code == 4)
    #expect(try world.tend("review", "midostaurin").code == 1)
    #expect(try world.tend("review").code == 0)
  }

  @Test func whereNobodyCanBeAskedTheWalkRefusesAndSaysWhatToDo() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "12:30")
    let ran = try world.tend("review")
    #expect(ran.code == 4)
    #expect(ran.problems.contains("tend missed"))
    #expect(ran.problems.contains("tend review ID --note"))
  }

  @Test func atATerminalOneKeySettlesEach() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "2026-12-05 07:00")
    let ran = try world.tend("review", terminal: .typing("t", "08:20", "s", "asleep", "k", "n"))
    #expect(ran.code == 0, "\(ran.problems)")
    let rows = try ["2026-12-03 08:00", "2026-12-03 20:00", "2026-12-04 08:00", "2026-12-04 20:00"].map {
      try world.occurrence(of: "midostaurin", at: $0).state
    }
    #expect(rows[0].answer?.happenedAt == (try world.instant("2026-12-03 08:20")))
    #expect(rows[1].answer?.outcome == .skipped)
    #expect(rows[1].answer?.reason == "asleep")
    #expect(rows[2].isReviewed)
    #expect(rows[3].isMissed && !rows[3].isReviewed)
    #expect(ran.output.contains("1 left to review."))
  }

  @Test(arguments: [["q"], [], ["s", "", "q"], ["t", "", "q"], ["t", "noon", "q"], ["x", "q"]])
  func leavingTheWalkRecordsNothing(keys: [String]) throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "12:30")
    let terminal = Terminal(canAsk: true, width: 80, hasColour: false, input: Typist(keys))
    let ran = try world.tend("review", terminal: terminal)
    #expect(ran.code == 0)
    #expect(try world.listing("missed").count == 1)
  }
}
