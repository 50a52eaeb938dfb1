import Almanac
import Care
import PlanFile
import Testing

/// Entries whose days are counted from another one, and what food says.
struct TieTests {
  private static let medicines = """
    [medication.avapritinib]
    name = "Avapritinib"
    at = "10:00"
    from = "2026-11-03"

    [medication.cladribine]
    name = "Cladribine"
    at = "10:00"
    cycle = { day1 = "2026-12-07", days = 5, of = 28, cycles = 2 }

    [medication.daily]
    name = "Daily"
    at = "08:00"

    [appointment.transplant]
    title = "Transplant"
    at = "09:00"
    countdown = { day0 = "2027-02-01", days = "0" }


    """

  private func text(_ lines: String) -> String {
    household + TieTests.medicines + "[appointment.x]\ntitle = \"X\"\nat = \"08:15\"\n" + lines + "\n"
  }

  private func days(_ lines: String) throws -> [String] {
    let loaded = load(text(lines))
    let plan = try #require(loaded.plan, "\(loaded.diagnostics)")
    let entry = try #require(plan.entry(try id("x")))
    let schedule = try Schedule(entry.timing, moments: plan.moments(of: entry), zone: .utc)
    return schedule.slots(after: Instant(.min)).prefix(12).map { "\($0.day)" }
  }

