import Almanac
import Care
import Household
import Ledger
import PlanFile
import Testing

@testable import TendCommands

/// A button of a popup goes by the same rules as the command that it stands for.
struct PressedAnswerTests {
  private static let plan =
    SamplePlan.maria + """

      [medication.avapritinib]
      person = "maria"
      name = "Avapritinib"
      at = "10:00"
      missed-after = "7h"
      not-within = "18h"

      [medication.iron]
      person = "maria"
      name = "Iron"
      at = "12:00"
      apart-from = { entry = "avapritinib", by = "3h" }

      """

  private func press(_ press: PressedAnswer, _ entry: String, at time: String, in world: CommandWorld) throws
    -> Occurrence
  {
    let row = try world.occurrence(of: entry, at: time)
    let household = try world.household
    let loaded = try household.load(household.readPlanFiles())
    let plan = try #require(loaded.plan.plan)
    let planner = try Planner(plan: plan, settings: Settings(), zones: try household.zoneBook(for: plan))
    let ledger = try household.openLedger()
    defer { try? ledger.close() }
    let origin = EventOrigin(actor: "me", channel: "desktop")
    return try ledger.transaction(origin, try household.stamp()) {
      try $0.record(press, of: row.id, by: "me", planner: planner, now: world.now).occurrence
    }
  }

  @Test func aPressedAnswerIsRecordedAsItsCommandWouldBe() throws {
    let world = try CommandWorld(plan: Self.plan)
    try world.tendd(until: "10:05")
    let snoozed = try press(.snoozed(.minutes(10)), "avapritinib", at: "10:00", in: world)
    #expect(snoozed.state.snoozedUntil == (try world.instant("10:15")))
    let taken = try press(.fulfilled, "avapritinib", at: "10:00", in: world)
    #expect(taken.state.answer?.outcome == .taken)
    try world.tendd(until: "12:00")
    let skipped = try press(.skipped(reason: "asleep"), "iron", at: "12:00", in: world)
    #expect(skipped.state.answer?.outcome == .skipped)
    #expect(skipped.state.answer?.reason == "asleep")
  }

  @Test func aLimitRefusesAPressedAnswerToo() throws {
    let world = try CommandWorld(plan: Self.plan)
    try world.tendd(until: "16:30")
    let closed = #expect(throws: Refusal.self) {
      try press(.fulfilled, "avapritinib", at: "10:00", in: world)
    }
    if case .limited(let breaches, _) = closed { #expect(breaches.map(\.rule) == [.notWithin]) }
    #expect(try world.occurrence(of: "avapritinib", at: "10:00").state.isOpen)

    let other = try CommandWorld(plan: Self.plan)
    try other.tendd(until: "12:10")
    try other.tend("take", "avapritinib")
    let apart = #expect(throws: Refusal.self) { try press(.fulfilled, "iron", at: "12:00", in: other) }
    if case .limited(let breaches, _) = apart { #expect(breaches.map(\.rule) == [.apartFrom]) }
  }

  @Test func theSecondCarerToPressIsToldOfTheFirst() throws {
    let world = try CommandWorld(plan: Self.plan)
    try world.tendd(until: "10:05")
    try world.tend("take", "avapritinib", "--by", "Ana")
    let refusal = try #require(
      #expect(throws: Refusal.self) { try press(.fulfilled, "avapritinib", at: "10:00", in: world) })
    let row = try world.occurrence(of: "avapritinib", at: "10:00")
    let words = RefusalWords(refusal, row, name: { _ in "Ana" }, zone: world.zone, now: world.now)
    #expect(words.message.hasPrefix("already taken at 10:05 by Ana"), "\(words.message)")
    #expect(words.hint == "if that is wrong: tend undo \(row.id), then answer again")
  }
}
