public import Almanac

/// What is left of an as-needed medicine at one moment.
public struct Room: Hashable, Sendable {
  public let limits: AsNeeded
  public let now: Instant
  /// What was really taken, newest first.
  public private(set) var intakes: [Intake]
  /// What must be known before anyone goes by it: doses may have been recorded that are lost.
  public let caution: Caution?

  /// - Parameter loss: The newest loss of the record; one that the limits do not reach back to casts no doubt.
  public init(_ limits: AsNeeded, intakes: [Intake], loss: RecordLoss? = nil, now: Instant) {
    self.limits = limits
    self.now = now
    caution = loss.flatMap { $0.until > now - limits.reach ? .recordLost : nil }
    self.intakes = intakes.sorted { $0.at > $1.at }
  }

  /// What is left once this dose is recorded too.
  public func after(_ dose: Intake) -> Room {
    var room = self
    room.intakes = (intakes + [dose]).sorted { $0.at > $1.at }
    return room
  }

  public var last: Intake? { intakes.first }

  /// Doses in the 24 hours before now.
  public var used: Int { intakes.count { $0.at > now - AsNeeded.day } }

  /// Doses left in the 24 hours before now; nil where there is no maximum.
  public var left: Int? { limits.maxPer24h.map { max(0, $0 - used) } }

  /// When the limits allow the next dose; nil when they do now.
  public var nextAllowed: Instant? {
    let ends = [
      last.flatMap { last in limits.minInterval.map { last.at + $0.seconds } },
      limits.maxPer24h.flatMap { limits.freed(intakes.map(\.at), $0) },
    ]
    return ends.compactMap(\.self).max().flatMap { $0 > now ? $0 : nil }
  }

  /// With one dose left: when there is room for another one after it; nil with none or more left.
  public var freesUp: Instant? {
    guard left == 1, used > 0, intakes.count >= used else { return nil }
    return intakes[used - 1].at + AsNeeded.day
  }

  /// As an answer keeps it.
  public var note: RoomNote {
    RoomNote(
      used: used, maxPer24h: limits.maxPer24h, nextAllowed: nextAllowed, freesUp: freesUp, caution: caution)
  }
}
