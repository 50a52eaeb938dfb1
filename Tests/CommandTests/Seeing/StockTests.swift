import Care
import Ledger
import Testing

@testable import TendCommands

/// Stock from the plan to the dose, the count, the refill and back.
struct StockTests {
  private static let plan =
    SamplePlan.maria + """

      [medication.midostaurin]
      person = "maria"
      name = "Midostaurin"
      dose = "100 mg"
      at = ["08:00", "20:00"]
      stock = { on-hand = 112, per-dose = 4, refill-at = "10 days", unit = "capsules", lead = "2 days" }

      [medication.epipen]
      person = "maria"
      name = "Adrenaline auto-injector"
      as-needed = { min-interval = "5m" }
      stock = { places = [{ place = "handbag", expires = "2027-03" }, { place = "kitchen", expires = "2026-12" }] }

      """

  private func world() throws -> CommandWorld {
    let world = try CommandWorld(plan: StockTests.plan)
    try world.goes(to: "07:00")
    try world.tendd()
    try world.goes(to: "08:05")
    return world
  }

  private func stock(_ world: CommandWorld, _ entry: String = "midostaurin") throws -> [String: Any] {
    try #require(try world.listing("stock", entry).first)
  }

  @Test func theLogTakesFromWhatThePlanCounted() throws {
    let world = try world()
    #expect(try stock(world)["on_hand"] as? Int == 112)
    let ran = try world.tend("take", "midostaurin")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(!ran.output.contains("Stock:"))
    let found = try stock(world)
    #expect(found["on_hand"] as? Int == 108)
    #expect(found["lasts_until"] as? String == "2026-12-16")
    #expect(found["refill_from"] as? String == "2026-12-06")
    #expect(found["refill_by"] as? String == "2026-12-14")
    #expect(found["low"] as? Bool == false)
    try world.tend("undo", "midostaurin")
    #expect(try stock(world)["on_hand"] as? Int == 112)
  }

