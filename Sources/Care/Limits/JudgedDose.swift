import Almanac

/// A dose that someone wants to record, held against the limits of the care team.
public struct JudgedDose: Hashable, Sendable {
  public let breaches: [Breach]
  /// Of a medicine taken as needed, before this dose.
  public let room: Room?
  private let now: Instant

  init(breaches: [Breach], room: Room? = nil, now: Instant) {
    self.breaches = breaches
    self.room = room
    self.now = now
  }

  /// The answer as it is to be recorded, with how it stands to the limits.
  ///
  /// A fact is never refused: where it breaks a limit, that is noted. An override is noted with its reason.
  public func recording(_ answer: Answer, isFact: Bool, override: String?) throws(Refusal) -> Answer {
    guard answer.happenedAt <= now else { throw .inTheFuture(answer.happenedAt) }
    guard isFact || override != nil || breaches.isEmpty else { throw .limited(breaches, room) }
    guard room != nil || !breaches.isEmpty else { return answer }
    var answer = answer
    answer.limits = LimitNote(
      breaches: breaches, override: breaches.isEmpty ? nil : override, room: room?.after(answer).note)
    return answer
  }
}
