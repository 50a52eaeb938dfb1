import Care
import Foundation
import Host
import Household
import Ledger
import Testing

@testable import TendCommands

/// `tend set` and `tend remove`: changes of what is there.
struct SettingTests {
  private static let plan = """
    # Notes of the family.

    [contact.ana]
    name = "Ana"

    [medication.a]   # the little white one
    name = "A"
    at = "08:00"     # with tea
    dose = "10 mg"

    # Before sleeping.
    [medication.b]
    name   =   "B"
    at = ["22:00"]

    [activity.yoga]
    name = "Yoga"
    at = "17:30"
    approval = { status = "proposed" }
    """

  @Test(arguments: [
    ("at=09:00", "at = \"08:00\" ", "at = \"09:00\" "), ("dose=", "dose = \"10 mg\"\n", ""),
    ("food=with food", "dose = \"10 mg\"\n", "dose = \"10 mg\"\nfood = \"with food\"\n"),
    ("at=08:00,20:00", "at = \"08:00\" ", "at = [\"08:00\", \"20:00\"] "),
  ])
  func onlyTheValueChanges(assignment: String, old: String, new: String) throws {
    let world = try CommandWorld(plan: SettingTests.plan)
    let ran = try world.tend("set", "a", assignment)
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(try world.plan == SettingTests.plan.replacing(old, with: new, maxReplacements: 1))
  }

  @Test func whatChangedIsSaidWithTheNextTimes() throws {
    let world = try CommandWorld(plan: SettingTests.plan)
    let ran = try world.tend("set", "a", "at=09:00", "dose=20 mg")
    #expect(
      ran.lines == [
        "a: time now every day at 09:00 (was every day at 08:00); dose now 20 mg (was 10 mg)",
        "  next: 09:00 (in 3 h), Fri 4 Dec 09:00 (in 1 day 3 h), Sat 5 Dec 09:00 (in 2 days 3 h)",
      ])
  }

  @Test(arguments: [["set", "a", "at=09:00"], ["remove", "a"]])
  func anEntryThatCannotBeReadIsNotSaidToBeMissing(words: [String]) throws {
    let world = try CommandWorld(plan: SettingTests.plan)
    let broken = SettingTests.plan + "\n[medication.c\n"
    try world.writePlan(broken)
    let ran = try world.tend(words)
    #expect(ran.code == 78)
    #expect(ran.problems.hasPrefix("tend: the plan has mistakes, so nothing was changed:\nplan.toml:"))
    #expect(try world.plan == broken)
  }

  @Test func anApprovalMakesAnActivityRemind() throws {
    let world = try CommandWorld(plan: SettingTests.plan)
    let ran = try world.tend("set", "yoga", "approval.status=approved", "approval.by=ana")
    #expect(ran.output.contains("next: 17:30"))
    #expect(try world.plan.hasSuffix("approval = { status = \"approved\", by = \"ana\" }"))
  }

  @Test(
    arguments: [
      (["a", "colour=blue"], 64, "unknown key \"colour\""), (["a", "at=8"], 64, "not a time"),
      (["nobody", "at=08:00"], 1, "there is no entry “nobody”"), (["a", "food="], 1, "has no key \"food\""),
      (["a", "at="], 64, "does not say when"), (["a", "links=5"], 64, "is not the address of a page"),
      (["a", "nonsense"], 64, "nonsense"),
    ] as [([String], Int, String)])
  func whatCannotBeIsRefusedAndNothingIsWritten(words: [String], code: Int, word: String) throws {
    let world = try CommandWorld(plan: SettingTests.plan)
    let ran = try world.tend(["set"] + words)
    #expect(Int(ran.code) == code)
    #expect(ran.problems.contains(word), "\(ran.problems)")
    #expect(try world.plan == SettingTests.plan)
  }

  @Test func theSameValueAgainWritesAndRecordsNothing() throws {
    let world = try CommandWorld(plan: SettingTests.plan)
    let ran = try world.tend("set", "a", "at=08:00")
    #expect(ran.code == 0)
    #expect(ran.lines == ["The plan says so already; nothing was changed."])
    #expect(try world.ledger { try $0.latestEvents(10, of: [.edited]) }.isEmpty)
  }

  @Test func anEntryIsChangedInTheFileThatHoldsIt() throws {
    let world = try CommandWorld(plan: SettingTests.plan)
    let path = try world.household.paths.planDirectory + "/trial.toml"
    try world.write("[medication.c]\nname = \"C\"\nat = \"12:00\"\n", to: path)
    #expect(try world.tend("set", "c", "at=13:00").code == 0)
    #expect(
      try String(contentsOfFile: path, encoding: .utf8) == "[medication.c]\nname = \"C\"\nat = \"13:00\"\n")
    #expect(try world.plan == SettingTests.plan)
  }

  @Test func aMistakeCanBeMendedWithSet() throws {
    let world = try CommandWorld()
    try world.write("[medication.a]\nname = \"A\"\nat = \"25:00\"\n", to: try world.household.paths.planFile)
    #expect(try world.tend("set", "a", "at=08:00").code == 0)
    #expect(try world.plan == "[medication.a]\nname = \"A\"\nat = \"08:00\"\n")
  }

  @Test func aRemovedEntryGoesWithItsCommentAndUndoBringsItBack() throws {
    let world = try CommandWorld(plan: SettingTests.plan)
    let ran = try world.tend("remove", "b", "--by", "Jonas")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(ran.output.contains("b: removed, B, every day at 22:00"))
    #expect(ran.output.contains("tend undo"))
    let lines = "# Before sleeping.\n[medication.b]\nname   =   \"B\"\nat = [\"22:00\"]\n"
    let left = try world.plan
    #expect(!left.contains("medication.b") && !left.contains("Before sleeping"))
    #expect(
      SettingTests.plan.contains(lines) && left.contains("# with tea") && left.contains("[activity.yoga]"))
    let event = try #require(try world.ledger { try $0.latestEvents(1, of: [.edited]).first })
    #expect(event.origin.actor == "Jonas")
    #expect(event.origin.channel == "remove")
    #expect(event.entry?.text == "b")

    #expect(try world.tend("undo").code == 0)
    #expect(try world.plan == SettingTests.plan)
  }

  @Test func theLastEntryRemovedIsMeant() throws {
    let text = "[medication.a]\nname = \"A\"\nat = \"08:00\"\n"
    let world = try CommandWorld(plan: text)
    #expect(try world.tend("remove", "a").code == 0)
    let kept = try #require(try world.ledger { try $0.latestPlan() })
    #expect(kept.files.map(\.text) == [try world.plan])
  }

  @Test func aDryRunOfRemoveWritesNothing() throws {
    let world = try CommandWorld(plan: SettingTests.plan)
    let ran = try world.tend("remove", "a", "--dry-run")
    #expect(ran.output.contains("-[medication.a]   # the little white one"))
    #expect(try world.plan == SettingTests.plan)
  }
}
