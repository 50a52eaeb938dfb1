import Almanac
import Care
import Foundation
import Ledger
import Testing

@testable import TendCommands

struct UndoTests {
  @Test func anAnswerTakenBackLeavesTheDoseAsItWas() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "08:05")
    let before = try world.occurrence(of: "midostaurin", at: "08:00")
    try world.tend("take", "midostaurin", "--by", "ana")
    let ran = try world.tend("undo")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(try world.occurrence(of: "midostaurin", at: "08:00") == before)
    let id = before.id.text
    #expect(
      ran.output == "\(id)  Taken back: “taken” of Midostaurin 100 mg for Maria, due 08:00 "
        + "(recorded by Ana at 08:05). It is due again: tend take \(id)\n")
  }

  @Test func eachUndoGoesOneStepFurtherBackUntilNothingIsLeft() throws {
    let world = try CommandWorld(plan: SamplePlan.cromolyn)
    try world.tendd(until: "09:10")
    let (first, second) = (
      try world.id(of: "cromolyn", at: "08:00"), try world.id(of: "cromolyn", at: "09:00")
    )
    try world.tend("take", first)
    try world.tend("take", second)
    #expect(try world.tend("undo").output.hasPrefix(second))
    #expect(try world.tend("undo").output.hasPrefix(first))
    let ran = try world.tend("undo")
    #expect(ran.code == 1)
    #expect(ran.problems.contains("nothing"))
  }

  @Test func withAnIDOnlyThatOneIsTakenBack() throws {
    let world = try CommandWorld(plan: SamplePlan.cromolyn)
    try world.tendd(until: "09:10")
    try world.tend("take", try world.id(of: "cromolyn", at: "08:00"))
    try world.tend("take", try world.id(of: "cromolyn", at: "09:00"))
    #expect(try world.tend("undo", "cromolyn@2026-12-03T08:00").code == 0)
    #expect(try world.occurrence(of: "cromolyn", at: "08:00").state.isOpen)
    #expect(try !world.occurrence(of: "cromolyn", at: "09:00").state.isOpen)
    #expect(try world.tend("undo", "cromolyn@2026-12-03T08:00").code == 1)
    #expect(try world.tend("undo", "cromolyn").code == 0)
    #expect(try world.occurrence(of: "cromolyn", at: "09:00").state.isOpen)
  }

  @Test func aSnoozeCanBeTakenBackWhileItLasts() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "08:05")
    try world.tend("snooze", "midostaurin", "1h")
    #expect(try world.tend("undo").code == 0)
    #expect(try world.occurrence(of: "midostaurin", at: "08:00").state.snoozedUntil == nil)
    try world.tend("snooze", "midostaurin", "10m")
    try world.tendd(until: "09:00")
    #expect(try world.tend("undo").code == 1)
  }

  @Test func aReviewTakenBackListsTheMissedOneAgain() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "12:30")
    try world.tend("review", "midostaurin")
    #expect(try world.listing("missed").isEmpty)
    #expect(try world.tend("undo").code == 0)
    #expect(try world.listing("missed").count == 1)
  }

  @Test func aPauseCanBeTakenBack() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tend("pause", "midostaurin")
    let ran = try world.tend("undo")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(ran.output.contains("the pause of midostaurin"))
    #expect(try world.ledger { try $0.pauses(endingAfter: world.now) }.isEmpty)
  }

  @Test func theSkipOfAPauseIsTakenBackByItsIDOnly() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tend("pause", "midostaurin")
    try world.tendd(until: "08:30")
    let id = try world.id(of: "midostaurin", at: "08:00")
    #expect(try world.occurrence(of: "midostaurin", at: "08:00").state.answer?.outcome == .skipped)
    #expect(try world.tend("undo", id).code == 0)
    try world.tendd(until: "08:40")
    #expect(try world.occurrence(of: "midostaurin", at: "08:00").state.isOpen)
  }

  @Test func anEditIsTakenBackToTheByte() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    let before = try world.plan
    try world.tend("set", "midostaurin", "dose=50 mg")
    #expect(try world.plan != before)
    let ran = try world.tend("undo")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(ran.output.contains("plan.toml"))
    #expect(try world.plan == before)
    #expect(try world.tend("undo").code == 1)
  }

  @Test func whichEditItIsIsSaid() throws {
    let world = try CommandWorld(
      plan: SamplePlan.cromolyn + SamplePlan.midostaurin.replacing(SamplePlan.maria, with: ""))
    try world.tend("remove", "cromolyn", "--by", "ana", terminal: .typing("y"))
    let ran = try world.tend("undo", terminal: .typing("y"))
    #expect(ran.code == 0, "\(ran.problems)")
    let command = "tend remove cromolyn"
    #expect(ran.output.contains("Changed plan.toml: \(command), by Ana at 06:00\n"), "\(ran.output)")
    #expect(
      ran.output.contains("Taken back: the change of plan.toml by \(command) (recorded by Ana at 06:00)\n"))
    let history = try world.tend("history").output
    #expect(history.contains("plan.toml changed by Ana (\(command))"), "\(history)")
  }

  @Test func anEditThatSomebodyChangedSinceIsLeftAlone() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tend("set", "midostaurin", "dose=50 mg")
    let changed = try world.plan + "# by hand\n"
    try world.writePlan(changed)
    let ran = try world.tend("undo")
    #expect(ran.code == 4)
    #expect(ran.problems.contains("changed since"))
    #expect(try world.plan == changed)
    #expect(try world.ledger { try $0.latestEvents(1, of: [.undone]) }.isEmpty)
  }

  @Test func takingBackTheFirstEntryLeavesAnEmptyPlanThatIsMeant() throws {
    let world = try CommandWorld(plan: "")
    try world.tend("add", "medication", "Cetirizine", "--at", "08:00")
    try world.tendd()
    let ran = try world.tend("undo")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(try world.plan.isEmpty)
    #expect(try world.ledger { try $0.latestPlan()?.files.map(\.text) } == [""])
  }

  @Test func atATerminalTheLastOneIsShownFirst() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "08:05")
    try world.tend("take", "midostaurin")
    let kept = try world.tend("undo", terminal: .typing("n"))
    #expect(kept.code == 1)
    #expect(kept.output.contains("Taken: Midostaurin"))
    #expect(try world.occurrence(of: "midostaurin", at: "08:00").state.answer != nil)
    #expect(try world.tend("undo", terminal: .typing("")).code == 0)
    #expect(try world.occurrence(of: "midostaurin", at: "08:00").state.answer == nil)
  }
}
