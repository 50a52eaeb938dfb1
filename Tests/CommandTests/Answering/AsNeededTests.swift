import Care
import Ledger
import Testing

@testable import TendCommands

/// A medicine with limits instead of times, from the plan to the answer and back.
struct AsNeededTests {
  static let plan =
    SamplePlan.maria + """

      [contact.dr-okafor]
      name = "Dr Okafor"

      [medication.ondansetron]
      person = "maria"
      name = "Ondansetron"
      dose = "8 mg"
      take = "1 tablet"
      as-needed = { min-interval = "8h", max-per-24h = 3 }

      """

  private func world() throws -> CommandWorld {
    let world = try CommandWorld(plan: AsNeededTests.plan)
    try world.goes(to: "06:20")
    return world
  }

  @Test func aDoseIsRecordedWithWhatItLeaves() throws {
    let world = try world()
    let ran = try world.tend("take", "ondansetron", "--by", "Ana", "--basis", "saw")
    #expect(ran.code == 0, "\(ran.problems)")
    let row = try world.occurrence(of: "ondansetron", at: "06:20")
    #expect(
      ran.output == """
        \(row.id)  Taken: Ondansetron 8 mg for Maria, as needed, at 06:20, recorded by Ana (saw); \
        1 of 3 used in 24 h; next allowed 14:20

        """)
    #expect(row.state.answer?.happenedAt == world.now)
  }

  @Test func tooSoonIsRefusedWithTheNextAllowedTimeAndWhoGaveTheLast() throws {
    let world = try world()
    try world.tend("take", "ondansetron", "--by", "Ana", "--basis", "saw")
    let id = try world.id(of: "ondansetron", at: "06:20")
    try world.goes(to: "12:15")
    let ran = try world.tend("take", "ondansetron")
    #expect(ran.code == 4)
    #expect(
      ran.problems == """
        tend: Ondansetron: next allowed 14:20 (in 2 h 5 min); 1 of 3 used in 24 h; the plan says at least 8 h apart; \
        the last: 06:20 by Ana (saw), recorded 06:20 as \(id)
          → if it was given already: tend take ondansetron --already; \
        if the care team says so: tend take ondansetron --override "why"

        """)
    #expect(try world.ledger { try $0.occurrences(of: #require(EntryID("ondansetron"))) }.count == 1)
  }

  @Test func anOverrideIsKeptWithItsReason() throws {
    let world = try world()
    try world.tend("take", "ondansetron")
    try world.goes(to: "12:15")
    let ran = try world.tend("take", "ondansetron", "--override", "Dr Okafor by telephone")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(
      ran.output.contains("AGAINST THE PLAN, which says at least 8 h apart; because: Dr Okafor by telephone"))
    let item = try #require(try world.listing("history").last)
    #expect(item["override"] as? String == "Dr Okafor by telephone")
    #expect(item["against"] as? [String] == ["at least 8 h apart"])
    #expect(try world.tend("take", "ondansetron", "--override", " ").code == 64)
  }

  @Test(arguments: [["--already"], ["--at", "11:00"], ["--at", "1h ago"]])
  func aFactIsRecordedWhateverTheLimitsSay(words: [String]) throws {
    let world = try world()
    try world.tend("take", "ondansetron")
    try world.goes(to: "12:15")
    let ran = try world.tend(["take", "ondansetron"] + words)
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(ran.output.contains("AGAINST THE PLAN, which says at least 8 h apart"))
    let item = try #require(try world.listing("today").last)
    #expect(item["as_needed"] as? Bool == true)
    #expect(item["against"] as? [String] == ["at least 8 h apart"])
  }

  @Test func limitsGoByWhenItWasTakenNotByWhenItWasRecorded() throws {
    let world = try world()
    try world.goes(to: "12:00")
    try world.tend("take", "ondansetron", "--at", "03:00")
    let ran = try world.tend("take", "ondansetron")
    #expect(ran.code == 0, "\(ran.problems)")
  }

  @Test func theSameDoseToldTwiceIsOneDose() throws {
    let world = try world()
    try world.goes(to: "12:15")
    try world.tend("take", "ondansetron", "--at", "12:00", "--by", "ana")
    let ran = try world.tend("take", "ondansetron", "--at", "12:00")
    #expect(ran.code == 4)
    #expect(ran.problems.contains("recorded already: 12:00 by Ana"), "\(ran.problems)")
  }

  @Test func anUndoneDoseMakesRoomAgain() throws {
    let world = try world()
    try world.tend("take", "ondansetron")
    try world.goes(to: "06:30")
    let undone = try world.tend("undo", "ondansetron")
    #expect(undone.code == 0, "\(undone.problems)")
    #expect(
      undone.output.contains("Taken back: “taken” of Ondansetron 8 mg for Maria, as needed"),
      "\(undone.output)")
    #expect(!undone.output.contains("due"), "\(undone.output)")
    #expect(try world.tend("take", "ondansetron").code == 0)
    #expect(try world.tend("history").output.contains("taken back"))
    try world.tendd(until: "2026-12-05 06:00")
    #expect(try world.ledger { try $0.missedUnreviewed() }.isEmpty)
    #expect(try world.listing("today").isEmpty)
  }

  @Test func thereIsNothingToSkip() throws {
    let ran = try world().tend("skip", "ondansetron", "--reason", "no nausea")
    #expect(ran.code == 4)
    #expect(ran.problems.contains("taken as needed: there is nothing to skip"))
  }

  @Test func dosesOfTheSameSubstanceUnderAnotherEntryCount() throws {
    let world = try CommandWorld(
      plan: SamplePlan.maria + """

        [medication.ondansetron-morning]
        person = "maria"
        name = "Ondansetron (regular)"
        dose = "8 mg"
        at = "07:00"

        [medication.ondansetron]
        person = "maria"
        name = "Ondansetron"
        dose = "8 mg"
        as-needed = { min-interval = "8h", together-with = ["ondansetron-morning"] }

        """)
    try world.tendd(until: "07:05")
    try world.tend("take", "ondansetron-morning")
    try world.goes(to: "12:00")
    let ran = try world.tend("take", "ondansetron")
    #expect(ran.code == 4)
    #expect(ran.problems.contains("next allowed 15:05 (in 3 h 5 min)"))
    #expect(ran.problems.contains("the last: Ondansetron (regular), 07:05 by me"))
  }

  @Test func theRoomIsShownWhereverTheMedicineIs() throws {
    let world = try world()
    try world.tend("take", "ondansetron", "--at", "2026-12-02 22:20")
    try world.tend("take", "ondansetron")
    try world.goes(to: "12:15")
    let words = "2 of 3 used in 24 h; next allowed 14:20 (in 2 h 5 min); only 1 more before 22:20"
    for command in [["list"], ["show", "ondansetron"], ["today"], ["status"]] {
      let ran = try world.tend(command)
      #expect(ran.output.contains(words), "\(command): \(ran.output)")
    }
    for command in [["list"], ["show", "ondansetron"]] {
      let item = try #require(
        try world.tend(command + ["--json"]).items().first)
      let room = try #require(item["as_needed"] as? [String: Any])
      #expect(room["used"] as? Int == 2)
      #expect(room["left"] as? Int == 1)
      #expect(room["next_allowed"] as? String == "2026-12-03T14:20:00+01:00")
      #expect(item["reminds"] as? Bool == false)
    }
    let status = try world.tend("status", "--json").json()
    #expect((status["as_needed"] as? [[String: Any]])?.first?["entry"] as? String == "ondansetron")
  }

  @Test func beforeAnythingIsRecordedEverythingIsLeft() throws {
    let world = try CommandWorld()
    try world.writePlan(AsNeededTests.plan)
    let ran = try world.tend("list")
    #expect(ran.output.contains("0 of 3 used in 24 h; allowed now"), "\(ran.output)")
  }

  @Test func itIsAddedAndChangedFromTheShell() throws {
    let world = try CommandWorld(plan: SamplePlan.maria)
    let ran = try world.tend(
      "add", "medication", "Ondansetron", "--dose", "8 mg", "--min-interval", "8h", "--max-per-24h", "3")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(ran.output.contains("as needed, at least 8 h apart, at most 3 in 24 h"), "\(ran.output)")
    #expect(try world.plan.contains("as-needed = { min-interval = \"8h\", max-per-24h = 3 }"))
    #expect(try world.tend("set", "ondansetron", "as-needed.max-per-24h=2").code == 0)
    #expect(try world.plan.contains("as-needed = { min-interval = \"8h\", max-per-24h = 2 }"))
    for words in [["--as-needed"], ["--min-interval", "8h", "--at", "08:00"], []] {
      #expect(try world.tend(["add", "medication", "Paracetamol"] + words).code == 64, "\(words)")
    }
  }
}
