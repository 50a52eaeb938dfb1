import Care
import Foundation
import Testing

@testable import TendCommands

/// Preparations from the shell: listed under their appointment, answered, followed.
struct StepTests {
  private static let plan =
    SamplePlan.maria + """

      [appointment.hematology]
      person = "maria"
      title = "Hematology clinic"
      when = "2026-12-04 09:40"
      prepare = [
        { step = "Blood draw, fasting", before = "1d", at = "07:30" },
        "Bring the report",
      ]

      """

  @Test func aStepIsListedUnderItsParentAndAnsweredDone() throws {
    let world = try CommandWorld(plan: StepTests.plan)
    try world.tendd(until: "08:00")
    let item = try #require(try world.listing("due").first)
    #expect(item["entry"] as? String == "hematology.blood-draw-fasting")
    #expect(item["parent"] as? String == "hematology")
    #expect(item["kind"] as? String == "step")
    #expect(item["name"] as? String == "Hematology clinic: Blood draw, fasting")
    let ran = try world.tend("done", try #require(item["id"] as? String))
    #expect(
      ran.output.hasSuffix(
        "Done: Hematology clinic: Blood draw, fasting for Maria, due 07:30, at 08:00, recorded by me\n"))
    #expect(try world.listing("due").isEmpty)
    try world.tend("undo")
    #expect(try world.listing("due").count == 1)
    #expect(try world.tend("done", "hematology.blood-draw-fasting", "--already").code == 0)
  }

  @Test func showNamesTheStepsAndTheirIDs() throws {
    let world = try CommandWorld(plan: StepTests.plan)
    let text = try world.tend("show", "hematology").output
    #expect(text.contains("Blood draw, fasting, 07:30 (hematology.blood-draw-fasting)"), "\(text)")
    #expect(text.contains("Bring the report, 18:00 (hematology.bring-the-report)"))
    let step = try world.tend("show", "hematology.bring-the-report").output
    #expect(step.contains("the day before at 18:00 (once, Friday 4 December 2026 at 09:40)"), "\(step)")
    let object = try #require(try world.listing("show", "hematology").first?["steps"] as? [[String: Any]])
    #expect(object.map { $0["text"] as? String } == ["Blood draw, fasting", "Bring the report"])
    #expect(object.first?["next"] as? String == "2026-12-03T07:30:00+01:00")
  }

  @Test func aStepChangesOnlyWithItsParent() throws {
    let world = try CommandWorld(plan: StepTests.plan)
    for words in [["pause"], ["set", "importance=low"], ["remove"]] {
      let ran = try world.tend([words[0], "hematology.bring-the-report"] + words.dropFirst(), .none)
      #expect(ran.code == 4, "\(ran)")
      #expect(ran.problems.contains("hematology.bring-the-report"))
      #expect(ran.problems.contains(" hematology"))
    }
    try world.tend("move", "hematology", "2026-12-05 09:40")
    try world.tendd(until: "18:30")
    #expect(try world.listing("due").isEmpty)
    #expect(try world.tend("add", "medication", "X", "--at", "08:00", "--id", "hematology.x").code != 0)
  }

  @Test(arguments: [
    (#"{ step = "X", at = "08:00" }"#, "also needs \"before\""),
    (#"{ before = "1d" }"#, "has no text"),
    (#"{ step = "X", before = "2h", at = "08:00" }"#, "goes with a \"before\" in whole days"),
    (#"{ step = "X", before = "0d" }"#, "needs \"at\""),
    (#"{ step = "X", before = "1d", att = "08:00" }"#, "did you mean \"at\"?"),
    (#"{ step = "X", before = "1d", at = "8 am" }"#, "is not a time"),
    (#"{ step = "X", before = "1d", at = "breakfirst" }"#, "did you mean \"breakfast\"?"),
    (#""A", "A", { step = "B", before = "1d" }"#, "twice"),
  ])
  func aStepThatIsNotClearIsSaidWithItsPlace(item: String, words: String) throws {
    let world = try CommandWorld()
    try world.writePlan(
      StepTests.plan.replacing("\"Bring the report\",", with: item))
    let ran = try world.tend("check")
    #expect(ran.code != 0)
    #expect((ran.output + ran.problems).contains(words), "\(ran)")
  }

  @Test func noEntryCanBeWrittenLikeAStep() throws {
    let world = try CommandWorld()
    for text in ["[step.x]\nname = \"X\"", "[medication.\"a.b\"]\nname = \"X\"\nat = \"08:00\""] {
      try world.writePlan(text)
      #expect(try world.tend("check").code != 0)
    }
  }
}