  @Test func aCountReplacesARefillAddsAndUndoTakesThemBack() throws {
    let world = try world()
    let counted = try world.tend(
      "stock", "midostaurin", "set", "40", "--reason", "one box was damaged", "--by", "Ana")
    #expect(counted.code == 0, "\(counted.problems)")
    #expect(
      counted.lines == [
        "Counted 40 capsules of midostaurin, by Ana: one box was damaged. Now: 40 capsules, until Mon 7 Dec"
      ])
    let filled = try world.tend("stock", "midostaurin", "refill", "56", "--expires", "2027-08")
    #expect(filled.lines.first?.hasSuffix("Now: 96 capsules, until Mon 14 Dec") == true, "\(filled.output)")
    #expect(try stock(world)["expires"] as? String == "2027-08")
    #expect(try world.tend("undo", "midostaurin").output.contains("Taken back: the count of midostaurin"))
    #expect(try stock(world)["on_hand"] as? Int == 40)
    try world.tend("undo", "midostaurin")
    #expect(try stock(world)["on_hand"] as? Int == 112)
    // The number of the plan is the plan's to change.
    #expect(try world.tend("undo", "midostaurin").code != 0)
  }

  @Test func aDoseAtStockZeroIsRecordedAndFlagged() throws {
    let world = try world()
    try world.tend("stock", "midostaurin", "set", "2")
    try world.goes(to: "08:10")
    let ran = try world.tend("take", "midostaurin")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(ran.lines.last?.contains("2 capsules more taken than counted") == true, "\(ran.output)")
    let found = try stock(world)
    #expect(found["on_hand"] as? Int == 0)
    #expect(found["beyond"] as? Int == 2)
    #expect(found["out"] as? Bool == true)
    #expect(try world.tend("today").output.contains("Stock:\n  Midostaurin (midostaurin): 0 capsules"))
    #expect(try world.tend("status").output.contains("not enough left for one dose"))
    #expect(try world.tend("check").output.contains("[stock]"))
  }

  @Test func aChangeOfOnHandInThePlanIsANewCountFromThenOn() throws {
    let world = try world()
    try world.tend("take", "midostaurin")
    try world.tend("stock", "midostaurin", "set", "50")
    #expect(try world.tend("set", "midostaurin", "stock.on-hand=80").code == 0)
    try world.goes(to: "08:30")
    try world.tendd()
    #expect(try stock(world)["on_hand"] as? Int == 80)
    // Reading the same plan again counts nothing anew.
    try world.tend("stock", "midostaurin", "set", "79")
    try world.tendd()
    #expect(try stock(world)["on_hand"] as? Int == 79)
  }

  @Test func autoInjectorsAreCountedWhereTheyLie() throws {
    let world = try world()
    let found = try stock(world, "epipen")
    #expect(found["on_hand"] as? Int == 2)
    #expect((found["places"] as? [[String: Any]])?.map { $0["place"] as? String } == ["handbag", "kitchen"])
    #expect(found["warnings"] as? [String] == ["expires after 2026-12 (kitchen)"])
    let vague = try world.tend("stock", "epipen", "set", "1")
    #expect(vague.code == 4)
    #expect(vague.problems.contains("lies in 2 places"))
    #expect(
      try world.tend("stock", "epipen", "set", "1", "--place", "car").problems.contains(
        "it has handbag and kitchen"))
    #expect(
      try world.tend("stock", "epipen", "set", "1", "--place", "kitchen", "--expires", "2028-01").code == 0)
    #expect(try stock(world, "epipen")["warnings"] as? [String] == [])
    #expect(try world.tend("show", "epipen").output.contains("handbag: 1, expires 2027-03"))
  }

  @Test(arguments: [
    (["stock", "midostaurin", "set"], 64), (["stock", "midostaurin", "set", "many"], 64),
    (["stock", "midostaurin", "refill", "3", "--expires", "soon"], 64), (["stock", "nothing"], 1),
    (["stock", "--reason", "x"], 64), (["stock", "midostaurin", "set", "3", "--at", "23:00"], 0),
  ])
  func whatMakesNoSenseIsRefused(words: [String], code: Int) throws {
    #expect(try world().tend(words).code == CInt(code))
  }

  @Test func theTableIsReadAtAGlance() throws {
    let world = try world()
    let ran = try world.tend("stock")
    #expect(ran.lines.first?.hasPrefix("ENTRY") == true)
    #expect(ran.output.contains("112 capsules"))
    #expect(ran.output.contains("Wed 16 Dec"))
    #expect(ran.output.contains("  epipen  handbag: 1, expires 2027-03"))
    let history = try world.tend("history", "midostaurin")
    #expect(
      history.output.contains("The plan counts 112 capsules of midostaurin, from now on"), "\(history.output)"
    )
  }

  @Test func theLedgerCanBeRebuiltFromItsEvents() throws {
    let world = try world()
    try world.tend("stock", "midostaurin", "set", "40")
    try world.tend("take", "midostaurin")
    #expect(try world.ledger { try $0.stockEvents(of: try #require(EntryID("midostaurin"))).count } == 2)
  }

  @Test func moreIsAskedForWhenItIsTimeAndTheRefillAnswers() throws {
    let world = try world()
    let ahead = try world.listing("agenda", "2026-12-03", "30d").filter { $0["kind"] as? String == "step" }
    #expect(ahead.map { $0["entry"] as? String } == ["epipen.expiry", "midostaurin.refill"])
    try world.tend("stock", "midostaurin", "set", "24")
    try world.tendd(until: "10:05")
    let due = try world.listing("due").filter { $0["kind"] as? String == "step" }
    #expect(
      due.map { $0["name"] as? String } == [
        "Adrenaline auto-injector: look at what expires after 2026-12 (kitchen)", "Midostaurin: see to more",
      ])
    try world.tend("stock", "midostaurin", "refill", "56")
    #expect(try world.listing("due").allSatisfy { $0["entry"] as? String != "midostaurin.refill" })
    try world.tendd()
    #expect(try world.listing("due").allSatisfy { $0["entry"] as? String != "midostaurin.refill" })
  }
}
