import Almanac
import Care
import Testing

struct LookupTests {
  private func planner(_ entries: Entry...) throws -> Planner {
    var plan = Sample.plan()
    plan.entries = entries
    return try Planner(plan: plan, settings: Settings(), zones: Zones.book)
  }

  private func local(_ text: String) throws -> CivilDateTime { try #require(CivilDateTime(text)) }

  @Test(arguments: ["2026-12-03T08:00", "2031-06-01T20:00"])
  func anyOccurrenceIsFoundByItsNominalTime(_ nominal: String) throws {
    let facts = try planner(Sample.medication()).occurrence(
      of: entryID("midostaurin"), nominal: local(nominal))
    #expect(try facts?.nominal == local(nominal))
    #expect(facts?.lateAt == facts.map { $0.instant + 1800 })
  }

  @Test func aMomentAfterMidnightIsFoundByTheDateTheClockShows() throws {
    let planner = try planner(Sample.medication("night", Sample.timing("bedtime")))
    let facts = try planner.occurrence(of: entryID("night"), nominal: local("2026-12-04T00:30"))
    #expect(facts?.key.day == date("2026-12-03"))
  }

  @Test(arguments: ["2026-12-03T08:01", "2026-12-03T00:00"])
  func aTimeThePlanDoesNotHaveIsNone(_ nominal: String) throws {
    let planner = try planner(Sample.medication())
    #expect(try planner.occurrence(of: entryID("midostaurin"), nominal: local(nominal)) == nil)
    #expect(try planner.occurrence(of: entryID("other"), nominal: local("2026-12-03T08:00")) == nil)
  }

  @Test func theNextFewAreListed() throws {
    let next = try planner(Sample.medication()).upcoming(
      of: entryID("midostaurin"), after: at("08:00"), count: 3)
    #expect(next.map(\.instant) == ["20:00", "2026-12-04 08:00", "2026-12-04 20:00"].map { at($0) })
    let silent = try planner(Sample.yoga(nil)).upcoming(of: entryID("yoga"), after: at("08:00"), count: 3)
    #expect(silent.isEmpty)
  }
}

struct PersonDayTests {
  @Test(arguments: [
    ("2026-12-03 06:59", "2026-12-02"), ("2026-12-03 07:00", "2026-12-03"),
    ("2026-12-04 00:30", "2026-12-03"),
  ])
  func theDayBeginsAtWake(_ now: String, _ day: String) {
    #expect(PersonDay.date(at: at(now), moments: Sample.moments, zone: Zones.berlin) == date(day))
  }

  @Test(arguments: [("2026-12-03 03:59", "2026-12-02"), ("2026-12-03 04:00", "2026-12-03")])
  func theDayBeginsAtFourWhereNoWakeIsGiven(_ now: String, _ day: String) {
    #expect(PersonDay.date(at: at(now), moments: DayMoments(), zone: Zones.berlin) == date(day))
  }

  @Test func theBoundsReachFromWakeToWake() {
    let day = PersonDay.bounds(on: date("2026-12-03"), moments: Sample.moments, zone: Zones.berlin)
    #expect(day == at("2026-12-03 07:00")..<at("2026-12-04 07:00"))
  }

  @Test func everyInstantBelongsToTheDayWhoseBoundsHoldIt() {
    for wake in ["02:30", "03:00", "00:00", "07:00"] {
      let moments = DayMoments(["wake": time(wake)])
      for night in ["2026-03-28", "2026-10-24"] {
        for minute in stride(from: Int64(0), to: 3 * 86_400, by: 900) {
          let instant = at("\(night) 00:00") + minute
          let day = PersonDay.date(at: instant, moments: moments, zone: Zones.berlin)
          #expect(PersonDay.bounds(on: day, moments: moments, zone: Zones.berlin).contains(instant))
        }
      }
    }
  }
}

struct StatusLineTests {
  private func line(_ home: Home, _ privacy: Settings.Privacy = .full) throws -> String {
    let planner = try Planner(plan: home.plan, settings: Settings(privacy: privacy), zones: Zones.book)
    let line = StatusLine.next(planner, rows: home.ledger.occurrences, now: home.now)
    let kept = home.ledger.follow(home.kept, now: home.now)
    #expect(StatusLine.next(planner, kept, now: home.now) == line)
    return line
  }

  @Test func theNextReminderIsNamed() throws {
    let home = try Home(Sample.plan(Sample.medication()), at: at("12:00"))
    #expect(try line(home) == "Next: Midostaurin 20:00")
    #expect(try line(home, .discreet) == "Next: \(home.row(at: at("20:00")).id) 20:00")
  }

  @Test func whatIsDueComesFirst() throws {
    var home = try Home(Sample.plan(Sample.medication(), Sample.checkIn()), at: at("12:00"))
    home.run(until: at("20:01"))
    #expect(try line(home) == "Due now: Midostaurin 20:00 (and 1 more)")
    #expect(try line(home, .discreet) == "Due now: \(home.row(at: at("20:00")).id) 20:00 (and 1 more)")
  }

  @Test func whatLiesBeyondTheRowsIsStillNamed() throws {
    let home = try Home(Sample.plan(Sample.appointment("2027-01-28 09:40", remind: [])), at: at("12:00"))
    #expect(try line(home) == "Next: Hematology clinic Thu 28 Jan 2027 09:40")
    #expect(try line(home, .discreet) == "Next: Thu 28 Jan 2027 09:40")
  }

  @Test func anEmptyPlanSaysSo() throws {
    #expect(try line(try Home(Plan(), at: at("12:00"))) == "Nothing planned")
  }
}

struct PlanDiffTests {
  @Test func theSamePlanDiffersInNothing() {
    let plan = Sample.plan(Sample.medication(), Sample.yoga(.approved))
    #expect(PlanDiff(old: plan, new: plan).isEmpty)
  }

  @Test func everyDifferenceIsALineInPlainWords() {
    let old = Sample.plan(Sample.medication("midostaurin", Sample.timing("08:00")), Sample.checkIn())
    var new = Sample.plan(Sample.medication("midostaurin", Sample.timing("09:00")), Sample.yoga(.approved))
    new.entries[0].missedAfter = .hours(2)
    let diff = PlanDiff(old: old, new: new)
    #expect(diff.changed == [entryID("midostaurin")])
    #expect(diff.added == [entryID("yoga")])
    #expect(diff.removed == [entryID("evening")])
    #expect(
      diff.lines == [
        "midostaurin: time now every day at 09:00 (was every day at 08:00); missed-after 2h",
        "yoga: new, Gentle yoga, every day at 17:30",
        "evening: removed, Evening check-in, every day at 20:00",
      ])
  }

  @Test func aMovedBreakfastChangesWhatIsTiedToIt() {
    let old = Sample.plan(Sample.medication("tied", Sample.timing("breakfast")), Sample.medication())
    var new = old
    new.people[0].moments.times["breakfast"] = time("08:30")
    #expect(PlanDiff(old: old, new: new).changed == [entryID("tied")])
  }
}