  /// DOMAIN.md: "platelets every two weeks for eight".
  @Test func plateletsEveryTwoWeeksForEight() throws {
    #expect(
      try days("after-start-of = \"avapritinib\"\nevery = \"2 weeks\"\nfor = \"8 weeks\"")
        == ["2026-11-17", "2026-12-01", "2026-12-15", "2026-12-29"])
  }

  @Test func withoutAStepItIsEveryDayAfterTheStart() throws {
    #expect(
      try days("after-start-of = \"avapritinib\"\nfor = \"3 days\"")
        == ["2026-11-04", "2026-11-05", "2026-11-06"])
  }

  @Test func theStartOfACycleOrACountdownCountsToo() throws {
    #expect(
      try days("after-start-of = \"cladribine\"\nevery = \"1 week\"\nfor = \"2 weeks\"")
        == ["2026-12-14", "2026-12-21"])
    #expect(
      try days("after-start-of = \"transplant\"\nevery = \"10 days\"\ncount = 2") == [
        "2027-02-11", "2027-02-21",
      ])
  }

  /// Hydration the day before, checks on the days after: they go with day 1 of every cycle.
  @Test func aProtocolSetGoesWithEveryCycle() throws {
    #expect(
      try days("with-cycle-of = \"cladribine\"\ndays = [\"-1\", \"2..3\"]") == [
        "2026-12-06", "2026-12-08", "2026-12-09", "2027-01-03", "2027-01-05", "2027-01-06",
      ])
    let moved = text("with-cycle-of = \"cladribine\"\ndays = \"-1\"").replacing(
      "2026-12-07", with: "2026-12-14")
    let plan = try #require(load(moved).plan)
    #expect(plan.entry(try id("x"))?.timing.countdown?.day0 == CivilDate("2026-12-14"))
  }

  @Test func aMomentOfTheDayGoesWithACycleToo() {
    let loaded = load(
      household + TieTests.medicines
        + "[check-in.x]\nperson = \"maria\"\nat = \"wake\"\nwith-cycle-of = \"cladribine\"\ndays = \"1..5\"\n"
    )
    #expect(loaded.diagnostics.isEmpty, "\(loaded.diagnostics)")
  }

  @Test func ofACountdownTheDaysAreCountedFromDayZero() throws {
    #expect(
      try days("with-cycle-of = \"transplant\"\ndays = [\"-7\", \"0\", \"28\"]")
        == ["2027-01-25", "2027-02-01", "2027-03-01"])
  }

  @Test func theOtherEntryMayComeLater() throws {
    let loaded = load(
      household + "[check-in.x]\nat = \"08:00\"\nafter-start-of = \"later\"\nfor = \"1 week\"\n"
        + "[medication.later]\nname = \"L\"\nat = \"08:00\"\nfrom = \"2026-12-01\"\n")
    #expect(loaded.diagnostics.isEmpty, "\(loaded.diagnostics)")
    #expect(loaded.plan?.entries.first?.timing.until == CivilDate("2026-12-08"))
    #expect(loaded.plan?.entries.first?.tie == .start(of: try id("later")))
  }

  @Test func theTextSaysWhatItHangsOn() throws {
    func words(_ lines: String) throws -> String {
      let plan = try #require(load(text(lines)).plan)
      return plan.timingText(of: try #require(plan.entry(try id("x"))))
    }
    #expect(
      try words("after-start-of = \"avapritinib\"\nevery = \"2 weeks\"\nfor = \"8 weeks\"")
        == "every 2 weeks on Tuesday at 08:15, from 17 Nov 2026, until 29 Dec 2026, counted from the start of Avapritinib"
    )
    #expect(
      try words("with-cycle-of = \"cladribine\"\ndays = [\"1..5\", \"-1\"]")
        == "on the day before and days 1 to 5 of each cycle of Cladribine (day 1 is 2026-12-07), at 08:15")
  }

  @Test(arguments: [
    ("after-start-of = \"avapritinb\"", "there is no entry \"avapritinb\" in the plan; did you mean"),
    ("after-start-of = \"x\"", "names the entry itself"),
    ("after-start-of = \"daily\"", "\"daily\" has no first day to count from"),
    (
      "after-start-of = \"avapritinib\"\nfrom = \"2026-12-01\"",
      "\"from\" cannot stand beside \"after-start-of\""
    ),
    ("after-start-of = \"avapritinib\"\nevery = \"1 month\"", "\"every\" takes days or weeks"),
    ("after-start-of = \"avapritinib\"\nfor = \"8 moons\"", "is not a number of days or weeks"),
    ("after-start-of = \"avapritinib\"\nevery = \"2 weeks\"\nfor = \"1 week\"", "never happens"),
    ("for = \"8 weeks\"", "\"for\" goes with \"after-start-of\""),
    ("days = \"1..5\"", "\"days\" goes with \"with-cycle-of\""),
    ("with-cycle-of = \"cladribine\"", "\"with-cycle-of\" needs \"days\""),
    ("with-cycle-of = \"cladribine\"\ndays = \"0..3\"", "there is no day 0"),
    ("with-cycle-of = \"avapritinib\"\ndays = \"1\"", "has neither a cycle nor a countdown"),
    ("with-cycle-of = \"cladribine\"\ndays = \"1\"\nevery = \"2 days\"", "\"every\" cannot stand beside"),
    ("with-cycle-of = \"cladribine\"\ndays = \"1\"\nuntil = \"2026-01-01\"", "never happens"),
  ])
  func whatIsNotClearIsRefusedWhereItStands(lines: String, message: String) {
    let found = messages(text(lines))
    #expect(found.count == 1, "\(found)")
    #expect(found.first?.contains(message) ?? false, "\(found)")
  }

  @Test func aChainOfTiesIsRefused() {
    let found = messages(
      text("after-start-of = \"avapritinib\"\nfor = \"1 week\"")
        + "[check-in.y]\nat = \"08:00\"\nafter-start-of = \"x\"\nfor = \"1 week\"\n")
    #expect(found.count == 1)
    #expect(found.first?.contains("is counted from another entry itself") ?? false, "\(found)")
  }

  // MARK: Food

  private func medication(_ food: String) -> LoadedPlan {
    load(household + "[medication.x]\nname = \"X\"\nat = \"10:00\"\nfood = \(food)\n")
  }

  @Test(arguments: [
    ("\"with food\"", "with food", FoodRule.withFood), ("\"empty stomach\"", "empty stomach", .emptyStomach),
    ("\"with a glass of milk\"", "with a glass of milk", nil),
    (
      "{ rule = \"empty stomach\", after = \"3h\" }", "empty stomach",
      .emptyStomach(before: .hours(1), after: .hours(3))
    ), ("{ rule = \"with food\" }", "with food", .withFood),
  ])
  func foodIsReadAsARuleWhereItIsOne(food: String, text: String, rule: FoodRule?) throws {
    let found = try #require(medication(food).plan?.entries.first?.medication)
    #expect(found.food == text)
    #expect(found.foodRule == rule)
  }

  @Test(arguments: [
    ("{ before = \"1h\" }", "\"food\" has no rule; write rule = \"empty stomach\""),
    ("{ rule = \"emty stomach\" }", "did you mean \"empty stomach\"?"),
    ("{ rule = \"with food\", after = \"1h\" }", "\"after\" goes with rule = \"empty stomach\""),
    ("{ rule = \"empty stomach\", befor = \"1h\" }", "did you mean \"before\"?"),
  ])
  func aFoodTableThatIsNotClearIsRefused(food: String, message: String) {
    let found = medication(food).diagnostics.map(\.description)
    #expect(found.count == 1, "\(found)")
    #expect(found.first?.contains(message) ?? false, "\(found)")
  }
}
