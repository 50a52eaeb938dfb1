import Almanac
import Care
import Testing

/// Doses beside meals.
struct FoodRuleTests {
  private static let moments = DayMoments([
    "wake": time("07:00"), "breakfast": time("07:30"), "lunch": time("12:30"), "dinner": time("18:30"),
  ])

  @Test(arguments: [
    ("05:30", nil), ("06:29", nil), ("06:30", nil),
    ("06:31", "it lies within 1 h before breakfast (07:30)"),
    ("07:30", "it is the time of breakfast (07:30)"),
    ("08:00", "it lies within 2 h after breakfast (07:30)"),
    ("09:29", "it lies within 2 h after breakfast (07:30)"), ("09:30", nil), ("11:30", nil),
    ("12:00", "it lies within 1 h before lunch (12:30)"), ("20:30", nil), ("22:00", nil),
  ])
  func anEmptyStomachIsAnHourBeforeAndTwoHoursAfterAMeal(text: String, problem: String?) {
    #expect(FoodRule.emptyStomach.problem(at: time(text), moments: FoodRuleTests.moments) == problem)
  }

  @Test(arguments: [
    ("07:30", nil), ("07:00", nil), ("08:00", nil), ("18:45", nil),
    ("08:01", "no meal lies within 30 min of it; the nearest is breakfast (07:30)"),
    ("15:00", "no meal lies within 30 min of it; the nearest is lunch (12:30)"),
  ])
  func withFoodIsWithinHalfAnHourOfAMeal(text: String, problem: String?) {
    #expect(FoodRule.withFood.problem(at: time(text), moments: FoodRuleTests.moments) == problem)
  }

  @Test func aWindowGoesRoundMidnight() {
    let late = DayMoments(["dinner": time("23:00")])
    #expect(FoodRule.emptyStomach.problem(at: time("00:30"), moments: late) != nil)
    #expect(FoodRule.emptyStomach.problem(at: time("01:00"), moments: late) == nil)
    let wide = FoodRule.emptyStomach(before: .hours(3), after: .hours(2))
    #expect(wide.problem(at: time("23:00"), moments: DayMoments(["breakfast": time("01:30")])) != nil)
  }

  @Test func whereNoMealsAreKnownNothingIsWrong() {
    #expect(FoodRule.withFood.problem(at: time("15:00"), moments: DayMoments(["wake": time("07:00")])) == nil)
  }

  @Test(arguments: [
    ("with food", FoodRule.withFood), ("Empty stomach", .emptyStomach),
    ("on an empty stomach", .emptyStomach), ("before food", nil), ("not with milk", nil),
  ])
  func onlyWordsWithAMeaningAreARule(text: String, rule: FoodRule?) {
    #expect(FoodRule(text) == rule)
  }

  private func avapritinib(_ times: String...) -> Entry {
    Entry(
      id: entryID("avapritinib"), person: "maria", name: "Avapritinib",
      timing: Timing(at: times.compactMap(TimeOfDay.init)),
      detail: .medication(
        Medication(
          dose: Amount("200 mg"), take: "2 tablets", food: "empty stomach", foodRule: .emptyStomach)))
  }

  private func planner(_ entry: Entry) throws -> Planner {
    let maria = Person(id: "maria", name: "Maria", zone: "Europe/Berlin", moments: FoodRuleTests.moments)
    return try Planner(
      plan: Plan(people: [maria], entries: [entry]), settings: Settings(), zones: Zones.book)
  }

  /// DOMAIN.md: "avapritinib on an empty stomach".
  @Test func avapritinibOnAnEmptyStomach() throws {
    func found(_ entry: Entry) throws -> [String] {
      try PlanRules(planner(entry), now: at("06:00")).findings().filter { $0.rule == .food }.map(\.message)
    }
    #expect(try found(avapritinib("10:00")) == [])
    // The same time of every day is one finding.
    #expect(
      try found(avapritinib("08:00", "10:00")) == [
        "at 08:00: it lies within 2 h after breakfast (07:30); the plan says empty stomach: at least 1 h before "
          + "and 2 h after a meal"
      ])
  }

  @Test func theAlertSaysFromWhenToWhenNothingIsToBeEaten() throws {
    let facts = try #require(
      try planner(avapritinib("10:00")).upcoming(of: entryID("avapritinib"), after: at("06:00"), count: 1)
        .first)
    #expect(facts.food == "empty stomach, nothing to eat from 08:00 to 11:00")
  }
}
