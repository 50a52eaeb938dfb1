import Almanac
import Testing

@testable import TendCommands

/// What a time means when someone says when it happened, at 09:00 on Thursday 3 December 2026 in Berlin.
struct MomentTests {
  @Test(arguments: [
    ("now", "2026-12-03T09:00"), ("07:50", "2026-12-03T07:50"), ("7:50", "2026-12-03T07:50"),
    ("20:30", "2026-12-02T20:30"), ("yesterday 20:00", "2026-12-02T20:00"), ("20m ago", "2026-12-03T08:40"),
    ("2026-12-01 07:50", "2026-12-01T07:50"), ("2026-12-04T07:50", "2026-12-04T07:50"),
  ])
  func aTimeIsReadBackFromNow(text: String, local: String) throws {
    try expect(text, near: nil, local)
  }

  @Test(arguments: [
    ("20:30", "2026-11-30T20:00", "2026-11-30T20:30"), ("00:10", "2026-11-30T22:30", "2026-12-01T00:10"),
    ("23:50", "2026-12-01T00:30", "2026-11-30T23:50"), ("10:00", "2026-12-03T08:00", "2026-12-02T10:00"),
    ("08:50", "2026-12-03T20:00", "2026-12-03T08:50"), ("07:50", "2026-12-04T08:00", "2026-12-03T07:50"),
  ])
  func aBareTimeOfANamedDoseIsTheNearestThatIsNotToCome(text: String, nominal: String, local: String) throws {
    try expect(text, near: nominal, local)
  }

  @Test(arguments: ["", "noon", "25:00", "8", "20m", "ago", "-5m ago", "tomorrow 08:00", "2026-02-30 08:00"])
  func whatIsNoTimeIsRefused(text: String) {
    #expect(MomentArgument(text) == nil)
  }

  private func expect(_ text: String, near nominal: String?, _ local: String) throws {
    let world = try CommandWorld(at: "09:00")
    let moment = try #require(MomentArgument(text), "\(text)")
    let near = try nominal.map { try world.instant($0) }
    let past = moment.past(in: world.zone, near: near, now: world.now)
    #expect(world.zone.local(at: past).description == local)
  }
}
