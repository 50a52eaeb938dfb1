import Testing

@testable import TendCommands

struct TraceTests {
  @Test func theTraceNamesEveryPhaseInOrder() throws {
    let world = try CommandWorld(plan: SamplePlan.midostaurin)
    world.environment["TEND_TRACE"] = "phases"
    let ran = try world.tend("agenda", "2d")
    let lines = ran.problems.split(separator: "\n").map { $0.split(separator: " ") }.filter {
      $0[0] == "trace:"
    }
    // The loader is over before there is a world to run in.
    #expect(lines.map { String($0[1]) } == PhaseTrace.Phase.allCases.dropFirst().map(\.rawValue))
    let times = lines.compactMap { Double($0[2]) }
    #expect(times.count == 5)
    #expect(times == times.sorted())
    world.environment["TEND_TRACE"] = nil
    #expect(try world.tend("agenda", "2d").output == ran.output)
  }
}
