import Almanac
import Care
import Testing

struct AgendaTests {
  private func agenda(_ home: Home, _ from: String, _ to: String) -> [AgendaItem] {
    home.planner.agenda(
      after: at(from), through: at(to), rows: home.ledger.occurrences, pauses: home.ledger.pauses,
      now: home.now)
  }

  @Test func rowsAndWhatIsOnlyComputedMakeOneList() throws {
    var home = try Home(Sample.plan(Sample.medication()), at: at("06:00"))
    home.run(until: at("08:01"))
    home.record(.answered(Sample.taken(at: home.now)), of: try home.row(at: at("08:00")))
    let items = agenda(home, "00:00", "2026-12-07 23:59")
    #expect(items.map(\.instant) == items.map(\.instant).sorted())
    #expect(items.count == 10)
    #expect(items.first?.phase == .answered)
    #expect(items.first?.id == (try home.row(at: at("08:00")).id))
    #expect(items.first?.attempts == 1)
    // Two days ahead there are rows with ids; after that only times.
    #expect(
      items.map { $0.id != nil } == Array(repeating: true, count: 5) + Array(repeating: false, count: 5))
    #expect(items.allSatisfy { $0.subject.name == "Midostaurin" && $0.subject.amount == "100 mg" })
  }

  @Test func ofThePastOnlyWhatHasARowIsShown() throws {
    let home = try Home(Sample.plan(Sample.medication()), at: at("12:00"))
    #expect(agenda(home, "2026-12-01 00:00", "12:00").isEmpty)
  }

  @Test func aMovedDoseShowsOnce() throws {
    var home = try Home(
      Sample.plan(Sample.medication("midostaurin", Sample.timing("08:00"))), at: at("06:00"))
    home.record(.answered(Sample.taken(at: home.now)), of: try home.row(at: at("08:00")))
    try home.edit(Sample.plan(Sample.medication("midostaurin", Sample.timing("09:00"))))
    home.step()
    #expect(agenda(home, "00:00", "23:59").map(\.instant) == [at("08:00")])
  }

  @Test func aRowMovedByABreakfastShowsAtItsNewTimeOnly() throws {
    var home = try Home(
      Sample.plan(Sample.medication("midostaurin", Sample.timing("breakfast"))), at: at("06:00"))
    var plan = home.plan
    plan.people[0].moments.times["breakfast"] = time("09:00")
    try home.edit(plan)
    home.step()
    #expect(agenda(home, "00:00", "23:59").map(\.instant) == [at("09:00")])
  }

  @Test func withdrawnOnesAreNotShownTwiceNorAtAll() throws {
    var home = try Home(
      Sample.plan(Sample.medication("midostaurin", Sample.timing("08:00"))), at: at("06:00"))
    try home.edit(Sample.plan(Sample.medication("midostaurin", Sample.timing("09:00"))))
    home.step()
    #expect(agenda(home, "00:00", "23:59").map(\.instant) == [at("09:00")])
  }

  @Test func whatAPauseCoversIsMarked() throws {
    var home = try Home(Sample.plan(Sample.medication()), at: at("06:00"))
    home.pause("midostaurin", until: at("2026-12-06 12:00"))
    let items = agenda(home, "00:00", "2026-12-06 23:59")
    #expect(items.map(\.isPaused) == Array(repeating: true, count: 7) + [false])
  }

  @Test func anEntryThatNeverRemindsDoesNotAppear() throws {
    let home = try Home(Sample.plan(Sample.yoga(.proposed), Sample.checkIn()), at: at("06:00"))
    #expect(agenda(home, "00:00", "23:59").map(\.subject.entry.text) == ["evening"])
  }

  @Test func atOneInstantThePlansOrderHolds() throws {
    let plan = Sample.plan(
      Sample.medication("zinc", Sample.timing("20:00")), Sample.checkIn(),
      Sample.medication("aspirin", Sample.timing("20:00")))
    let home = try Home(plan, at: at("06:00"))
    let names = ["zinc", "evening", "aspirin"]
    #expect(
      agenda(home, "00:00", "2026-12-10 23:59").map(\.subject.entry.text)
        == Array(repeating: names, count: 8).flatMap(\.self))
  }

  @Test func aSnoozeShowsUntilWhen() throws {
    var home = try Home(Sample.plan(Sample.medication()), at: at("06:00"))
    home.run(until: at("08:01"))
    home.record(.snoozed(Snooze(until: at("08:30"), by: "ana")), of: try home.row(at: at("08:00")))
    let item = try #require(agenda(home, "00:00", "12:00").first)
    #expect(item.isSnoozed)
    #expect(item.snoozedUntil == at("08:30"))
    #expect(item.phase == .due)
  }

  @Test func theAgendaIsTheSameHoweverItIsCut() throws {
    let plan = Sample.plan(
      Sample.medication(), Sample.checkIn(), Sample.yoga(.approved),
      Sample.medication("night", Sample.timing("bedtime", "02:30")))
    let home = try Home(plan, at: at("06:00"))
    let whole = agenda(home, "00:00", "2026-12-20 00:00").map(\.key)
    let parts = (3..<20).flatMap { day in
      let (from, to) = (day < 10 ? "0\(day)" : "\(day)", day < 9 ? "0\(day + 1)" : "\(day + 1)")
      return agenda(home, "2026-12-\(from) 00:00", "2026-12-\(to) 00:00").map(\.key)
    }
    #expect(whole == parts)
    #expect(Set(whole).count == whole.count)
  }
}
