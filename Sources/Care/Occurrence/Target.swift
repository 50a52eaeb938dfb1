public import Almanac

/// What a person types to name an occurrence.
public enum Target: Hashable, Sendable {
  /// `k7f`
  case occurrence(OccurrenceID)
  /// `midostaurin@2026-12-03T08:00`: any occurrence, by its nominal local time.
  case nominal(EntryID, CivilDateTime)
  /// `midostaurin`: its only open occurrence.
  case entry(EntryID)

  /// Nil when the text is none of the three forms.
  public init?(_ text: String) {
    if let id = OccurrenceID(text) {
      self = .occurrence(id)
    } else if let id = EntryID(text) {
      self = .entry(id)
    } else if let at = text.firstIndex(of: "@"), let id = EntryID(String(text[..<at])),
      let nominal = CivilDateTime(String(text[text.index(after: at)...]))
    {
      self = .nominal(id, nominal)
    } else {
      return nil
    }
  }
}

/// Which occurrence an entry id means, among those that are known.
public enum Choice: Hashable, Sendable {
  case one(Occurrence)
  /// More than one is open: never guessed, always asked.
  case several([Occurrence])
  /// None is open; the next may not be answered by entry id before its `earlyFrom`.
  ///
  /// `last` is the one answered last: to a second carer, that is the answer.
  case tooEarly(Occurrence, last: Occurrence?)
  /// It happened before the only one that could be meant may be answered; `near` are those around that time.
  case otherTime(Occurrence, near: [Occurrence])
  /// Nothing is open or near; missed ones can still be named by their own ids.
  case none(missed: [Occurrence], last: Occurrence?)

  /// Chooses the only open occurrence, else the next one when `now` is inside its early window.
  ///
  /// A time decides first: it means the one unanswered occurrence in whose window it lies, a missed one as well as an
  /// open one. A time outside every window never lands on the open one if that could not be answered yet.
  ///
  /// - Parameter happenedAt: when it happened, where that was said.
  public static func of(
    _ entry: EntryID, among occurrences: [Occurrence], happenedAt: Instant? = nil, now: Instant
  ) -> Choice {
    let own = occurrences.filter { $0.facts.key.entry == entry }.sorted {
      $0.facts.instant < $1.facts.instant
    }
    let unanswered = own.filter { $0.state.answer == nil && $0.state.withdrawn == nil }
    if let happenedAt {
      let meant = unanswered.filter { $0.isPlausible(at: happenedAt) }
      if let only = meant.first { return meant.count == 1 ? .one(only) : .several(meant) }
    }
    // Past its missed-after time it is not open, whether or not tendd was there to find it missed.
    let waiting = unanswered.filter { $0.phase(at: now) != .missed }
    let open = waiting.filter { $0.facts.instant <= now }
    guard open.count <= 1 else { return .several(open) }
    let last = own.filter { $0.state.answer != nil }.max {
      ($0.state.answerEvent ?? 0) < ($1.state.answerEvent ?? 0)
    }
    guard let candidate = open.first ?? waiting.first else {
      return .none(missed: missed(of: entry, among: own, now: now), last: last)
    }
    if open.isEmpty, candidate.facts.earlyFrom > now { return .tooEarly(candidate, last: last) }
    guard let happenedAt, happenedAt < candidate.facts.earlyFrom else { return .one(candidate) }
    return .otherTime(
      candidate, near: own.filter { $0.state.withdrawn == nil && $0.isPlausible(at: happenedAt) })
  }

  /// The entry's missed occurrences that nobody has reviewed, oldest first: what someone who is *too early* for the
  /// next one may have meant.
  public static func missed(of entry: EntryID, among occurrences: [Occurrence], now: Instant) -> [Occurrence]
  {
    let missed = occurrences.filter {
      $0.facts.key.entry == entry && $0.phase(at: now) == .missed && !$0.state.isReviewed
    }
    return missed.sorted { $0.facts.instant < $1.facts.instant }
  }
}

extension Occurrence {
  /// Whether an answer that happened then can be about this occurrence.
  fileprivate func isPlausible(at instant: Instant) -> Bool {
    facts.earlyFrom <= instant && instant <= facts.missedAt
  }
}
