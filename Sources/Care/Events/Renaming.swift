import Almanac

/// An entry got another id, and its history goes along.
///
/// What was recorded before under the old id is of the new one from then on; what is recorded later under the old id is
/// of whatever entry has that id then.
public struct Renaming: Hashable, Sendable, Codable {
  public var from: EntryID
  public var to: EntryID

  public init(from: EntryID, to: EntryID) {
    self.from = from
    self.to = to
  }

  /// What takes it back.
  public var reversed: Renaming { Renaming(from: to, to: from) }

  /// The id that this one became: another one for the entry and for what is derived from it, else the same.
  public func renamed(_ id: EntryID) -> EntryID {
    guard id.written == from else { return id }
    guard let step = id.step else { return to }
    return EntryID(to, step: step) ?? id
  }
}

/// Every renaming there was, with the number of its event, oldest first.
public struct Renamings: Hashable, Sendable {
  private var all: [(number: Int64, renaming: Renaming)]

  public init(_ events: [RecordedEvent] = []) {
    all = events.compactMap { event -> (number: Int64, renaming: Renaming)? in
      if case .renamed(let renaming) = event.body { (event.number, renaming) } else { nil }
    }
  }

  public var isEmpty: Bool { all.isEmpty }

  /// With those that are remembered and not recorded yet: they are newer.
  func followed(by events: [RecordedEvent]) -> Renamings {
    var both = self
    both.all += Renamings(events).all
    return both
  }

  func touches(_ id: EntryID) -> Bool { last(touching: id) != nil }

  /// The id now of what an event of this number called so.
  public func present(_ id: EntryID, recordedAs number: Int64) -> EntryID {
    all.reduce(id) { id, next in next.number > number ? next.renaming.renamed(id) : id }
  }

  /// This id, and every other one under which something of it may have been recorded.
  public func names(of id: EntryID) -> Set<EntryID> {
    var names: Set<EntryID> = [id]
    for (_, renaming) in all.reversed() {
      for name in names where name.written == renaming.to {
        names.insert(renaming.reversed.renamed(name))
      }
    }
    return names
  }

  /// The newest one that gave or took an id.
  private func last(touching id: EntryID) -> Renaming? {
    all.last { $0.renaming.from == id || $0.renaming.to == id }?.renaming
  }

  /// What a plan makes of ids: each entry that says what it was called takes that history along, if it has none of its
  /// own; and where an edit was taken back, the entry takes back the history that had gone to its other id.
  ///
  /// - Parameter hasHistory: Whether anything was recorded that is of this id still.
  public func new(in plan: Plan, hasHistory: (EntryID) throws -> Bool) rethrows -> [Renaming] {
    try plan.entries.compactMap { entry in
      if let former = entry.renamedFrom, plan.entry(former) == nil,
        try hasHistory(former), try !hasHistory(entry.id)
      {
        return Renaming(from: former, to: entry.id)
      }
      guard let newest = last(touching: entry.id), newest.from == entry.id, plan.entry(newest.to) == nil,
        try hasHistory(newest.to), try !hasHistory(entry.id)
      else { return nil }
      return newest.reversed
    }
  }

  /// An event with the ids of now that was decided when the numbered one was the newest.
  func applied(to event: NewEvent, decidedAfter number: Int64) -> NewEvent {
    // It gives the ids itself.
    guard !isEmpty, event.body.kind != .renamed else { return event }
    let present = applied(
      to: RecordedEvent(
        number: number, stamp: EventStamp(at: Instant(0), bootID: "", sinceBoot: 0),
        origin: EventOrigin(actor: "", channel: ""), occurrence: event.occurrence, entry: event.entry,
        body: event.body))
    return NewEvent(occurrence: event.occurrence, entry: present.entry, present.body)
  }

  /// The event with the ids of now.
  public func applied(to event: RecordedEvent) -> RecordedEvent {
    guard all.last.map({ $0.number > event.number }) ?? false else { return event }
    func present(_ id: EntryID) -> EntryID { self.present(id, recordedAs: event.number) }
    var event = event
    event.entry = event.entry.map(present)
    switch event.body {
    case .scheduled(var facts):
      facts.key.entry = present(facts.key.entry)
      event.body = .scheduled(facts)
    case .rescheduled(var facts):
      facts.key.entry = present(facts.key.entry)
      event.body = .rescheduled(facts)
    case .asked(var question):
      question.entry = question.entry.map(present)
      event.body = .asked(question)
    case .discharged(var discharge):
      discharge.entries = discharge.entries.map(present)
      event.body = .discharged(discharge)
    case .planAccepted(var acceptance):
      acceptance.changed = acceptance.changed.map(present)
      event.body = .planAccepted(acceptance)
    default: break
    }
    return event
  }

  public static func == (a: Renamings, b: Renamings) -> Bool {
    a.all.elementsEqual(b.all) { $0 == $1 }
  }

  public func hash(into hasher: inout Hasher) {
    for (number, renaming) in all {
      hasher.combine(number)
      hasher.combine(renaming)
    }
  }
}

extension Occurrence {
  /// The same row under the id that its entry has now.
  public func renamed(_ renaming: Renaming) -> Occurrence {
    var facts = facts
    facts.key.entry = renaming.renamed(facts.key.entry)
    return Occurrence(id: id, facts: facts, state: state)
  }
}

extension EntryID {
  /// The word of what is derived from an entry; nil for an id that the plan has written down.
  public var step: String? {
    parent.map { String(text.dropFirst($0.text.count + 1)) }
  }
}
