import Care
import Foundation
import Testing

@testable import TendCommands

/// Different amounts at different times, and tapers, from the shell to the record.
struct DoseTests {
  private static let tacrolimus =
    SamplePlan.maria + """

      [medication.tacrolimus]
      person = "maria"
      name = "Tacrolimus"
      at = [
        { time = "breakfast", dose = "2 mg", take = "2 capsules" },
        { time = "dinner", dose = "1 mg", take = "1 capsule" },
      ]

      """

  @Test(arguments: [
    (
      ["--at", "2 mg (2 capsules) at breakfast, 1 mg (1 capsule) at dinner"],
      """
      at = [{ time = "breakfast", dose = "2 mg", take = "2 capsules" }, { time = "dinner", dose = "1 mg", take = "1 capsule" }]
      """,
      "every day at breakfast (07:30) and dinner (18:30): 2 mg (2 capsules) at breakfast (07:30) and 1 mg (1 capsule) at "
        + "dinner (18:30)"
    ),
    (
      [
        "--at", "breakfast", "--from", "2026-12-03", "--taper",
        "40 mg for 7 days, 30 mg (3 tablets) for 1 week, half a tablet",
      ],
      """
      taper = [{ dose = "40 mg", days = 7 }, { dose = "30 mg", take = "3 tablets", days = 7 }, { dose-text = "half a tablet" }]
      at = "breakfast"
      from = "2026-12-03"
      """,
      "every day at breakfast (07:30), from 3 Dec 2026, until further notice: 40 mg for 7 days, then 30 mg (3 tablets) for "
        + "7 days, then half a tablet until further notice"
    ),
  ])
  func dosesAreTypedAsTheyAreSaid(words: [String], written: String, said: String) throws {
    let world = try CommandWorld(plan: SamplePlan.maria)
    let ran = try world.tend(["add", "medication", "X"] + words)
    #expect(ran.code == 0, "\(ran.problems)")
    let plan = try world.plan
    #expect(plan.hasSuffix(written + "\n"), "\(plan)")
    #expect(ran.lines.first == "x  X, for Maria: \(said)")
  }

  @Test func theRightAmountIsInEveryListingAndInTheRecord() throws {
    // Maria is awake: before that it is still yesterday.
    let world = try CommandWorld(plan: DoseTests.tacrolimus, at: "07:05")
    let today = try world.listing("today").map { $0["amount"] as? String }
    #expect(today == ["2 mg", "1 mg"])
    #expect(
      try world.listing("agenda", "2026-12-20", "1d").map { $0["take"] as? String } == [
        "2 capsules", "1 capsule",
      ])
    try world.tendd(until: "07:40")
    #expect(try world.tend("take", "tacrolimus").output.contains("Tacrolimus 2 mg for Maria, due 07:30"))
    #expect(
      try world.tend("set", "tacrolimus", "at=3 mg (3 capsules) at breakfast, 2 mg (2 capsules) at dinner")
        .code == 0)
    try world.tendd(until: "18:40")
    #expect(try world.tend("take", "tacrolimus").output.contains("Tacrolimus 2 mg for Maria, due 18:30"))
    let answers = try world.listing("history", "tacrolimus").filter { $0["event"] as? String == "answered" }
    #expect(answers.map { $0["amount"] as? String } == ["2 mg", "2 mg"])
    #expect(answers.map { ($0["nominal"] as? String)?.contains("07:30") } == [true, false])
  }

  @Test func showNamesEachDose() throws {
    let world = try CommandWorld(plan: DoseTests.tacrolimus)
    let output = try world.tend("show", "tacrolimus").output
    #expect(output.contains("tacrolimus  Tacrolimus (medication, for Maria)"))
    #expect(output.contains("2 mg (2 capsules) at breakfast (07:30)\n"))
    let item = try #require(try world.listing("show", "tacrolimus").first)
    #expect(item["amount"] is NSNull)
    let doses = try #require(item["doses"] as? [[String: Any]])
    #expect(doses.map { $0["time"] as? String } == ["breakfast", "dinner"])
    #expect(doses.map { $0["amount"] as? String } == ["2 mg", "1 mg"])
    #expect(try world.tend("list").output.contains("2 mg"))
  }

  @Test func theStepsOfATaperHaveTheirDates() throws {
    let world = try CommandWorld(plan: SamplePlan.maria)
    try world.tend(
      "add", "medication", "Prednisone", "--at", "breakfast", "--from", "2026-12-03", "--taper",
      "40 mg for 7 days, 30 mg for 7 days")
    let doses = try #require(try world.listing("show", "prednisone").first?["doses"] as? [[String: Any]])
    #expect(doses.map { $0["from"] as? String } == ["2026-12-03", "2026-12-10"])
    #expect(doses.map { $0["until"] as? String } == ["2026-12-09", "2026-12-16"])
    let moved = try world.tend("move", "prednisone", "2026-12-05")
    #expect(moved.code == 0, "\(moved.problems)")
    #expect(try world.plan.contains("from = \"2026-12-05\"\n"))
    #expect(
      try world.listing("agenda", "2026-12-11", "2d").map { $0["amount"] as? String } == ["40 mg", "30 mg"])
  }

  @Test func aDoseThatTheHandDoesNotFitIsRefused() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    let ran = try world.tend("set", "midostaurin", "at=08:00, 50 mg at 20:00")
    #expect(ran.code == 64)
    #expect(ran.problems.contains("the dose of \"20:00\" is its own, and \"4 capsules\" is said of another"))
    #expect(try world.plan == SamplePlan.midostaurin)
  }
}
