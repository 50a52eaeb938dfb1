import Almanac
import Care
import Testing

struct AgendaSpeedTests {
  /// Ten times the entries may cost ten times as much, not a hundred times.
  @Test func aLargeHouseholdCostsInProportion() throws {
    func elapsed(_ count: Int) throws -> Duration {
      var plan = Sample.plan()
      plan.entries = (0..<count).map { Sample.medication("entry-\($0)", Sample.timing("08:00")) }
      let planner = try Planner(plan: plan, settings: Settings(), zones: Zones.book)
      let clock = ContinuousClock()
      return clock.measure {
        let items = planner.agenda(
          after: at("00:00"), through: at("2026-12-13 00:00"), rows: [], now: at("00:00"))
        #expect(items.count == count * 10)
      }
    }
    let small = try (0..<3).map { _ in try elapsed(100) }.min() ?? .zero
    let large = try elapsed(1000)
    #expect(large < small * 40)
  }
}
