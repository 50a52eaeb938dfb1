import Almanac
import Care
import PlanFile
import Testing

/// `every` by the clock, `cycle` and `countdown` arrive in the plan as they are written.
struct CourseLoadingTests {
  private func timing(_ lines: String) throws -> Timing {
    let loaded = load(household + "[medication.x]\nname = \"X\"\n" + lines + "\n")
    #expect(loaded.diagnostics.map(\.description) == [])
    let plan = try #require(loaded.plan)
    #expect(throws: Never.self) {
      try Schedule(plan.entries[0].timing, moments: plan.moments(of: plan.entries[0]), zone: .utc)
    }
    return plan.entries[0].timing
  }

  @Test(arguments: ["8h", "8 hours", "480m", "480 minutes"])
  func aStepInHoursIsElapsedTime(_ every: String) throws {
    let timing = try timing(
      "at = \"wake\"\nevery = \"\(every)\"\nbetween = \"wake-22:00\"\nfrom = \"2026-11-02\"\ncount = 9")
    #expect(timing.every == nil)
    #expect(timing.elapsed == Timing.Elapsed(step: .hours(8), between: Timing.DayWindow("wake-22:00")))
    #expect(timing.count == 9)
  }

  @Test func aCycleWithAllItsKeys() throws {
    let timing = try timing(
      "at = \"10:00\"\ncycle = { day1 = \"2026-12-07\", days = 5, of = 28, cycles = 6 }\ncount = 20")
    #expect(
      timing.cycle
        == Timing.Cycle(day1: try #require(CivilDate("2026-12-07")), days: 5, of: 28, cycles: 6))
  }

  @Test func aCourseCanHaveATableOfItsOwn() throws {
    let timing = try timing(
      "at = \"10:00\"\non = [\"mon\", \"tue\"]\nfrom = \"2026-12-08\"\n[medication.x.cycle]\nday1 = \"2026-12-07\"\ndays = 7\nof = 14"
    )
    #expect(timing.cycle?.of == 14)
    #expect(timing.from == CivilDate("2026-12-08"))
  }

  @Test func aCountdownTakesOneRangeOrSeveral() throws {
    let day0 = try #require(CivilDate("2027-01-15"))
    let one = try timing("at = \"08:00\"\ncountdown = { day0 = \"2027-01-15\", days = \"-7..30\" }")
    #expect(one.countdown == Timing.Countdown(day0: day0, days: [.init(-7, 30)]))
    let several = try timing(
      "at = \"08:00\"\ncountdown = { day0 = \"2027-01-15\", days = [\"-7..-1\", \"0\", \"+28\"] }")
    #expect(several.countdown?.days == [.init(-7, -1), .init(0, 0), .init(28, 28)])
  }
}
