@testable import TendCommands

/// A clock on which a second passes with every look, and somebody who stops after so many.
final class StandInStage: SessionScreen.Stage {
  private var passed: Int64 = 0
  private let stopAfter: Int64?
  private(set) var shown = ""

  init(stopAfter: Int64?) { self.stopAfter = stopAfter }

  func seconds() -> Int64 { passed }

  func waits() -> Bool {
    if let stopAfter, passed >= stopAfter { return true }
    passed += 1
    return false
  }

  func show(_ text: String) { shown += text }
}
