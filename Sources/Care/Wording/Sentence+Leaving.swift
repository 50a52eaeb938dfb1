import Almanac

/// When to set out for an appointment.
extension Sentence {
  /// Its time has come, and the appointment's has not.
  func isTimeToLeave(_ facts: OccurrenceFacts) -> Bool {
    facts.leaveAt.map { $0 <= now && now < facts.instant } ?? false
  }

  /// `Leave now`; where that is told late, `Leave now (you were to leave at 08:55)`.
  func toLeave(_ facts: OccurrenceFacts) -> String {
    guard let leaveAt = facts.leaveAt, now - leaveAt > Occurrence.punctuality.seconds else {
      return "Leave now"
    }
    return "Leave now (you were to leave at \(time(leaveAt)))"
  }

  /// `Leave at 08:55`, before that time; a later word of the same appointment does not repeat it.
  func leaving(_ facts: OccurrenceFacts) -> [String] {
    guard let leaveAt = facts.leaveAt, now < leaveAt else { return [] }
    return ["Leave at \(time(leaveAt))"]
  }
}
