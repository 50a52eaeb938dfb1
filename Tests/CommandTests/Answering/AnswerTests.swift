import Care
import Testing

@testable import TendCommands

/// Which occurrence an answer lands on, and what it says happened.
struct AnswerTests {
  @Test func anEntryIDAnswersItsOnlyOpenOccurrence() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "08:05")
    let ran = try world.tend("take", "midostaurin")
    #expect(ran.code == 0, "\(ran.problems)")
    let row = try world.occurrence(of: "midostaurin", at: "08:00")
    #expect(row.state.answer?.outcome == .taken)
    #expect(row.state.answer?.happenedAt == world.now)
    #expect(ran.output.hasPrefix("\(row.id)  Taken: Midostaurin 100 mg"))
  }

  @Test(arguments: ["Midostaurin", "MIDOSTAURIN@2026-12-03T08:00", "id"])
  func anIDMayBeTypedInUpperCase(typed: String) throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "08:05")
    let id = try world.id(of: "midostaurin", at: "08:00")
    let ran = try world.tend("take", typed == "id" ? id.uppercased() : typed)
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(try world.occurrence(of: "midostaurin", at: "08:00").state.answer?.outcome == .taken)
    #expect(try world.tend("set", "Midostaurin", "food=with food").code == 0)
  }

  @Test func severalOpenAreRefusedWithTheirIDsWhereNobodyCanBeAsked() throws {
    let world = try CommandWorld(plan: SamplePlan.cromolyn)
    try world.tendd(until: "09:10")
    let ran = try world.tend("take", "cromolyn")
    #expect(ran.code == 4)
    for time in ["08:00", "09:00"] {
      #expect(ran.problems.contains(try world.id(of: "cromolyn", at: time)))
    }
    #expect(try world.occurrence(of: "cromolyn", at: "08:00").state.isOpen)
  }

  @Test func severalOpenAreAskedAboutAtATerminal() throws {
    let world = try CommandWorld(plan: SamplePlan.cromolyn)
    try world.tendd(until: "09:10")
    let second = try world.id(of: "cromolyn", at: "09:00")
    let ran = try world.tend("take", "cromolyn", terminal: .typing(second))
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(try world.occurrence(of: "cromolyn", at: "08:00").state.isOpen)
    #expect(try world.occurrence(of: "cromolyn", at: "09:00").state.answer?.outcome == .taken)
  }

  @Test(arguments: [("06:05", 0), ("05:55", 4)])
  func anEntryIDAnswersTheNextOneOnlyInItsEarlyWindow(time: String, code: CInt) throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin, at: "05:00")
    try world.tendd(until: time)
    let ran = try world.tend("take", "midostaurin")
    #expect(ran.code == code, "\(ran.problems)")
    #expect(try world.occurrence(of: "midostaurin", at: "08:00").state.isOpen == (code != 0))
  }

  @Test func aFactAboutAMissedDoseIsRecordedHoweverLate() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "13:00")
    let id = try world.id(of: "midostaurin", at: "08:00")
    let ran = try world.tend("take", id, "--at", "08:20", "--by", "Ana", "--basis", "told")
    #expect(ran.code == 0, "\(ran.problems)")
    let answer = try #require(try world.occurrence(of: "midostaurin", at: "08:00").state.answer)
    #expect(answer.happenedAt == (try world.instant("08:20")))
    #expect(answer.by == "ana")
    #expect(answer.basis == .told)
  }

  @Test func aBareTimeOfANamedDoseIsTheOneNearestToIt() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "2026-12-06 10:00")
    let id = try world.id(of: "midostaurin", at: "2026-12-03 20:00")
    try world.tend("take", id, "--at", "20:30")
    let row = try world.occurrence(of: "midostaurin", at: "2026-12-03 20:00")
    #expect(row.state.answer?.happenedAt == (try world.instant("2026-12-03 20:30")))
  }

  @Test func aTimeStillToComeIsRefused() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "08:05")
    let ran = try world.tend("take", "midostaurin", "--at", "2026-12-03 08:10")
    #expect(ran.code == 64)
    #expect(try world.occurrence(of: "midostaurin", at: "08:00").state.isOpen)
  }

  @Test func aSecondCarerIsToldWhoAnsweredAndWhen() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "08:05")
    let id = try world.id(of: "midostaurin", at: "08:00")
    try world.tend("take", id, "--by", "ana")
    try world.goes(to: "08:20")
    for name in [id, "midostaurin", "midostaurin@2026-12-03T08:00"] {
      let ran = try world.tend("take", name)
      #expect(ran.code == 4, "\(name)")
      #expect(ran.problems.contains("Ana"), "\(name): \(ran.problems)")
      #expect(ran.problems.contains("08:05"), "\(name): \(ran.problems)")
    }
  }

  @Test func answeringWorksWithTenddStoppedForDays() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.goes(to: "2026-12-08 08:10")
    let ran = try world.tend("take", "midostaurin@2026-12-08T08:00")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(try world.occurrence(of: "midostaurin", at: "08:00").state.answer?.outcome == .taken)
  }

  @Test func beforeTenddEverRanAnAnswerSaysHowToStartIt() throws {
    let world = try CommandWorld()
    let ran = try world.tend("take", "midostaurin")
    #expect(ran.code == 69)
    #expect(ran.problems.contains("tend service install"))
  }

  @Test func skippingAsksForAReason() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "08:05")
    #expect(try world.tend("skip", "midostaurin").code == 64)
    #expect(try world.tend("skip", "midostaurin", "--reason", " ").code == 64)
    #expect(try world.occurrence(of: "midostaurin", at: "08:00").state.isOpen)
    #expect(try world.tend("skip", "midostaurin", "--reason", "asleep").code == 0)
    let answer = try world.occurrence(of: "midostaurin", at: "08:00").state.answer
    #expect(answer?.outcome == .skipped)
    #expect(answer?.reason == "asleep")
  }
}
