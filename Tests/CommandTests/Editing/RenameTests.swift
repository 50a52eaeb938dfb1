import Care
import Foundation
import Host
import Household
import Ledger
import Testing

@testable import TendCommands

/// `tend rename`, and `renamed-from` by hand: the history goes along, and nothing is told anew.
struct RenameTests {
  private static let plan =
    SamplePlan.midostaurin + """

      # After the other one.
      [medication.iron]
      person = "maria"
      name = "Iron"
      after = { entry = "midostaurin", delay = "1h" }

      """

  private static let second = """
    [appointment.platelets]   # counted from it
    person = "maria"
    title = "Platelets"
    at = "09:00"
    after-start-of = "midostaurin"
    every = "2 weeks"

    """

  /// In two files, with a dose due and told.
  private func world() throws -> CommandWorld {
    let world = try CommandWorld(
      plan: RenameTests.plan.replacing("if-missed", with: "from = \"2026-11-30\"\nif-missed"))
    try world.write(RenameTests.second, to: try secondFile(world))
    try world.tendd(until: "08:10")
    return world
  }

  private func secondFile(_ world: CommandWorld) throws -> String {
    try world.household.paths.configDirectory + "/plan.d/b.toml"
  }

  private func told(_ world: CommandWorld, _ id: String) throws -> Int {
    try world.occurrence(of: id, at: "08:00").state.attempts
  }

  @Test func whatIsDueStaysDueAndTheHistoryIsOfTheNewID() throws {
    let world = try world()
    let before = try world.occurrence(of: "midostaurin", at: "08:00")
    let ran = try world.tend("rename", "midostaurin", "mido")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(ran.output.contains("mido: called so from now on (was midostaurin)"), "\(ran.output)")
    let plan = try world.plan
    #expect(plan.contains("[medication.mido]") && plan.contains("renamed-from = \"midostaurin\""))
    #expect(plan.contains("after = { entry = \"mido\", delay = \"1h\" }"))
    #expect(plan.contains("# After the other one."))
    #expect(
      try String(contentsOfFile: try secondFile(world), encoding: .utf8)
        == RenameTests.second.replacing("\"midostaurin\"", with: "\"mido\""))

    // Nothing is told anew, and the short id answers as before.
    let row = try world.occurrence(of: "mido", at: "08:00")
    #expect(row.id == before.id && row.state == before.state)
    try world.tendd(until: "08:11")
    #expect(try told(world, "mido") == 2)
    #expect(try world.tend("take", before.id.text).code == 0)
    #expect(try world.listing("due").isEmpty)
    try world.tendd(until: "09:21")
    #expect(try world.listing("due").map { $0["entry"] as? String } == ["iron"])
    #expect(try !world.listing("today").contains { $0["state"] as? String == "withdrawn" })

    #expect(try world.listing("history", "mido").contains { $0["outcome"] as? String == "taken" })
    #expect(try world.tend("history").output.contains("midostaurin is called mido from now on"))
    #expect(try world.tend("changes", "mido").output.contains("called mido (was midostaurin)"))
    #expect(try world.tend("show", "midostaurin").problems.contains("“midostaurin” is called “mido” now"))
    #expect(try world.household.openLedger(.readOnly).verifyDerived().isEmpty)
  }

  @Test func oneUndoTakesItBackInEveryFileAndInTheRecord() throws {
    let world = try world()
    let (plan, before) = (try world.plan, try world.occurrence(of: "midostaurin", at: "08:00"))
    try world.tend("rename", "midostaurin", "mido")
    try world.tendd(until: "08:15")
    let ran = try world.tend("undo")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(try world.plan == plan)
    #expect(try String(contentsOfFile: try secondFile(world), encoding: .utf8) == RenameTests.second)
    let row = try world.occurrence(of: "midostaurin", at: "08:00")
    #expect(row.id == before.id)
    try world.tendd(until: "08:16")
    #expect(try world.occurrence(of: "midostaurin", at: "08:00").state == row.state)
    #expect(try world.household.openLedger(.readOnly).verifyDerived().isEmpty)
  }

  @Test func byHandTheKeyCarriesTheHistoryAndTakingItBackReturnsIt() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "08:10")
    let id = try world.id(of: "midostaurin", at: "08:00")
    try world.tend("pause", "midostaurin", "--until", "2026-12-24")
    let renamed = SamplePlan.midostaurin.replacing("medication.midostaurin]", with: "medication.mido]")
    try world.writePlan(renamed + "renamed-from = \"midostaurin\"\n")
    try world.tendd(until: "08:11")
    #expect(try world.id(of: "mido", at: "08:00") == id)
    #expect(try world.listing("show", "mido").first?["paused"] as? Bool == true)
    try world.writePlan(SamplePlan.midostaurin)
    try world.tendd(until: "08:12")
    #expect(try world.id(of: "midostaurin", at: "08:00") == id)
    #expect(try world.listing("show", "midostaurin").first?["paused"] as? Bool == true)
  }

  @Test(arguments: [
    ("midostaurin", "Mido", 64, "cannot be an id"), ("midostaurin", "iron", 4, "already"),
    ("nothing", "mido", 1, "there is no entry “nothing”"),
    ("midostaurin", "gone", 4, "two histories cannot become one"),
    ("maria", "mary", 4, "“maria” is a person, whose id stays: the record names Maria by it"),
    ("contact.ana", "anna", 4, "tend set contact.ana name=…"),
  ])
  func whatIsNotClearIsRefused(old: String, new: String, code: Int, words: String) throws {
    let world = try CommandWorld(
      plan: RenameTests.plan + "[medication.gone]\nname = \"Gone\"\nat = \"08:00\"\n")
    try world.tend("remove", "gone")
    let plan = try world.plan
    let ran = try world.tend("rename", old, new)
    #expect(ran.code == CInt(code))
    #expect(ran.problems.contains(words), "\(ran.problems)")
    #expect(try world.plan == plan)
  }

  @Test func aLookWritesNothing() throws {
    let world = try world()
    let plan = try world.plan
    let ran = try world.tend("rename", "midostaurin", "mido", "--dry-run")
    for line in ["+[medication.mido]", "+++ plan.d/b.toml"] {
      #expect(ran.output.contains(line), "\(ran.output)")
    }
    #expect(try world.plan == plan)
  }
}
