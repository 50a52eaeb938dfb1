import Foundation
import Testing

@testable import TendCommands

/// Two months of the sample plan as `tend agenda` prints them, line by line.
///
/// `RECORD_SNAPSHOTS=1 swift test --filter SampleAgendaTests` writes the file anew; whoever does so reads the
/// difference. `Tests/Oracles` holds the same agenda against a plain reading of the plan.
struct SampleAgendaTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
  private static let golden = root.appending(path: "Tests/Golden/agenda-2026-11-22-60d.txt").standardized

  @Test func theAgendaOfTheSamplePlanIsAsItWasRead() throws {
    let world = try CommandWorld(at: "2026-11-22 06:00")
    try world.writePlan(
      String(contentsOf: SampleAgendaTests.root.appending(path: "Config/plan.toml"), encoding: .utf8))
    let printed = try world.tend("agenda", "2026-11-22", "60d").output
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
      try printed.write(to: SampleAgendaTests.golden, atomically: true, encoding: .utf8)
    }
    let kept = try String(contentsOf: SampleAgendaTests.golden, encoding: .utf8)
    let (now, then) = (printed.split(separator: "\n"), kept.split(separator: "\n"))
    #expect(now.count == then.count)
    let first = zip(now, then).enumerated().first { $0.element.0 != $0.element.1 }
    #expect(first == nil, "line \((first?.offset ?? 0) + 1)")
  }
}
