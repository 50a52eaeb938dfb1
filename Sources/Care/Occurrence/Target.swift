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
  case tooEarly(Occurrence)
  /// Nothing is open or near; missed ones can still be named by their own ids.
  case none(missed: [Occurrence])

  /// Chooses the only open occurrence, else the next one when `now` is inside its early window.
  public static func of(_ entry: EntryID, among occurrences: [Occurrence], now: Instant) -> Choice {
    let own = occurrences.filter { $0.facts.key.entry == entry }.sorted {
      $0.facts.instant < $1.facts.instant
    }
    let open = own.filter { $0.state.isOpen && $0.facts.instant <= now }
    if let only = open.first, open.count == 1 { return .one(only) }
    if !open.isEmpty { return .several(open) }
    if let next = own.first(where: { $0.state.isOpen }) {
      return next.facts.earlyFrom <= now ? .one(next) : .tooEarly(next)
    }
    return .none(missed: missed(of: entry, among: own, now: now))
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
