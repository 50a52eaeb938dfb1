import Foundation
import Testing

@testable import TendCommands

/// What belongs to today, and what the other listings take in.
struct DayTests {
  private static let night =
    SamplePlan.maria + """

      [medication.cetirizine]
      person = "maria"
      name = "Cetirizine"
      at = ["08:00", "23:30", "00:45"]

      """

  private func names(_ items: [[String: Any]]) -> [String] {
    items.compactMap { ($0["address"] as? String)?.replacing("cetirizine@", with: "") }
  }

  @Test func atHalfPastMidnightTheDayIsStillYesterday() throws {
    let world = try CommandWorld(plan: DayTests.night)
    try world.tendd(until: "2026-12-04 00:30")
    #expect(
      names(try world.listing("today")) == ["2026-12-03T08:00", "2026-12-03T23:30", "2026-12-04T00:45"])
    #expect(try world.tend("today").lines.first?.hasPrefix("Thu 3 Dec, which lasts until waking") == true)
  }

  @Test func theDayTurnsWhenThePersonWakes() throws {
    let world = try CommandWorld(plan: DayTests.night)
    try world.tendd(until: "2026-12-04 07:00")
    #expect(
      names(try world.listing("today")) == ["2026-12-04T08:00", "2026-12-04T23:30", "2026-12-05T00:45"])
    #expect(try world.tend("today").lines.first == "Fri 4 Dec")
  }

  @Test func aDayWhoseTimesHavePassedIsNotADayWithoutAPlan() throws {
    let late = try CommandWorld(plan: SamplePlan.cromolyn, at: "10:00")
    #expect(try late.tend("today").lines[1] == "Nothing more today.")
    let free = try CommandWorld(
      plan: SamplePlan.cromolyn.replacing("at = [", with: "from = \"2026-12-04\"\nat = ["), at: "10:00")
    #expect(try free.tend("today").lines[1] == "Nothing is planned.")
  }

  @Test func whatIsStillOpenFromTheDayBeforeStaysInSight() throws {
    let world = try CommandWorld(
      plan: DayTests.night.replacing("at = [", with: "missed-after = \"24h\"\nat = ["))
    try world.tendd(until: "2026-12-04 07:10")
    #expect(
      names(try world.listing("today")).prefix(3)
        == ["2026-12-03T08:00", "2026-12-03T23:30", "2026-12-04T00:45"])
    try world.tend("take", "cetirizine@2026-12-03T23:30")
    #expect(!names(try world.listing("today")).contains("2026-12-03T23:30"))
  }

  @Test func peopleInOtherZonesHaveTheirOwnDays() throws {
    let world = try CommandWorld(
      plan: """
        [person.maria]
        name = "Maria"
        [person.kenji]
        name = "Kenji"
        zone = "Asia/Tokyo"
        [medication.a]
        person = "maria"
        name = "A"
        at = "12:00"
        [medication.b]
        person = "kenji"
        name = "B"
        at = "12:00"
        """, at: "22:00")
    let nominals = try world.listing("today").compactMap { $0["nominal"] as? String }
    #expect(nominals == ["2026-12-04T12:00:00+09:00"])
    #expect(try world.tend("today").lines.first == "Maria: Thu 3 Dec; Kenji: Fri 4 Dec")
  }

  @Test func onlyOnePersonIsShownWhereAskedFor() throws {
    let world = try CommandWorld(
      plan: SamplePlan.midostaurin + """
        [person.jonas]
        name = "Jonas"
        [medication.insulin]
        person = "jonas"
        name = "Insulin"
        at = "12:00"
        """, at: "07:00")
    for (person, entries) in [("jonas", ["insulin"]), ("Jonas", ["insulin"]), ("MARIA", ["midostaurin"])] {
      let items = try world.listing("today", "--person", person)
      #expect(Set(items.compactMap { $0["entry"] as? String }) == Set(entries))
    }
    let ran = try world.tend("today", "--person", "mara")
    #expect(ran.code == 1)
    #expect(ran.problems.contains("maria (Maria) and jonas (Jonas)"))
  }

  @Test func nextShowsEverythingThatFallsOnTheNextTime() throws {
    let world = try CommandWorld(
      plan: SamplePlan.midostaurin + """
        [medication.famotidine]
        person = "maria"
        name = "Famotidine"
        at = "08:00"
        """)
    #expect(
      Set(try world.listing("next").compactMap { $0["entry"] as? String }) == ["midostaurin", "famotidine"])
    #expect(try world.listing("next", "-n", "1").count == 1)
    #expect(try world.listing("next", "-n", "7").count == 7)
    #expect(try world.tend("next", "-n", "0").code == 64)
  }

  @Test func nextLooksAsFarAheadAsItTakes() throws {
    let world = try CommandWorld(
      plan: """
        [appointment.check-up]
        title = "Check-up"
        when = "2029-03-01 10:00"
        """)
    #expect(
      try world.listing("next").compactMap { $0["nominal"] as? String } == ["2029-03-01T10:00:00+01:00"])
  }

  @Test func whileTenddIsStoppedAMovedOrRemovedEntryIsNotShownWhereItWas() throws {
    let world = try CommandWorld(
      plan: SamplePlan.midostaurin + "[medication.iron]\nname = \"Iron\"\nat = \"12:00\"\n")
    try world.tendd(until: "07:00")
    try world.tend("set", "midostaurin", "at=09:00,20:00")
    try world.tend("remove", "iron")
    let today = try world.listing("today").compactMap { $0["address"] as? String }
    #expect(today == ["midostaurin@2026-12-03T09:00", "midostaurin@2026-12-03T20:00"])
    try world.tend("undo")
    try world.tend("undo")
    let again = try world.listing("today").compactMap { $0["address"] as? String }
    #expect(again.map { $0.suffix(5) } == ["08:00", "12:00", "20:00"])
  }

  @Test func theAgendaNeedsNoLedger() throws {
    let world = try CommandWorld()
    try world.writePlan(SamplePlan.midostaurin)
    let ran = try world.tend("agenda", "tomorrow", "--json")
    #expect(ran.code == 0)
    #expect(
      try ran.items().compactMap { $0["address"] as? String } == [
        "midostaurin@2026-12-04T08:00", "midostaurin@2026-12-04T20:00",
      ])
    #expect(try ran.items().allSatisfy { $0["id"] is NSNull })
    #expect(ran.problems.contains("nothing reminds"))
  }

  @Test(arguments: [["due"], ["missed"], ["history"]])
  func whatOnlyTheLedgerKnowsIsNotCalledNothingBeforeTenddRan(words: [String]) throws {
    let world = try CommandWorld()
    try world.writePlan(SamplePlan.midostaurin)
    let ran = try world.tend(words)
    #expect(ran.code == 69)
    #expect(ran.output.isEmpty)
  }

  @Test func theAgendaOfADayIsWhatWasAndWhatWillBe() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "08:05")
    try world.tend("take", "midostaurin", "--by", "ana")
    try world.tendd(until: "2026-12-03 12:00")
    let items = try world.listing("agenda", "today")
    #expect(items.compactMap { $0["state"] as? String } == ["answered", "upcoming"])
    #expect(items[0]["outcome"] as? String == "taken")
    #expect(items[0]["by"] as? String == "ana")
    #expect(items[0]["happened_at"] as? String == "2026-12-03T08:05:00+01:00")
  }

  @Test func aRangeThatNamesNoDaysIsAUsageError() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    #expect(try world.tend("agenda", "whenever").code == 64)
    #expect(try world.tend("missed", "--since", "tomorrow").code == 64)
    #expect(try world.tend("history", "--since", "whenever").code == 64)
  }

  @Test func missedSinceLooksNoFurtherBack() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "2026-12-06 07:00")
    #expect(try world.listing("missed").count == 6)
    #expect(try world.listing("missed", "--since", "yesterday").count == 2)
    #expect(try world.listing("missed", "--since", "2026-12-03..2026-12-04").count == 4)
  }

  @Test(arguments: [
    ("08:05", "due"), ("08:30", "late"), ("08:10", "snoozed"),
  ])
  func whatIsDueSaysWhereItStands(time: String, state: String) throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: time)
    if state == "snoozed" { try world.tend("snooze", "midostaurin") }
    #expect(try world.listing("due").compactMap { $0["state"] as? String } == [state])
  }

  @Test func missedAndNeverToldStayApart() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    try world.tendd(until: "12:30")
    #expect(try world.tend("missed").output.contains("missed, told "))
    try world.goes(to: "2026-12-04 01:00")
    try world.tendd()
    #expect(try world.tend("missed").output.contains("missed, not told in time"))
  }
}
