import CareSimulation
import Testing

/// A few lives, so that a change of the engine meets them at once; `make test` lives more of them in a release build.
struct SimulationTests {
  @Test(arguments: UInt64(1)...6)
  func noReminderIsLostDoubledOrToldAfterItsAnswer(_ seed: UInt64) {
    guard let trouble = Script(seed: seed).trouble() else { return }
    Issue.record("seed \(seed): \(trouble); line by line: make simulate SEED=\(seed)")
  }

  @Test func aLifeIsTheSameEveryTime() {
    let script = Script(seed: 7)
    #expect(script.traced() == script.traced())
  }

  @Test func aLifeHasTwoHundredStepsAndTwoWeeks() {
    let script = Script(seed: 3)
    #expect(script.steps.count >= Script.leastSteps)
    #expect(script.secondsOfWaiting >= Script.leastSeconds)
  }

  /// What is left out changes nothing of what the other steps do by themselves.
  @Test func aScriptWithoutSomeStepsRuns() {
    var script = Script(seed: 11)
    script.without = Set(0..<50)
    #expect(script.trouble() == nil)
    #expect(script.kept.hasPrefix("50,51,"))
  }
}
