import Care
import Ledger
import Testing

@testable import TendCommands

/// Limits of doses that have their times, and doses that did not stay.
struct DoseLimitTests {
  private static let plan =
    SamplePlan.maria + """

      [medication.avapritinib]
      person = "maria"
      name = "Avapritinib"
      dose = "200 mg"
      at = "10:00"
      missed-after = "7h"
      not-within = "18h"
      if-missed = "Take it if there is time."
      if-not-kept = "Do not repeat it."

      [medication.iron]
      person = "maria"
      name = "Iron"
      at = "12:00"
      apart-from = { entry = "avapritinib", by = "3h" }

      """

  @Test func aLateDoseAfterItsWindowIsRefusedOverriddenOrAFact() throws {
    for words in [[], ["--override", "Dr Okafor by telephone"], ["--at", "16:30"]] {
      let world = try CommandWorld(plan: DoseLimitTests.plan)
      try world.tendd(until: "16:40")
      let ran = try world.tend(["take", "avapritinib"] + words)
      let row = try world.occurrence(of: "avapritinib", at: "10:00")
      #expect(ran.code == (words.isEmpty ? 4 : 0), "\(ran.problems)")
      if words.isEmpty {
        #expect(
          ran.problems.contains(
            "not allowed any more since 16:00; the plan says not within 18 h of the next dose"),
          "\(ran.problems)")
        #expect(row.state.isOpen)
      } else {
        #expect(row.state.answer?.limits?.breaches.map(\.rule) == [.notWithin])
      }
    }
  }

  @Test func dueAndMissedSayWhenTheWindowCloses() throws {
    let world = try CommandWorld(plan: DoseLimitTests.plan)
    try world.tendd(until: "11:00")
    #expect(try world.tend("due").output.contains("late, until 16:00"))
    #expect(try world.listing("due").first?["take_until"] as? String == "2026-12-03T16:00:00+01:00")
    try world.tendd(until: "17:30")
    let missed = try world.tend("missed").output
    #expect(missed.contains("too late since 16:00"), "\(missed)")
    #expect(
      missed.contains("If missed:\n  Avapritinib (avapritinib): Take it if there is time."), "\(missed)")
  }

  @Test func medicinesAreKeptApartByWhatWasReallyTaken() throws {
    let world = try CommandWorld(plan: DoseLimitTests.plan)
    try world.tendd(until: "10:40")
    try world.tend("take", "avapritinib")
    try world.tendd(until: "12:10")
    let ran = try world.tend("take", "iron")
    #expect(ran.code == 4)
    #expect(
      ran.problems.contains("next allowed 13:40 (in 1 h 30 min); the plan says 3 h apart from Avapritinib"),
      "\(ran.problems)")
    try world.goes(to: "13:40")
    #expect(try world.tend("take", "iron").code == 0)
  }

  @Test func aDoseThatWasNotKeptIsCorrectedByTheIDOfItsEntry() throws {
    let world = try CommandWorld(plan: DoseLimitTests.plan)
    try world.tendd(until: "10:05")
    try world.tend("take", "avapritinib")
    try world.goes(to: "10:50")
    let ran = try world.tend("take", "avapritinib", "--not-kept", "--at", "10:40", "--by", "Ana")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(
      ran.output.contains(
        "Taken, not kept: Avapritinib 200 mg for Maria, due 10:00, at 10:05, not kept at 10:40, recorded by Ana. "
          + "If not kept: Do not repeat it"), "\(ran.output)")
    let item = try #require(try world.listing("today").first)
    #expect(item["outcome"] as? String == "taken-not-kept")
    #expect(item["lost_at"] as? String == "2026-12-03T10:40:00+01:00")
    #expect(try world.tend("today").output.contains("taken, not kept 10:05 by Ana"))
    try world.tend("undo", "avapritinib")
    #expect(try world.occurrence(of: "avapritinib", at: "10:00").state.answer?.outcome == .taken)
    #expect(try world.tendd(until: "11:00") == ())
  }

  @Test func aDoseNotRecordedYetIsRecordedAsNotKept() throws {
    let world = try CommandWorld(plan: DoseLimitTests.plan)
    try world.tendd(until: "10:05")
    let ran = try world.tend("take", "avapritinib", "--not-kept")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(try world.occurrence(of: "avapritinib", at: "10:00").state.answer?.outcome == .takenNotKept)
  }

  @Test func whereTwoDosesMayBeMeantNoneIsGuessed() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "08:05")
    try world.tend("take", "midostaurin")
    try world.tendd(until: "20:02")
    let ran = try world.tend("take", "midostaurin", "--not-kept")
    #expect(ran.code == 4)
    #expect(ran.problems.contains("more than one of midostaurin may be meant"))
    #expect(ran.problems.contains(try world.id(of: "midostaurin", at: "08:00")))
    #expect(ran.problems.contains(try world.id(of: "midostaurin", at: "20:00")))
  }

  @Test func aSecondCarerIsToldHowTheFirstKnows() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "08:05")
    let id = try world.id(of: "midostaurin", at: "08:00")
    try world.tend("take", id, "--by", "Ana", "--basis", "told", "--at", "08:01")
    try world.goes(to: "08:20")
    for name in ["midostaurin", id] {
      let ran = try world.tend("take", name)
      #expect(ran.code == 4)
      #expect(ran.problems.contains("taken at 08:01 by Ana (told), recorded 08:05"), "\(ran.problems)")
    }
    #expect(try world.tend("today").output.contains("taken 08:01 by Ana (told)"))
    #expect(try world.tend("history").output.contains("recorded by Ana (told)"))
  }

  @Test func theRulesAreShownAndSetFromTheShell() throws {
    let world = try CommandWorld(plan: DoseLimitTests.plan)
    let card = try world.tend("show", "avapritinib").output
    for words in ["18 h of the next dose", "Do not repeat it.", "3 h from Iron"] {
      #expect(card.contains(words), "\(card)")
    }
    #expect(try world.tend("set", "iron", "apart-from=avapritinib by 4h").code == 0)
    #expect(try world.plan.contains("apart-from = [{ entry = \"avapritinib\", by = \"4h\" }]"))
    let ran = try world.tend(
      "add", "medication", "Zinc", "--at", "15:00", "--apart-from", "iron by 2h", "--not-within", "6h",
      "--if-not-kept", "Leave it.")
    #expect(ran.code == 0, "\(ran.problems)")
    let item = try #require(try world.tend("show", "zinc", "--json").items().first)
    #expect(item["apart_from"] as? [String] == ["iron by 2h"])
    #expect(item["not_within"] as? String == "6h")
    #expect(item["if_not_kept"] as? String == "Leave it.")
  }

  @Test func moreThanTheDayAllowsIsRefusedOrNoted() throws {
    let plan =
      SamplePlan.maria + """

        [medication.iron]
        person = "maria"
        name = "Iron"
        dose = "100 mg"
        at = ["08:00", "12:00"]
        max-per-day = "150 mg"

        [medication.iron-extra]
        person = "maria"
        name = "Iron"
        dose = "50 mg"
        as-needed = { min-interval = "1h" }

        """
    let world = try CommandWorld(plan: plan)
    try world.tendd(until: "12:00")
    try world.tend("take", try world.id(of: "iron", at: "08:00"), "--at", "08:05")
    let refused = try world.tend("take", "iron")
    #expect(refused.code == 4)
    #expect(
      refused.problems.contains(
        "next allowed Fri 4 Dec 07:00 (in 19 h); the plan says at most 150 mg a day, and this dose makes it 200 mg"
      ),
      "\(refused.problems)")
    #expect(try world.tend("take", "iron-extra").code == 0)
    let fact = try world.tend("take", "iron", "--already")
    #expect(fact.code == 0)
    #expect(
      fact.output.contains("AGAINST THE PLAN, which says at most 150 mg a day, and this dose makes it 250 mg")
    )
    try world.goes(to: "14:00")
    #expect(try world.tend("take", "iron-extra").problems.contains("at most 150 mg a day"))
  }
}
