import Care
import Testing

@testable import TendCommands

/// `tend check-in` and `tend flags`.
struct CheckInTests {
  private static let plan =
    SamplePlan.maria + """

      [check-in.evening]
      person = "maria"
      at = "20:00"
      ask = ["pain", "mood", "weight", { ask = "cough", answer = "yes/no" }]
      flag = [
        { if = "pain >= 7", days = 2, say = "Call the nurse line.", importance = "critical" },
        { if = "cough = yes", say = "Tell Dr Okafor at the next visit" },
      ]

      """

  private func world(at time: String = "20:05") throws -> CommandWorld {
    let world = try CommandWorld(plan: CheckInTests.plan)
    try world.tendd(until: time)
    return world
  }

  private func answer(_ world: CommandWorld, on day: String, _ words: String...) throws -> Ran {
    try world.tendd(until: "\(day) 20:05")
    return try world.tend(["check-in", "evening"] + words)
  }

  @Test func answersGivenAreRecordedAndWhatIsLeftOpenIsSaid() throws {
    let world = try world()
    let id = try world.id(of: "evening", at: "20:00")
    let ran = try world.tend(
      "check-in", "evening", "mood=6", "pain=4", "--note", "after the walk", "--by", "ana")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(
      ran.lines == [
        "\(id)  Done: Evening check-in for Maria, due 20:00, at 20:05, recorded by Ana: pain 4, mood 6; after the walk",
        "Not answered: weight and cough.",
      ])
    let item = try #require(try world.listing("today").first)
    let readings = try #require(item["readings"] as? [[String: Any]])
    #expect(readings.map { $0["question"] as? String } == ["pain", "mood"])
    #expect(readings.map { $0["value"] as? String } == ["4", "6"])
    #expect(try world.listing("history", id).last?["readings"] as? [[String: Any]] != nil)
  }

  @Test(arguments: [
    (["pain=11"], "pain takes a whole number from 0 to 10, not “11”"),
    (["pian=4"], "does not ask for “pian”; did you mean “pain”?"), (["pain"], "“pain” is no answer"),
    (["pain=4", "pain=5"], "pain is answered twice"), (["weight=61,5"], "a number of kg from 1 to 500"),
    (["cough=sometimes"], "cough takes yes or no"), ([], "asks for pain (0-10), mood (0-10), weight (kg)"),
  ])
  func whatIsNoAnswerIsRefusedWithAWord(words: [String], problem: String) throws {
    let world = try world()
    let ran = try world.tend(["check-in", "evening"] + words)
    #expect(ran.code == 64)
    #expect(ran.problems.contains(problem), "\(ran.problems)")
    #expect(try world.occurrence(of: "evening", at: "20:00").state.answer == nil)
  }

  @Test func atATerminalEachQuestionTakesOneKey() throws {
    let world = try world()
    let ran = try world.tend(
      "check-in", "evening", terminal: .typing("x", "t", "-", "61.5", "y", "slept badly"))
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(ran.output.contains("pain takes a whole number from 0 to 10."))
    let answer = try #require(try world.occurrence(of: "evening", at: "20:00").state.answer)
    #expect(answer.readings?.map(\.words) == ["pain 10", "weight 61.5 kg", "cough yes"])
    #expect(answer.note == "slept badly")
    #expect(ran.output.contains("Tell Dr Okafor at the next visit"))
  }

  @Test(arguments: [["q"], ["4", "q"], ["-", "-", "", "-"]])
  func whoeverGoesAwayRecordsNothing(keys: [String]) throws {
    let world = try world()
    let terminal = Terminal(canAsk: true, width: 80, hasColour: false, input: Typist(keys))
    #expect(try world.tend(["check-in", "evening"], terminal).code == 1)
    #expect(try world.occurrence(of: "evening", at: "20:00").state.answer == nil)
  }

