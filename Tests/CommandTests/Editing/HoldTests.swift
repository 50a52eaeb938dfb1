import Care
import Foundation
import Host
import Household
import Testing

@testable import TendCommands

/// What the care team orders, from the shell.
struct HoldTests {
  private static let okafor = "\n[contact.dr-okafor]\nname = \"Dr Okafor\"\n"
  private static let home =
    SamplePlan.midostaurin + okafor + """

      [check-in.evening]
      person = "maria"
      at = "20:00"

      [medication.ondansetron]
      person = "maria"
      name = "Ondansetron"
      as-needed = { max-per-24h = 3 }

      [appointment.clinic]
      person = "maria"
      title = "Clinic"
      when = "2026-12-03 15:00"

      """

  private func world() throws -> CommandWorld { try CommandWorld(plan: HoldTests.home) }

  @discardableResult
  private func hold(_ world: CommandWorld, _ entry: String = "midostaurin") throws -> Ran {
    try world.tend("hold", entry, "--by", "Dr Okafor", "--reason", "platelets low")
  }

  @Test func aHoldIsSeenEverywhereAndNobodyIsReminded() throws {
    let world = try world()
    let ran = try hold(world)
    #expect(
      ran.output
        == "midostaurin is on hold until tend release, ordered by Dr Okafor: platelets low\n", "\(ran)")
    // Before waking, today is still yesterday.
    let coming = try world.listing("agenda", "today").filter { $0["entry"] as? String == "midostaurin" }
    #expect(coming.map { $0["state"] as? String } == ["held", "held"])
    for verb in ["today", "agenda"] {
      #expect(
        try world.tend(verb).output.contains("On hold: Midostaurin by Dr Okafor since 06:00: platelets low"))
    }
    #expect(try world.tend("status").output.contains("On hold: Midostaurin"))
    let holds = try world.tend("status", "--json").json()["holds"] as? [[String: Any]]
    #expect(holds?.first?["by"] as? String == "dr-okafor")
    let entry = try #require(try world.listing("list").first { $0["entry"] as? String == "midostaurin" })
    #expect(entry["held"] as? Bool == true && entry["reminds"] as? Bool == false)
    #expect(try world.tend("show", "midostaurin").output.contains("held by Dr Okafor: platelets low"))
    try world.tendd(until: "09:00")
    #expect(try world.listing("due").isEmpty)
    #expect(try world.occurrence(of: "midostaurin", at: "08:00").state.answer?.outcome == .held)
    #expect(try world.tend("today").output.contains("held by Dr Okafor: platelets low"))
  }

  @Test func whatIsDueIsClosedAsHeldToo() throws {
    let world = try world()
    try world.tendd(until: "08:10")
    #expect(try world.listing("due").count == 1)
    #expect(try hold(world).output.contains("Held: Midostaurin 100 mg for Maria, due 08:00"))
    #expect(try world.listing("due").isEmpty)
  }

  @Test func aDoseOfWhatIsOnHoldIsRefusedUnlessItIsAFact() throws {
    let world = try world()
    try hold(world, "ondansetron")
    let ran = try world.tend("take", "ondansetron")
    #expect(ran.code == 4)
    #expect(ran.problems.contains("on hold by order of Dr Okafor: platelets low"), "\(ran)")
    #expect(try world.tend("take", "ondansetron", "--override", "Dr Okafor by telephone").code == 0)
    let fact = try world.tend("take", "ondansetron", "--at", "05:00")
    #expect(fact.code == 0)
  }

  @Test func aReleaseMayChangeTheDoseAndIsUndoneLikeTheHold() throws {
    let world = try world()
    #expect(try world.tend("release", "midostaurin", "--by", "dr-okafor").code == 4)
    try hold(world)
    let refused = try world.tend("release", "midostaurin", "--by", "dr-okafor", "--dose", "50 mg")
    #expect(refused.problems.contains("--take"))
    let ran = try world.tend(
      "release", "midostaurin", "--by", "dr-okafor", "--dose", "50 mg", "--take", "2 capsules")
    #expect(ran.output.contains("dose now 50 mg (was 100 mg)"), "\(ran)")
    #expect(ran.output.contains("midostaurin is released by Dr Okafor"))
    #expect(try world.plan.contains("dose = \"50 mg\""))
    try world.tendd(until: "08:00")
    let item = try #require(try world.listing("due").first)
    #expect(
      item["change"] as? String
        == "dose changed Thu 3 Dec by Dr Okafor: 100 mg → 50 mg, take 4 capsules → 2 capsules")
    try world.tend("undo", "midostaurin")
    #expect(try world.listing("list").first?["held"] as? Bool == true)
  }

  @Test func undoTakesAHoldBack() throws {
    let world = try world()
    try hold(world)
    #expect(try world.tend("undo").output.contains("the hold of midostaurin"))
    #expect(try world.listing("list").first?["held"] as? Bool == false)
  }

  @Test func changesTellsWhatBecameOfAnEntryAndByWhoseOrder() throws {
    let world = try world()
    try world.goes(to: "07:00")
    try world.tend(
      "set", "midostaurin", "dose=50 mg", "take=2 capsules", "--ordered-by", "Dr Okafor", "--on", "2026-12-02"
    )
    try world.tendd(until: "07:30")
    try hold(world)
    let lines = try world.tend("changes", "midostaurin").lines
    #expect(
      lines == [
        "06:00  new: Midostaurin 100 mg, every day at 08:00 and 20:00",
        "07:00  dose 100 mg → 50 mg; take 4 capsules → 2 capsules; ordered by Dr Okafor on 2026-12-02 (me)",
        "07:30  on hold: platelets low; ordered by Dr Okafor on 2026-12-03 (me)",
      ], "\(lines)")
    let items = try world.listing("changes", "midostaurin")
    #expect(items.count == 3)
    #expect(items[1]["ordered_by"] as? String == "dr-okafor")
    #expect((items[1]["parts"] as? [[String: Any]])?.first?["new"] as? String == "50 mg")
    #expect(try world.tend("changes", "nothing").code != 0)
  }

  @Test func aStayInHospitalRestsWhatIsDoneAtHome() throws {
    let world = try world()
    let ran = try world.tend("admit", "Maria", "--reason", "fever")
    #expect(ran.output.contains("Maria is in hospital from 06:00; fever"), "\(ran)")
    #expect(try world.tend("admit", "maria").code == 4)
    #expect(
      try world.tend("today").output.contains(
        "Maria is in hospital since 06:00: fever; at home 3 entries rest"))
    try world.tendd(until: "15:05")
    #expect(try world.listing("due").map { $0["entry"] as? String } == ["clinic"])
    #expect(try world.occurrence(of: "midostaurin", at: "08:00").state.answer?.outcome == .held)
    #expect(try world.tend("discharge", "maria").code == 64)
    let part = try world.tend("discharge", "maria", "--by", "dr-okafor", "--keep", "midostaurin")
    #expect(part.problems.contains("STILL SILENT: evening and ondansetron"), "\(part)")
    #expect(try world.tend("status").output.contains("AND STILL SILENT"))
    let rest = try world.tend("discharge", "maria", "--by", "dr-okafor", "--keep-rest")
    #expect(rest.output.contains("the list was gone through"), "\(rest)")
    try world.tendd(until: "20:05")
    #expect(
      Set(try world.listing("due").compactMap { $0["entry"] as? String }).isSuperset(of: [
        "midostaurin", "evening",
      ]))
    #expect(try world.tend("discharge", "maria").code == 4)
  }

  @Test func theWalkAsksEntryByEntry() throws {
    let world = try world()
    try world.tend("admit", "maria")
    let ran = try world.tend(
      "discharge", "maria", "--by", "dr-okafor",
      terminal: .typing("c", "50 mg", "2 capsules", "", "h", "too tired", "s"))
    #expect(ran.code == 0, "\(ran)")
    #expect(try world.plan.contains("dose = \"50 mg\""))
    #expect(try !world.plan.contains("ondansetron"))
    let entries = try world.listing("list")
    #expect(entries.first { $0["entry"] as? String == "evening" }?["held_because"] as? String == "too tired")
    #expect(entries.first { $0["entry"] as? String == "midostaurin" }?["reminds"] as? Bool == true)
    #expect(ran.output.contains("the list was gone through"))
  }

  @Test func oneUndoTakesBackAReleaseWithItsNewDose() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tend("hold", "midostaurin", "--by", "Ana", "--reason", "platelets low")
    let plan = try world.plan
    let ran = try world.tend(
      "release", "midostaurin", "--by", "Ana", "--dose", "50 mg", "--take", "2 capsules")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(try world.tend("undo").code == 0)
    #expect(try world.plan == plan)
    #expect(try world.listing("show", "midostaurin").first?["held"] as? Bool == true)
    try world.tend("undo")
    #expect(try world.listing("show", "midostaurin").first?["held"] as? Bool == false)
  }

  @Test func oneUndoTakesBackTheWholeWayHome() throws {
    let world = try CommandWorld(
      plan: SamplePlan.midostaurin + "\n[medication.x]\nperson = \"maria\"\nname = \"X\"\nat = \"09:00\"\n")
    try world.tend("admit", "maria")
    let plan = try world.plan
    let ran = try world.tend("discharge", "maria", "--by", "Ana", "--keep", "midostaurin", "--stop", "x")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(try !world.plan.contains("[medication.x]"))
    let undone = try world.tend("undo")
    #expect(undone.code == 0, "\(undone.problems)")
    #expect(try world.plan == plan)
    #expect(try world.listing("show", "midostaurin").first?["in_hospital"] as? Bool == true)
    #expect(try world.listing("show", "x").first?["in_hospital"] as? Bool == true)
  }

  @Test func oneUndoTakesBackWhatWasChangedInSeveralFiles() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    let second = try world.household.paths.configDirectory + "/plan.d/x.toml"
    let text = "[medication.x]\nperson = \"maria\"\nname = \"X\"\nat = \"09:00\"\n"
    try world.write(text, to: second)
    try world.tendd()
    try world.tend("admit", "maria")
    let plan = try world.plan
    let ran = try world.tend(
      "discharge", "maria", "--by", "Ana", "--stop", "midostaurin,x")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(try world.listing("list").isEmpty)
    let left = try String(contentsOfFile: second, encoding: .utf8)
    // Where somebody has changed one of them since, neither is touched.
    try world.write("# by hand\n", to: second)
    #expect(try world.tend("undo").code == 4)
    #expect(try world.plan != plan)
    try world.write(left, to: second)
    let undone = try world.tend("undo")
    #expect(undone.code == 0, "\(undone.problems)")
    #expect(try world.plan == plan)
    #expect(try String(contentsOfFile: second, encoding: .utf8) == text)
    #expect(try world.listing("show", "x").first?["in_hospital"] as? Bool == true)
  }
}
