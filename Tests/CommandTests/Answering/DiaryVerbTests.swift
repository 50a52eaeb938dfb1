import Care
import Testing

@testable import TendCommands

/// `tend note`, `trigger`, `diary`, `context` and `triggers`.
struct DiaryVerbTests {
  @Test func aNoteHasSymptomsExposuresAndWordsAndCanBeTakenBack() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin, at: "08:10")
    let ran = try world.tend(
      "note", "flushing after the shower", "--symptom", "flush=6", "--trigger", "Heat", "--at", "08:05",
      "--by", "Ana")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(
      ran.output.hasSuffix(
        "Noted for Maria at 08:05: flush 6; exposed to heat; “flushing after the shower”\n"))
    let item = try #require(try world.listing("diary").first)
    #expect(item["by"] as? String == "ana")
    #expect(item["happened_at"] as? String == "2026-12-03T08:05:00+01:00")
    #expect(item["triggers"] as? [String] == ["heat"])
    #expect(try item.keys.sorted() == JSONReference.keys(under: "Diary").sorted())
    #expect(try world.tend("history").output.contains("flush 6"))

    #expect(try world.tend("undo").output.contains("the note flush 6"))
    #expect(try world.listing("diary").isEmpty)
  }

  @Test(arguments: [
    (["note"], "nothing to write down"), (["note", "--symptom", "flush=11"], "from 0 to 10"),
    (["note", "--symptom", "flsh"], "did you mean “flush”?"), (["trigger", "haet"], "did you mean “heat”?"),
    (["note", "x", "--at", "soon"], "is not a time"),
    (["note", "x", "--at", "2027-01-01 08:00"], "still to come"),
    (["context", "k7f", "--back", "year"], "not a length of time"),
  ])
  func whatCannotBeCountedIsRefusedWithAWord(words: [String], problem: String) throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    let ran = try world.tend(words)
    #expect(ran.code == 64)
    #expect(ran.problems.contains(problem), "\(ran.problems)")
    #expect(try world.listing("diary").isEmpty)
  }

  @Test func aNewWordIsWelcomeAndANearOneWhenItIsMeant() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    #expect(try world.tend("trigger", "sesame seeds").code == 0)
    #expect(try world.tend("trigger", "sesame-seed").code == 64)
    #expect(try world.tend("trigger", "sesame-seed", "--as-written").code == 0)
    #expect(
      try world.listing("diary").map { $0["triggers"] as? [String] } == [["sesame-seeds"], ["sesame-seed"]])
  }

  @Test func whatWentBeforeLiesBesideTheSymptom() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "08:45")
    let dose = try world.id(of: "midostaurin", at: "08:00")
    try world.tend("take", dose, "--by", "ana")
    try world.goes(to: "10:00")
    try world.tend("trigger", "heat")
    try world.goes(to: "11:00")
    let note = try #require(try world.tend("note", "--symptom", "flush=6").output.split(separator: " ").first)
    let items = try world.listing("context", String(note), "--back", "12h")
    #expect(items.map { $0["kind"] as? String } == ["late", "exposure", "symptom"])
    #expect(items.map { $0["seconds_before"] as? Int } == [8100, 3600, 0])
    #expect(try items.allSatisfy { try $0.keys.sorted() == JSONReference.keys(under: "Context").sorted() })
    let shown = try world.tend("context", String(note))
    #expect(shown.output.contains("2 h 15 min") && shown.output.contains("45 min late"), "\(shown.output)")
    #expect(shown.lines.last == "What comes before is not what causes it. Not written down is not shown.")
    #expect(try world.tend("context", "999").code == 1)
  }

  @Test func countsSayThatTheyProveNothing() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin, at: "2026-12-03 08:00")
    try world.tend("trigger", "heat")
    try world.goes(to: "2026-12-03 10:00")
    try world.tend("note", "--symptom", "flush=6")
    try world.goes(to: "2026-12-05 08:00")
    try world.tend("note", "--symptom", "itch", "--trigger", "stress")
    let ran = try world.tend("triggers")
    #expect(ran.lines[1].hasPrefix("heat"), "\(ran.output)")
    #expect(ran.output.contains("1 of 1"))
    #expect(ran.output.contains("in 54 of 100 cases"), "\(ran.output)")
    #expect(ran.output.contains("it is no proof"))
    let object = try world.tend("triggers", "--symptom", "flush", "--json").json()
    #expect(object["base_percent"] as? Int == 4)
    #expect(object["symptoms"] as? Int == 1)
    let items = try #require(object["items"] as? [[String: Any]])
    #expect(items.map { $0["followed"] as? Int } == [1, 0])
    #expect(items.map { $0["together"] as? Int } == [0, 0])
  }

  @Test func withSeveralPeopleSomebodyHasToBeMeant() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin + "\n[person.jonas]\nname = \"Jonas\"\n")
    #expect(try world.tend("note", "tired").problems.contains("say of whom: maria and jonas"))
    #expect(try world.tend("note", "tired", "--person", "Jonas").code == 0)
    #expect(try world.listing("diary", "--person", "maria").isEmpty)
    #expect(try world.listing("diary", "--person", "jonas").count == 1)
    #expect(try world.tend("triggers").code == 64)
  }
}
