public import Almanac

/// Why an answer or a snooze was not recorded.
public enum Refusal: Error, Hashable, Sendable {
  /// The first answer wins; the second is told who and when.
  case alreadyAnswered(Answer, recordedAt: Instant?)
  case withdrawn(Withdrawal)
  case inTheFuture(Instant)
  /// The snooze would outlast the occurrence; the latest allowed end, exclusive.
  case snoozeTooLong(latest: Instant)
  case alreadyMissed
  case nothingMissed
  /// A limit of the care team forbids the dose now.
  ///
  /// Of a medicine taken as needed also what is left of it.
  case limited([Breach], Room?)
  /// Only what was taken can have been not kept.
  case notTaken
  /// It asks questions, and *done* alone would answer none of them.
  case asks([String])
}

extension Occurrence {
  /// Records an answer, to an upcoming, open or missed occurrence alike.
  ///
  /// A fact happened whatever the plan says now, so a withdrawn occurrence takes it too.
  public func answering(_ answer: Answer, now: Instant, isFact: Bool) throws(Refusal) -> EventBody {
    if let first = state.answer { throw .alreadyAnswered(first, recordedAt: state.answeredAt) }
    if let reason = state.withdrawn, !isFact { throw .withdrawn(reason) }
    guard answer.happenedAt <= now else { throw .inTheFuture(answer.happenedAt) }
    return .answered(answer)
  }

  /// Says of a dose that was taken that it was not kept: the answer stays what it was in all but that.
  ///
  /// - Parameter lostAt: When it was lost; nil where that was not said.
  public func notKept(
    lostAt: Instant?, by: String, basis: Answer.Basis?, note: String?, now: Instant
  ) throws(Refusal) -> EventBody {
    guard var answer = state.answer, answer.outcome != .takenNotKept else {
      if let first = state.answer { throw .alreadyAnswered(first, recordedAt: state.answeredAt) }
      throw .notTaken
    }
    guard answer.outcome == .taken else { throw .notTaken }
    if let lostAt {
      guard lostAt <= now else { throw .inTheFuture(lostAt) }
      guard lostAt >= answer.happenedAt else { throw .notTaken }
    }
    answer.outcome = .takenNotKept
    answer.lostAt = lostAt
    answer.by = by
    answer.basis = basis
    answer.note = note ?? answer.note
    // What was left then is not what is left now.
    answer.limits?.room = nil
    if answer.limits == LimitNote() { answer.limits = nil }
    return .answered(answer)
  }

  /// "Ask me again at": moves the next reminder, never the nominal time.
  ///
  /// It ends at the missed-after time, which is counted from the nominal time.
  public func snoozing(until: Instant, by: String, now: Instant) throws(Refusal) -> EventBody {
    if let first = state.answer { throw .alreadyAnswered(first, recordedAt: state.answeredAt) }
    if let reason = state.withdrawn { throw .withdrawn(reason) }
    if state.isMissed || now >= facts.missedAt { throw .alreadyMissed }
    guard until < facts.missedAt else { throw .snoozeTooLong(latest: facts.missedAt) }
    return .snoozed(Snooze(until: max(until, now + 1), by: by))
  }

  /// Lets a missed occurrence stand, so that it leaves the list of what is to be reviewed.
  public func reviewing(by: String, note: String?) throws(Refusal) -> EventBody {
    if let first = state.answer { throw .alreadyAnswered(first, recordedAt: state.answeredAt) }
    guard state.isMissed, !state.isReviewed else { throw .nothingMissed }
    return .reviewed(Review(by: by, note: note))
  }
}
