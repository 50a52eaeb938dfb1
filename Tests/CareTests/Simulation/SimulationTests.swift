import Foundation
import Testing

/// Hundreds of lives of a family, each from a seed.
///
/// `SIMULATE_SEEDS=5000` runs more, `SIMULATE_FROM=17` starts there.
struct SimulationTests {
  private static func number(_ name: String) -> UInt64? {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
  }

  /// The first seed of each batch; batches run side by side.
  private static let batches: [UInt64] = {
    let first = number("SIMULATE_FROM") ?? 1
    return Array(stride(from: first, to: first + (number("SIMULATE_SEEDS") ?? 20), by: 5))
  }()

  @Test(arguments: batches)
  func noReminderIsLostDoubledOrToldAfterItsAnswer(_ first: UInt64) throws {
    for seed in first..<first + 5 {
      var simulator = try Simulator(seed: seed)
      try simulator.run(events: 200)
    }
  }
}
