public import Almanac

/// A check-in raised its hand.
public struct CareFlag: Hashable, Sendable, Codable {
  /// What was met, as the plan said it: `pain >= 7 on 2 days running`.
  public var rule: String
  /// The instruction of the care team.
  public var say: String
  public var importance: Importance
  /// The person's day on which it was met.
  public var day: CivilDate
  /// The answers that met it, oldest first: `8 on 2026-12-02`.
  public var values: [String]
  /// The check-in's name, and the person's id and name.
  public var name: String
  public var person: String?
  public var personName: String?
  /// Through what it is told besides the journal.
  @OmittedWhenEmpty public var routes: [Route] = []

  public init(
    rule: String, say: String, importance: Importance, day: CivilDate, values: [String], name: String,
    person: String? = nil, personName: String? = nil, routes: [Route] = []
  ) {
    self.rule = rule
    self.say = say
    self.importance = importance
    self.day = day
    self.values = values
    self.name = name
    self.person = person
    self.personName = personName
    self.routes = routes
  }

  /// `pain >= 7 on 2 days running for Maria (8 on 2026-12-02, 7 on 2026-12-03)`.
  public var words: String {
    rule + (personName.map { " for \($0)" } ?? "") + " (\(values.joined(separator: ", ")))"
  }
}

/// The end of a flag.
public struct FlagClosing: Hashable, Sendable, Codable {
  /// The number of the event that raised it.
  public var flag: Int64
  public var by: String
  /// What was done about it; nil for one that fell away, as the answers behind it were corrected.
  public var word: String?

  public init(flag: Int64, by: String, word: String?) {
    self.flag = flag
    self.by = by
    self.word = word
  }
}

/// A flag with what became of it.
public struct RaisedFlag: Hashable, Sendable {
  /// The number of the event that raised it: what is typed to close it.
  public var number: Int64
  public var entry: EntryID?
  public var raisedAt: Instant
  public var flag: CareFlag
  public var closing: FlagClosing?
  public var closedAt: Instant?

  public init(
    number: Int64, entry: EntryID?, raisedAt: Instant, flag: CareFlag, closing: FlagClosing? = nil,
    closedAt: Instant? = nil
  ) {
    self.number = number
    self.entry = entry
    self.raisedAt = raisedAt
    self.flag = flag
    self.closing = closing
    self.closedAt = closedAt
  }

  public var isOpen: Bool { closing == nil }

  /// The word for it in listings: `open`, `closed`, or `dropped` where the answers were corrected.
  public var state: String { closing.map { $0.word == nil ? "dropped" : "closed" } ?? "open" }

  /// The flags after these events, oldest first.
  public static func replay(_ events: [RecordedEvent]) -> [RaisedFlag] {
    let undone = RecordedEvent.undone(among: events)
    var flags: [RaisedFlag] = []
    for event in events where !undone.contains(event.number) {
      switch event.body {
      case .flagged(let flag):
        flags.append(
          RaisedFlag(number: event.number, entry: event.entry, raisedAt: event.stamp.at, flag: flag))
      case .flagClosed(let closing):
        guard let index = flags.firstIndex(where: { $0.number == closing.flag }) else { continue }
        flags[index].closing = closing
        flags[index].closedAt = event.stamp.at
      default: break
      }
    }
    return flags
  }
}
