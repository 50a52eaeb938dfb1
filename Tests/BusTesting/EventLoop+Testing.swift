public import Systemd
public import Testing

extension EventLoop {
  /// Turns until the condition holds, or for ten seconds, which is a failure.
  public func turn(
    until condition: () -> Bool, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let limit = ContinuousClock.now + .seconds(10)
    while !condition() {
      if ContinuousClock.now > limit {
        Issue.record("nothing happened", sourceLocation: sourceLocation)
        return
      }
      _ = try turn(waitingAtMost: .seconds(1))
    }
  }

  /// Handles all that is there to handle now; a loop that never comes to rest is a failure.
  public func drain(sourceLocation: SourceLocation = #_sourceLocation) throws {
    for _ in 0..<100_000 {
      guard try turn() else { return }
    }
    Issue.record("the loop does not come to rest", sourceLocation: sourceLocation)
  }
}
