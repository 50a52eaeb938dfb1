public import Almanac

/// What is left of an as-needed medicine at one moment.
public struct Room: Hashable, Sendable {
  public let limits: AsNeeded
  public let now: Instant
  /// The newest dose of which more is known than its time.
  public let last: Intake?
  /// What must be known before anyone goes by it: doses may have been recorded that are lost.
  public let caution: Caution?
  /// When doses were really taken, newest first.
  private var taken: [Instant]

  /// - Parameter loss: The newest loss of the record; one that the limits do not reach back to casts no doubt.
  public init(_ limits: AsNeeded, intakes: [Intake], loss: RecordLoss? = nil, now: Instant) {
    self.limits = limits
    self.now = now
    last = intakes.max { $0.at < $1.at }
    caution = loss.flatMap { $0.until > now - limits.reach ? .recordLost : nil }
    taken = intakes.map(\.at).sorted(by: >)
  }

  /// What is left once this answer is recorded too.
  func after(_ answer: Answer) -> Room {
    guard answer.outcome.isIntake else { return self }
    var room = self
    room.taken = (taken + [answer.happenedAt]).sorted(by: >)
    return room
  }

  /// Doses in the 24 hours before now.
  public var used: Int { taken.count { $0 > now - AsNeeded.day } }

  /// Doses left in the 24 hours before now; nil where there is no maximum.
  public var left: Int? { limits.maxPer24h.map { max(0, $0 - used) } }

  /// When the limits allow the next dose; nil when they do now.
  public var nextAllowed: Instant? {
    let ends = [
      taken.first.flatMap { newest in limits.minInterval.map { newest + $0.seconds } },
      limits.maxPer24h.flatMap { limits.freed(taken, $0) },
    ]
    return ends.compactMap(\.self).max().flatMap { $0 > now ? $0 : nil }
  }

  /// With one dose left: when there is room for another one after it; nil with none or more left.
  public var freesUp: Instant? {
    guard left == 1, used > 0 else { return nil }
    return taken[used - 1] + AsNeeded.day
  }

  /// As an answer keeps it.
  public var note: RoomNote {
    RoomNote(
      used: used, maxPer24h: limits.maxPer24h, nextAllowed: nextAllowed, freesUp: freesUp, caution: caution)
  }
}
