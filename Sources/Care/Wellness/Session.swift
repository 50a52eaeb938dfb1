import Almanac

/// A quiet session of an activity: phases that follow each other round and round until its length is over.
///
/// Everything is asked with the time that has passed, so that a test needs no clock.
public struct Session: Hashable, Sendable {
  public struct Phase: Hashable, Sendable {
    public var name: String
    /// In seconds.
    public var lasts: Int64

    public init(_ name: String, lasts: Int64) {
      self.name = name
      self.lasts = lasts
    }
  }

  /// Empty for one that only has a length.
  public let phases: [Phase]
  /// In seconds.
  public let length: Int64

  /// Where a session stands.
  public struct Moment: Hashable, Sendable {
    /// Nil where there are no phases.
    public var phase: Phase?
    /// Seconds left of the phase, counted down to 1.
    public var phaseLeft: Int64
    /// From 1.
    public var round: Int
    /// Seconds left of the session.
    public var left: Int64
    /// 0 to 1000 of the session that has passed.
    public var permille: Int
  }

  /// - Parameter length: Nil for one round of the phases.
  public init(phases: [Phase], length: Int64?) {
    self.phases = phases.filter { $0.lasts > 0 }
    self.length = max(1, length ?? self.phases.reduce(0) { $0 + $1.lasts })
  }

  public func isOver(after seconds: Int64) -> Bool { seconds >= length }

  public func moment(after seconds: Int64) -> Moment {
    let passed = min(max(0, seconds), length)
    let left = length - passed
    let permille = Int(passed * 1000 / length)
    let round = phases.reduce(0) { $0 + $1.lasts }
    guard round > 0 else { return Moment(phase: nil, phaseLeft: 0, round: 1, left: left, permille: permille) }
    var rest = passed % round
    for phase in phases {
      if rest < phase.lasts {
        return Moment(
          phase: phase, phaseLeft: phase.lasts - rest, round: Int(passed / round) + 1, left: left,
          permille: permille)
      }
      rest -= phase.lasts
    }
    return Moment(phase: nil, phaseLeft: 0, round: 1, left: left, permille: permille)
  }
}

extension Activity {
  /// Nil for an activity that says neither how long it takes nor of what phases it is.
  public var session: Session? {
    guard lasts != nil || !phases.isEmpty else { return nil }
    return Session(phases: phases, length: lasts?.seconds)
  }
}
