public import Almanac

/// One telling in place of many: what was held back, or came due while Tend was away.
public struct Digest: Hashable, Sendable, Codable {
  /// The most that are named one by one.
  public static let mostItems = 12

  public enum Cause: String, CaseIterable, Hashable, Sendable, Codable {
    case quietHours = "quiet-hours"
    case catchUp = "catch-up"
  }

  /// One occurrence, with what is needed to name it whatever the plan says by then.
  public struct Item: Hashable, Sendable, Codable {
    public var id: OccurrenceID
    public var name: String
    public var amount: String?
    public var personName: String?
    public var instant: Instant
    public var isMissed: Bool

    public init(_ occurrence: Occurrence) {
      let facts = occurrence.facts
      id = occurrence.id
      name = facts.name
      amount = facts.amount
      personName = facts.personName
      instant = facts.instant
      isMissed = occurrence.state.isMissed
    }
  }

  public var cause: Cause
  /// Those that can still be answered in time, and those that were missed; named or not.
  public var open: Int
  public var missed: Int
  /// The most important first, then the newest.
  public var items: [Item]
  @OmittedWhenEmpty public var routes: [Route] = []

  public init(cause: Cause, open: Int, missed: Int, items: [Item], routes: [Route] = []) {
    self.cause = cause
    self.open = open
    self.missed = missed
    self.items = items
    self.routes = routes
  }

  init(_ cause: Cause, _ occurrences: [Occurrence]) {
    let sorted = occurrences.sorted { a, b in
      a.facts.importance != b.facts.importance
        ? a.facts.importance > b.facts.importance : Occurrence.isEarlier(b, a)
    }
    var routes: [Route] = []
    for channel in sorted.flatMap(\.facts.channels) where !routes.contains(Route(channel)) {
      routes.append(Route(channel))
    }
    let missed = sorted.count { $0.state.isMissed }
    self.init(
      cause: cause, open: sorted.count - missed, missed: missed,
      items: sorted.prefix(Digest.mostItems).map(Item.init), routes: routes)
  }
}

/// Nobody answered anything for long, while something waits.
public struct Silence: Hashable, Sendable, Codable {
  /// From when on something waited that nobody answered.
  public var since: Instant
  /// How much waits; 0 where nothing does any more, and then nobody is told.
  public var waiting: Int
  public var contact: String?
  @OmittedWhenEmpty public var routes: [Route] = []

  public init(since: Instant, waiting: Int, contact: String? = nil, routes: [Route] = []) {
    self.since = since
    self.waiting = waiting
    self.contact = contact
    self.routes = routes
  }
}
