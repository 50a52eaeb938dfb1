import Almanac
import Care
import PlanFile
import Testing

struct LoadingTests {
  @Test func everyKeyArrivesInThePlan() throws {
    let loaded = load(
      household + """
        [medication.midostaurin]
        person = "maria"
        name = "Midostaurin"
        dose = "2.50 ml"
        take = "4 capsules"
        food = "with food"
        if-missed = "Skip it."
        ordered-by = "dr-okafor"
        at = ["breakfast", "dinner-30m", "23:15:30"]
        on = ["mon", "fri"]
        every = "2 weeks"
        from = "2026-11-02"
        until = "2027-11-02"
        count = 10
        except = ["2026-12-24", "2026-12-28 07:30"]
        zone = "America/New_York"
        importance = "critical"
        early = "1h"
        late-after = "30m"
        missed-after = "4h"
        """)
    #expect(loaded.diagnostics.isEmpty)
    let entry = try #require(loaded.plan?.entries.first)
    let expected = Entry(
      id: try id("midostaurin"), person: "maria", name: "Midostaurin",
      timing: Timing(
        at: ["breakfast", "dinner-30m", "23:15:30"].compactMap { TimeOfDay($0) },
        on: [.weekday(.monday), .weekday(.friday)], every: .weeks(2), from: CivilDate("2026-11-02"),
        until: CivilDate("2027-11-02"), count: 10,
        except: [
          .day(try #require(CivilDate("2026-12-24"))), .time(try #require(CivilDateTime("2026-12-28T07:30"))),
        ]),
      zone: "America/New_York", importance: .critical, early: .hours(1), lateAfter: .minutes(30),
      missedAfter: .hours(4),
      detail: .medication(
        Medication(
          dose: Amount(digits: 250, decimals: 2, unit: "ml"), take: "4 capsules", food: "with food",
          ifMissed: "Skip it.", orderedBy: "dr-okafor", foodRule: .withFood)))
    #expect(entry == expected)
    #expect(loaded.plan?.person("maria")?.moments.times["dinner"] == ClockTime(hour: 18, minute: 30))
  }

  @Test func theOtherKindsArriveInThePlan() throws {
    let loaded = load(
      household + """
        [appointment.clinic]
        title = "Clinic"
        with = "nurse"
        when = ["2026-12-03 09:40", "2026-12-10T09:40"]
        lasts = "40m"
        place = "Room 2"
        remind = ["7d", "2h"]
        [activity.yoga]
        name = "Yoga"
        at = "17:30"
        [activity.yoga.approval]
        status = "approved"
        by = "nurse"
        dated = "2026-10-28"
        review = "2027-04-28"
        [check-in]
        evening = { at = "20:00", ask = ["pain", "mood"] }
        morning-weight.at = "wake"
        """)
    #expect(loaded.diagnostics.map(\.description) == [])
    let plan = try #require(loaded.plan)
    #expect(plan.entries.map(\.name) == ["Clinic", "Yoga", "Evening check-in", "Morning weight check-in"])
    #expect(
      plan.entries[0].detail
        == .appointment(
          Appointment(with: "nurse", place: "Room 2", lasts: .minutes(40), remind: [.days(7), .hours(2)])))
    #expect(plan.entries[0].timing.when.map(\.description) == ["2026-12-03T09:40", "2026-12-10T09:40"])
    #expect(
      plan.entries[1].detail
        == .activity(
          Activity(
            approval: Approval(
              status: .approved, by: "nurse", dated: CivilDate("2026-10-28"), review: CivilDate("2027-04-28"))
          )))
    #expect(plan.entries[2].detail == .checkIn(CheckIn(ask: ["pain", "mood"])))
  }

  @Test func entriesKeepTheOrderOfTheFiles() throws {
    let entry = "name = \"X\"\nat = \"08:00\"\n"
    let loaded = load(
      "[medication.a]\n\(entry)[activity.b]\n\(entry)[medication.c]\n\(entry)", "[medication.d]\n\(entry)")
    #expect(loaded.plan?.entries.map(\.id.text) == ["a", "b", "c", "d"])
  }

  @Test func theMapLeadsToEachEntry() throws {
    let text =
      "# top\n\n[medication.a] # first\nname = \"A\"\nat = [\n  \"08:00\",\n]\n\n# next\n[medication.b]\nname = \"B\"\nat = \"08:00\"\n"
    let loaded = load(text)
    let a = try #require(loaded.sources[id("a")])
    #expect(a.place == "plan.toml:3:1")
    #expect(
      string(Array(bytes(text)[a.bytes])) == "[medication.a] # first\nname = \"A\"\nat = [\n  \"08:00\",\n]")
    let next = try id("b")
    let none = try id("c")
    #expect(loaded.sources[next]?.line == 10)
    #expect(loaded.sources[none] == nil)
  }

  @Test func windowsLineEndsAndAByteOrderMarkChangeNothing() throws {
    let text = string(try sample("plan.toml"))
    let windows = "\u{FEFF}" + text.replacing("\n", with: "\r\n")
    #expect(load(windows).diagnostics.map(\.description) == [])
    #expect(load(windows).plan == load(text).plan)
  }

  @Test func anEmptyPlanIsAPlan() {
    #expect(load("").plan == Plan())
    #expect(load("# nothing yet\n").plan == Plan())
    #expect(PlanLoader.load([]) { _ in true }.plan == Plan())
  }

  @Test func twentyThousandEntriesAreReadAndFiftyThousandAndOneAreRefused() {
    func plan(_ count: Int) -> [SourceFile] {
      var text = ""
      for number in 0..<count { text += "[check-in.e-\(number)]\nat = \"08:00\"\n" }
      return [SourceFile(path: "plan.toml", text: bytes(text))]
    }
    #expect(PlanLoader.load(plan(20_000)) { _ in true }.plan?.entries.count == 20_000)
    let tooMany = PlanLoader.load(plan(50_001)) { _ in true }
    #expect(tooMany.plan == nil)
    #expect(
      tooMany.diagnostics.map(\.description) == [
        "plan.toml:100001:1: the plan has more than 50000 entries, the most that are read; the rest was not checked"
      ])
  }

  /// What the loader accepts the planner must be able to expand; its refusals come too late to show a line.
  @Test(
    arguments: ["1 day", "3 days", "2 weeks", "1 month", "1 year"], ["mon", "1st fri", "15", "last day"])
  func everyAcceptedTimingHasASchedule(_ every: String, _ on: String) throws {
    let loaded = load(
      household + """
        [medication.x]
        person = "maria"
        name = "X"
        at = ["08:00", "dinner-30m"]
        every = "\(every)"
        on = "\(on)"
        from = "2026-11-02"
        count = 5
        """)
    guard let plan = loaded.plan else {
      #expect(every == "1 year" && on == "mon")
      return
    }
    for entry in plan.entries {
      #expect(throws: Never.self) { try Schedule(entry.timing, moments: plan.moments(of: entry), zone: .utc) }
    }
  }
}
