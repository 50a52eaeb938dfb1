import Almanac

extension PlannerWork {
  /// Up to where everything of an entry was decided: what is later gets a row, however late that is.
  ///
  /// An entry that is new or changed does not reach back before it was written so. Every other one was evaluated up to
  /// the last processed instant, and where the clock stepped back behind that, has the rows of everything until then.
  ///
  /// But the last processed instant says nothing of an entry that no look has seen as it is written now. It lies after
  /// the change where the clock stepped back in between, and where the change came to be known late: because the plan
  /// did not read, or something else was looked at in the very second.
  func evaluated(_ entry: EntryID) -> Instant {
    let last = min(state.lastProcessed ?? now, now)
    guard let written = state.since[entry].map({ min($0, now) }) else { return now }
    guard written < last, state.unevaluated.contains(entry) else { return max(written, last) }
    let reach = last - Planner.rewriteReach.seconds
    if written > reach { return written }
    // A file that came from elsewhere as a whole may be of any age, and says nothing.
    return isSteppedBack ? reach : last
  }

  private var isSteppedBack: Bool { state.lastProcessed.map { now < $0 } ?? false }
}

extension Planner {
  /// How long before the last processed instant an entry that nobody had looked at yet may have been written.
  ///
  /// The rows of whole days before that are still at hand; see `lookBack`.
  static let rewriteReach = TimeSpan.days(2)
}
