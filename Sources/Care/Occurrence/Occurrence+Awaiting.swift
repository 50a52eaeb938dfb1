extension Occurrence {
  /// Missed, and nobody answered, reviewed or withdrew it.
  public var awaitsReview: Bool {
    state.isMissed && !state.isReviewed && state.answer == nil && state.withdrawn == nil
  }

  /// Quiet hours held it back, and what they did was not listed since.
  ///
  /// By the order of the record: the clock may have stepped back in between.
  func isHeldBack(in household: HouseholdRecord) -> Bool {
    guard let heldAt = state.heldBackAt else { return false }
    if let held = state.heldBackBy, let listed = household.listedBy { return held > listed }
    return household.listedAt.map { heldAt > $0 } ?? true
  }

  /// Missed, and what is told of many at once is still to name or to count it, however long ago it was: the list of
  /// what quiet hours held back, or that nobody says a word.
  public func awaitsTelling(_ household: HouseholdRecord) -> Bool {
    guard awaitsReview else { return false }
    if isHeldBack(in: household) { return true }
    guard facts.importance != .low, household.isSilenceTold != true, let since = household.waitingSince else {
      return false
    }
    return facts.missedAt >= since
  }
}
