import Almanac
import Care
import Testing

/// What a change of plan moves.
struct PlanMovesTests {
  private func planner(_ entries: Entry..., breakfast: String = "07:30") throws -> Planner {
    var plan = Plan(people: [Sample.maria], entries: entries)
    plan.people[0].moments.times["breakfast"] = time(breakfast)
    return try Planner(plan: plan, settings: Settings(), zones: Zones.book)
  }

  private func lines(_ old: Planner, _ new: Planner) -> [String] {
    PlanMoves(old: old, new: new, now: at("06:00")).lines(in: Zones.berlin, now: at("06:00"))
  }

  @Test func breakfastMovesWhatHangsOnItAndNothingElse() throws {
    let (a, b) = (Sample.medication("a", Sample.timing("breakfast")), Sample.medication("b"))
    #expect(
      try lines(planner(a, b), planner(a, b, breakfast: "08:30")) == ["a: next is now 08:30 (was 07:30)"])
    #expect(try lines(planner(a, b), planner(b, a)).isEmpty)
  }

  @Test func whatFallsSilentHasNothingToComeAndWhatIsNewIsNoMove() throws {
    #expect(
      try lines(planner(Sample.yoga(.approved)), planner(Sample.yoga(.withdrawn), Sample.checkIn())) == [
        "yoga: next is now nothing to come (was 17:30)"
      ])
  }
}