  @Test func twoBadDaysRaiseAFlagThatStaysUntilAWordIsSaid() throws {
    let world = try CommandWorld(plan: CheckInTests.plan)
    #expect(try !answer(world, on: "2026-12-03", "pain=7").output.contains("Flag"))
    let second = try answer(world, on: "2026-12-04", "pain=8")
    #expect(
      second.output.contains(
        "pain >= 7 on 2 days running for Maria (7 on 2026-12-03, 8 on 2026-12-04). Call the nurse line."))
    let flag = try #require(try world.listing("flags").first)
    let number = try #require(flag["number"] as? Int)
    #expect(flag["importance"] as? String == "critical")
    #expect(try world.tend("today").output.contains("Flag \(number)"))
    #expect(try world.tend("status").output.contains("tend flags close \(number)"))
    #expect(try world.listing("flags", "--person", "maria").count == 1)

    #expect(try world.tend("flags", "close", "\(number)", " ").code == 64)
    let closed = try world.tend("flags", "close", "evening", "Called: blood test tomorrow", "--by", "Ana")
    #expect(closed.lines == ["Flag \(number) closed by Ana: Called: blood test tomorrow"])
    #expect(try world.tend("flags").lines == ["No flag is open."])
    #expect(try world.tend("flags", "close", "\(number)", "again").code == 4)
    #expect(
      try world.listing("flags", "list", "--all").map { $0["word"] as? String } == [
        "Called: blood test tomorrow"
      ])

    let undone = try world.tend("undo")
    #expect(undone.output.contains("the closing of flag \(number)"), "\(undone)")
    #expect(try world.listing("flags").count == 1)
  }

  @Test func aCorrectionOrAnUndoTakesTheFlagAway() throws {
    let world = try CommandWorld(plan: CheckInTests.plan)
    _ = try answer(world, on: "2026-12-03", "pain=7")
    _ = try answer(world, on: "2026-12-04", "pain=8", "mood=5")
    let corrected = try world.tend("check-in", "evening", "pain=3", "--correct")
    #expect(corrected.output.contains("falls away"), "\(corrected)")
    let answer = try #require(try world.occurrence(of: "evening", at: "2026-12-04 20:00").state.answer)
    #expect(answer.readings?.map(\.words) == ["pain 3", "mood 5"])
    #expect(try world.listing("flags").isEmpty)
    #expect(try world.tend("check-in", "evening", "pain=9", "--correct").output.contains("Flag"))
    #expect(try world.listing("flags").count == 1)
    #expect(try world.tend("undo", "evening").code == 0)
    #expect(try world.listing("flags").isEmpty)
    #expect(
      try world.listing("flags", "list", "--all").map { $0["state"] as? String } == ["dropped", "dropped"])
  }

  @Test func everyFlagHasTheDocumentedKeys() throws {
    let world = try world()
    try world.tend("check-in", "evening", "cough=yes")
    let item = try #require(try world.listing("flags").first)
    #expect(try item.keys.sorted() == JSONReference.keys(under: "Flags").sorted())
  }

  @Test(arguments: [
    ("ask = [\"sleep\"]", "is not a known question"), ("ask = [\"pian\"]", "did you mean \"pain\"?"),
    ("ask = [{ ask = \"sleep\" }]", "does not say what it takes"),
    ("ask = [{ ask = \"sleep\", answer = \"0-10\", unit = \"kg\" }]", "not both"),
    ("ask = [{ ask = \"sleep\", answer = \"10-0\" }]", "no kind of answer"),
    ("ask = [\"pain\"]\nflag = { if = \"pain >= 11\", say = \"x\" }", "is never met"),
    ("ask = [\"pain\"]\nflag = { if = \"mood > 1\", say = \"x\" }", "not among the questions"),
    ("ask = [\"pain\"]\nflag = { if = \"pain\", say = \"x\" }", "not a condition"),
    ("ask = [\"pain\"]\nflag = { if = \"pain > 1\" }", "has no say"),
    (
      "ask = [{ ask = \"cough\", answer = \"yes/no\" }]\nflag = { if = \"cough > yes\", say = \"x\" }",
      "cough = yes"
    ),
  ])
  func whatCannotBeAskedOrMetIsAMistake(lines: String, word: String) throws {
    let world = try CommandWorld()
    try world.writePlan("[check-in.a]\nat = \"20:00\"\n\(lines)\n")
    let ran = try world.tend("check")
    #expect(ran.code == 78)
    #expect(ran.problems.contains(word), "\(ran.problems)")
  }
}
