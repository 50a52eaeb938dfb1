public import Almanac

/// What the care team ordered and where people are, as the events say it: their fold.
public struct CareOrders: Hashable, Sendable, Codable {
  /// The newest hold of each entry; one that was released stays, ended then: what fell into it before is still held.
  public private(set) var holds: [EntryID: Hold] = [:]
  /// The newest stay in hospital of each person.
  public private(set) var stays: [String: Stay] = [:]
  /// The newest change of each entry.
  public private(set) var changes: [EntryID: ChangeOrder] = [:]

  /// The kinds of event that can change it.
  public static let kinds: Set<EventKind> = [.held, .released, .admitted, .discharged, .edited]

  public init() {}

  /// The fold of all events of these kinds, oldest first, leaving out those a later event undid.
  public static func replay(_ events: [RecordedEvent]) -> CareOrders {
    let undone = RecordedEvent.undone(among: events)
    var orders = CareOrders()
    for event in events where !undone.contains(event.number) { orders.apply(event) }
    return orders
  }

  /// Folds one event in; for `undone`, use `replay`.
  mutating func apply(_ event: RecordedEvent) {
    switch (event.body, event.entry) {
    case (.held(let hold), let entry?): holds[entry] = hold
    case (.released, let entry?): end(holdOf: entry, at: event.stamp.at)
    case (.edited(let edit), let entry?):
      if let order = edit.order { changes[entry] = order }
    case (.admitted(let stay), _): stays[stay.person] = stay
    case (.discharged(let discharge), _):
      for entry in discharge.entries { stays[discharge.person]?.settled[entry] = event.stamp.at }
      if discharge.isOver { stays[discharge.person]?.until = event.stamp.at }
    default: break
    }
  }

  /// What was ordered for an entry is of its new id.
  mutating func rename(_ renaming: Renaming) {
    func renamed<Value>(_ values: [EntryID: Value]) -> [EntryID: Value] {
      Dictionary(values.map { (renaming.renamed($0), $1) }) { first, _ in first }
    }
    (holds, changes) = (renamed(holds), renamed(changes))
    stays = stays.mapValues { stay in
      var stay = stay
      stay.settled = renamed(stay.settled)
      return stay
    }
  }

  private mutating func end(holdOf entry: EntryID, at instant: Instant) {
    guard var hold = holds[entry] else { return }
    hold.until = hold.until.map { min($0, instant) } ?? instant
    holds[entry] = instant > hold.from ? hold : nil
  }

  /// The hold of an entry, or of what it is derived from, at an instant.
  public func hold(of entry: EntryID, at instant: Instant) -> Hold? {
    holds.isEmpty ? nil : holds[entry.written].flatMap { $0.covers(instant) ? $0 : nil }
  }

  /// The stay that keeps an entry at home silent, with what is derived from it; appointments, and steps towards them,
  /// go on.
  ///
  /// - Parameter kind: Of a step, that of the entry it is derived from.
  public func stay(over entry: EntryID, _ kind: EntryKind, of person: String?, at instant: Instant) -> Stay? {
    guard let person, [.medication, .activity, .checkIn].contains(kind), let stay = stays[person],
      stay.covers(entry, instant)
    else { return nil }
    return stay
  }

  /// Whether the care team, or a stay in hospital, keeps an occurrence silent.
  public func isHeld(_ entry: EntryID, _ kind: EntryKind, of person: String?, at instant: Instant) -> Bool {
    hold(of: entry, at: instant) != nil || stay(over: entry, kind, of: person, at: instant) != nil
  }

  /// The same of a row, unless somebody took back what came of it.
  public func isHeld(_ row: Occurrence) -> Bool {
    let facts = row.facts
    return !row.state.defiesPause
      && isHeld(facts.key.entry, facts.writtenKind, of: facts.person, at: facts.instant)
  }

  /// The answer that a hold, or else a stay, gives at the nominal time.
  func answer(_ facts: OccurrenceFacts) -> Answer? {
    let (entry, instant) = (facts.key.entry, facts.instant)
    if let hold = hold(of: entry, at: instant) {
      return Answer(
        outcome: .held, happenedAt: instant, by: hold.by, reason: hold.reason)
    }
    return stay(over: entry, facts.writtenKind, of: facts.person, at: instant).map { stay in
      Answer(
        outcome: .held, happenedAt: instant, by: stay.by,
        reason: "in hospital" + (stay.reason.map { ": \($0)" } ?? ""))
    }
  }
}
