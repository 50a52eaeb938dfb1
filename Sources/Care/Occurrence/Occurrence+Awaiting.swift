extension Occurrence {
  /// Missed, and nobody answered, reviewed or withdrew it.
  public var awaitsReview: Bool {
    state.isMissed && !state.isReviewed && state.answer == nil && state.withdrawn == nil
  }

  /// Missed, and what is told of many at once is still to name or to count it, however long ago it was: the list of
  /// what quiet hours held back, or that nobody says a word.
  public func awaitsTelling(_ household: HouseholdRecord) -> Bool {
    guard awaitsReview else { return false }
    if let heldAt = state.heldBackAt, household.listedAt.map({ heldAt > $0 }) ?? true { return true }
    guard facts.importance != .low, household.isSilenceTold != true, let since = household.waitingSince else {
      return false
    }
    return facts.missedAt >= since
  }
}
