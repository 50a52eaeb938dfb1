import Almanac
import Care
import Household
import Ledger
import PlanFile
import Testing

@testable import TendCommands

/// Slips of a tired hand, and what is said of them.
struct SlipTests {
  @Test func aDoseThatWasNotKeptSaysWhatIsLeftNow() throws {
    let world = try CommandWorld(plan: AsNeededTests.plan)
    try world.tend("take", "ondansetron", "--at", "05:50")
    try world.tend("take", "ondansetron", "--at", "01:00")
    let id = try world.id(of: "ondansetron", at: "05:50")
    let ran = try world.tend("take", id, "--not-kept")
    #expect(
      ran.lines == [
        "\(id)  Taken, not kept: Ondansetron 8 mg for Maria, as needed, at 05:50, recorded by me",
        "Counted as taken: 2 of 3 used in 24 h; next allowed 13:50 (in 7 h 50 min); "
          + "only 1 more before Fri 4 Dec 01:00",
      ], "\(ran)")
  }

  @Test func aDoseLongBeforeItsTimeIsSaidToBeSo() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "07:00")
    // The wrong one of two short ids.
    let id = try world.id(of: "midostaurin", at: "20:00")
    let ran = try world.tend("take", id)
    #expect(ran.output.contains("due 20:00, at 07:00 (13 h before its time), recorded"), "\(ran)")
    try world.tend("undo", id)
    #expect(try world.tend("take", "midostaurin").output.contains("due 08:00, at 07:00, recorded"))
  }

  @Test func aCorrectionAsksWhichIsMeantWhileAnotherOneWaits() throws {
    let world = try CommandWorld(
      plan: SamplePlan.maria + "\n[check-in.evening]\nperson = \"maria\"\nat = \"20:00\"\nask = \"pain\"\n")
    try world.tendd(until: "20:05")
    try world.tend("check-in", "evening", "pain=8")
    try world.tendd(until: "2026-12-04 20:05")
    let (first, second) = (
      try world.id(of: "evening", at: "2026-12-03 20:00"), try world.id(of: "evening", at: "20:00")
    )
    let ran = try world.tend("check-in", "evening", "pain=2", "--correct")
    #expect(ran.code == 4)
    #expect(ran.problems.contains("\(first)  due Thu 3 Dec 20:00, answered"), "\(ran)")
    #expect(ran.problems.contains("\(second)  due 20:00, not answered yet"), "\(ran)")
    #expect(try world.tend("check-in", first, "pain=2", "--correct").code == 0)
  }

  @Test func aTimeThatTheClocksLeftOutIsNoTimeOfYesterday() throws {
    let world = try CommandWorld(plan: AsNeededTests.plan)
    try world.goes(to: "2027-03-28 03:10")
    let ran = try world.tend("take", "ondansetron", "--at", "02:30")
    #expect(ran.code == 64)
    #expect(ran.problems.contains("03:30 is still to come"), "\(ran)")
    try world.goes(to: "2027-03-29 02:10")
    #expect(try world.tend("take", "ondansetron", "--at", "02:30").output.contains("at Sun 28 Mar 03:30"))
  }

  @Test func theClockOfAnswersIsThatOfTheListings() throws {
    let world = try CommandWorld(plan: AsNeededTests.plan, zone: "Etc/UTC")
    let told = try world.tend("take", "ondansetron")
    #expect(told.output.contains("as needed, at 07:00 (Europe/Berlin), recorded by me"), "\(told)")
    world.environment["TZ"] = "Europe/Berlin"
    #expect(try world.tend("admit", "maria").output.contains("Maria is in hospital from 07:00."))
    #expect(try world.tend("today").output.contains("Maria is in hospital since 07:00;"))
    #expect(try world.tend("undo").output.contains("(recorded by me at 07:00)"))
  }

  @Test func aRefillThatIsExpiredAlreadyIsSaidToBeSo() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tend("set", "midostaurin", "stock=on-hand=56,per-dose=4,unit=capsules")
    let ran = try world.tend("stock", "midostaurin", "refill", "56", "--expires", "2026-11")
    #expect(ran.code == 0, "\(ran.problems)")
    #expect(ran.output.contains("expired after 2026-11"), "\(ran)")
  }

  @Test func triggersAndHandoverReadWell() throws {
    let world = try CommandWorld(plan: SamplePlan.maria + "\n[person.tom]\nname = \"Tom\"\n")
    try world.tendd()
    try world.tend("trigger", "heat", "--person", "maria")
    try world.goes(to: "09:00")
    try world.tend("note", "--symptom", "flush=6", "--person", "maria")
    let ran = try world.tend("triggers", "--person", "maria")
    #expect(ran.output.contains("the diary has a symptom once."), "\(ran)")
    #expect(ran.output.contains("of that time, a symptom was to follow"), "\(ran)")
    #expect(try world.tend("handover").output.contains("  09:00  Maria: flush 6\n"))
  }

  @Test func whyNamesWhatWasTakenBackAndAPlanThatHasAnotherTimeNow() throws {
    let world = try CommandWorld(
      plan: SamplePlan.maria + "\n[appointment.clinic]\ntitle = \"Clinic\"\nwhen = \"2026-12-04 09:40\"\n")
    try world.tend("cancel", "clinic", "--by", "ana", "--reason", "ill")
    try world.tend("undo")
    #expect(try world.tend("why", "clinic").output.contains("Taken back: “cancelled” of Clinic"))
    try world.tend("move", "clinic", "2026-12-10 11:00", "--yes")
    let ran = try world.tend("why", "clinic")
    #expect(ran.output.contains("10 December 2026 at 11:00 now, and not then"), "\(ran)")
  }

  @Test func aClockBeforeThisReleaseIsSaidAloud() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    #expect(try world.tend("status").output.contains("clock ") == false)
    try world.goes(to: "2026-11-01 08:00")
    #expect(try world.tend("status").output.contains("clock     shows a time before this Tend was made"))
    let items = try world.tend("doctor", "--json").items()
    let clock = try #require(items.first { $0["check"] as? String == "clock" })
    #expect(clock["state"] as? String == "problem", "\(clock)")
  }

  @Test func aLateDoseOnAnEmptyStomachIsNotToldTheTimesOfTheOneThatWasPlanned() throws {
    let world = try CommandWorld(
      plan: SamplePlan.midostaurin + """

        [medication.avapritinib]
        name = "Avapritinib"
        take = "2 tablets"
        at = "10:00"
        food = "empty stomach"

        """)
    try world.tendd(until: "10:30")
    let told = try world.spoken(of: "avapritinib")
    #expect(told.first?.contains("empty stomach, nothing to eat from 08:00 to 11:00") == true, "\(told)")
    #expect(told.last?.hasPrefix("Late: ") == true, "\(told)")
    #expect(
      told.last?.contains("Take 2 tablets, empty stomach, counted from when it is really taken.") == true,
      "\(told)")
  }

  @Test func aDoseGivenBeforeItMayBeNamedIsOffered() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin, at: "05:00")
    let id = try world.id(of: "midostaurin", at: "08:00")
    let ran = try world.tend("take", "midostaurin", "--already")
    #expect(ran.code == 4)
    #expect(ran.problems.contains("→ if that one is meant: tend take \(id)"), "\(ran)")
  }

  @Test func aFlagThatFellAwayWithItsAnswersIsNothingToTakeBack() throws {
    let world = try CommandWorld(
      plan: SamplePlan.maria + """

        [check-in.evening]
        person = "maria"
        at = "20:00"
        ask = "pain"
        flag = { if = "pain >= 7", say = "Call" }

        """)
    try world.tendd(until: "20:05")
    try world.tend("check-in", "evening", "pain=8")
    #expect(try world.tend("undo").output.contains("Taken back: “done” of Evening check-in"))
    let ran = try world.tend("undo")
    #expect(ran.code == 1)
    #expect(ran.problems.contains("there is nothing to take back"), "\(ran)")
    #expect(try world.listing("flags").isEmpty)
  }

  @Test func aCountAndTheErrandItAnswersAreTakenBackTogether() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tend("set", "midostaurin", "stock=on-hand=56,per-dose=4,expires=2026-12")
    try world.tendd(until: "10:30")
    try world.tend("stock", "midostaurin", "set", "40", "--expires", "2027-08")
    #expect(try world.occurrence(of: "midostaurin.expiry", at: "10:00").state.answer?.outcome == .done)
    let ran = try world.tend("undo")
    #expect(ran.output.contains("Taken back: the count of midostaurin"), "\(ran)")
    #expect(ran.output.contains("Taken back: “done” of Midostaurin: look at what expires"), "\(ran)")
  }
}

extension CommandWorld {
  /// What the journal says of an entry, line by line.
  fileprivate func spoken(of entry: String) throws -> [String] {
    let loaded = try household.load(try household.readPlanFiles())
    let plan = try #require(loaded.plan.plan)
    let zones = try household.zoneBook(for: plan)
    let wording = Wording(plan: plan, settings: Settings(), zones: zones)
    let id = try #require(EntryID(entry))
    let rows = try ledger { try $0.occurrences(of: id) }
    let row = try #require(rows.first)
    let events = try ledger { try $0.events(of: row.id) }
    return events.compactMap { wording.line($0, occurrence: row)?.message }
  }
}
