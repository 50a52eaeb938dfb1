public import Almanac

/// What a planner keeps between two looks, so that a look costs what changed and not what there is.
///
/// It begins as a snapshot of the ledger. From then on it follows its own looks, and whoever holds it tells it what
/// others recorded. At every moment it decides what a state made anew from the ledger would decide.
public struct PlannerState: Sendable {
  /// The number of the newest event of the ledger that is in it.
  public var lastEvent: Int64
  /// That of the newest one that is in it and could not be recorded; nil where everything is recorded.
  var lastUnrecorded: Int64?
  /// The instant up to which everything was evaluated and recorded; nil on the very first start.
  public var lastProcessed: Instant?
  /// How many rows were ever written: the number of the next occurrence id.
  public var rowsWritten: Int64
  /// The newest pause of each entry.
  public private(set) var pauses: [EntryID: Pause]
  /// From when on each entry of the plan stands as it is written now.
  public private(set) var since: [EntryID: Instant]
  /// Those of them that no look has evaluated yet as they are written now.
  ///
  /// The last processed instant says nothing of these: it was reached without them.
  public private(set) var unevaluated: Set<EntryID>
  /// The number of the newest event when everything was evaluated last; nil where that is not known.
  public private(set) var evaluatedEvent: Int64?
  /// The newest loss of the record.
  public let loss: RecordLoss?
  /// What is of no single occurrence.
  public private(set) var household: HouseholdRecord
  /// False while the ledger does not have what is decided: rows let go could not be read again after a step back.
  var letsGo = true
  /// What became of numbers that events had before they were recorded: whoever was handed one may still have it so.
  public var numbers = RecordedNumbers()
  private(set) var rows = RowTable()
  /// When time alone changes the row at each position.
  private(set) var actions = InstantQueue()
  /// The nominal instants of the open rows, by position.
  private(set) var nominals = InstantQueue()
  /// When a channel is to be told of the row at each position, next.
  private(set) var tries = InstantQueue()
  /// When the plan brings the next occurrence of each entry into the horizon, by the rank of the entry.
  var horizons = InstantQueue()
  /// Entries whose rows may be out of line with the plan.
  private var unsettled: Set<EntryID> = []
  /// Entries of which some row stands for no time of the plan.
  private var straying: Set<EntryID> = []
  /// What the rows were last brought in line with; nil when every entry has to be looked at.
  private var settledWith: Settlement?

  /// What every entry depends on.
  private struct Settlement: Sendable {
    var planner: Planner.Identity
    var mayWriteRows: Bool
    var at: Instant
  }

  public init(_ snapshot: LedgerSnapshot = LedgerSnapshot()) {
    lastEvent = snapshot.lastEvent
    lastProcessed = snapshot.lastProcessed
    rowsWritten = snapshot.rowsWritten
    pauses = snapshot.pauses
    since = snapshot.since
    unevaluated = snapshot.unevaluated
    evaluatedEvent = snapshot.evaluatedEvent
    loss = snapshot.loss
    household = snapshot.household
    for occurrence in snapshot.occurrences { refresh(rows.insert(occurrence)) }
  }

  /// Every row it holds, by nominal instant.
  ///
  /// Among them are all open ones, all that a channel or a digest is still to tell of, and all since `Planner.lookBack`
  /// before the last processed instant.
  public var occurrences: [Occurrence] {
    rows.positions.map { rows[$0] }.sorted(by: Occurrence.isEarlier)
  }

  public func occurrence(_ id: OccurrenceID) -> Occurrence? { rows.position(of: id).map { rows[$0] } }

  /// The open ones whose nominal time has come and which are not missed yet, oldest first.
  func due(at now: Instant) -> [Occurrence] {
    nominals.items(through: now).map { rows[$0] }.filter { $0.phase(at: now) != .missed }
      .sorted(by: Occurrence.isEarlier)
  }

  /// The first open one whose nominal time is to come.
  func nextNominal(after now: Instant) -> Occurrence? {
    nominals.first(after: now).map { rows[$0.item] }
  }

  // MARK: What others recorded

  /// Takes over a row as the ledger has it now.
  ///
  /// Whatever stood under its id, or for its time, gives way; what the plan says of that is looked at again.
  public mutating func take(_ occurrence: Occurrence) {
    forget(occurrence.id)
    if let position = rows.position(of: occurrence.facts.key) { remove(position) }
    refresh(rows.insert(occurrence))
    unsettled.insert(occurrence.facts.key.entry)
  }

  /// Forgets a row that the ledger has no longer.
  public mutating func forget(_ id: OccurrenceID) {
    guard let position = rows.position(of: id) else { return }
    unsettled.insert(rows[position].facts.key.entry)
    remove(position)
  }

  public mutating func setPause(_ pause: Pause?, of entry: EntryID) {
    guard pauses[entry] != pause else { return }
    pauses[entry] = pause
    // What is derived from an entry rests with it.
    for id in Array(rows.entries) where id.written == entry {
      for position in rows.positions(of: id) { refresh(position) }
    }
  }

  /// Takes over what is of no single occurrence; where orders changed, every entry is looked at again.
  public mutating func setHousehold(_ new: HouseholdRecord) {
    let isOrdered = new.orders != household.orders
    household = new
    guard isOrdered else { return }
    for position in Array(rows.positions) { refresh(position) }
    settledWith = nil
  }

  /// Takes over from when on each entry stands as it is written.
  public mutating func setSince(_ new: [EntryID: Instant]) {
    guard new != since else { return }
    since = new
    settledWith = nil
  }

  /// Takes over which entries nobody has looked at yet as they are written now.
  public mutating func setUnevaluated(_ new: Set<EntryID>) {
    if !new.isSubset(of: unevaluated) { settledWith = nil }
    unevaluated = new
  }

  // MARK: While looking

  /// Every entry was evaluated as the plan has it.
  mutating func noteEvaluated() {
    unevaluated = []
    evaluatedEvent = lastEvent
  }

  /// The number of the event that is folded in next.
  var nextNumber: Int64 { (lastUnrecorded ?? lastEvent) + 1 }

  /// Events of these rows, and of the household, have other numbers.
  mutating func renumber(of ids: Set<OccurrenceID>, _ number: (Int64) -> Int64) {
    household.renumber(number)
    evaluatedEvent = evaluatedEvent.map { min($0, lastEvent) }
    for id in ids {
      if let position = rows.position(of: id) { rows.renumber(at: position, number) }
    }
  }

  func occurrence(_ key: OccurrenceKey) -> Occurrence? { rows.position(of: key).map { rows[$0] } }

  /// Of the entry, by nominal instant.
  func occurrences(of entry: EntryID) -> [Occurrence] {
    rows.positions(of: entry).map { rows[$0] }.sorted(by: Occurrence.isEarlier)
  }

  /// Folds in an event that a look decided, or that is tendd's own; not an undo.
  public mutating func fold(_ event: RecordedEvent) {
    if RecordedNumbers.isOfMemory(event.number) {
      lastUnrecorded = event.number
    } else {
      lastEvent = event.number
    }
    if HouseholdRecord.kinds.contains(event.body.kind) {
      var new = household
      new.apply(event)
      setHousehold(new)
    }
    if case .renamed(let renaming) = event.body { rename(renaming) }
    guard let id = event.occurrence else { return }
    if let position = rows.position(of: id) {
      rows.apply(event, at: position)
      refresh(position)
      let entry = rows[position].facts.key.entry
      if isUnsettling(event.body, of: entry) { unsettled.insert(entry) }
    } else if case .scheduled(let facts) = event.body {
      refresh(rows.insert(Occurrence(id: id, facts)))
    }
  }

  /// Whether the plan is to be looked at again after an event.
  ///
  /// What a channel said, and whom it was said to, changes nothing that it looks at. Which rows were told or missed
  /// decides only for what time of the day a row stands that the plan has no time for.
  private func isUnsettling(_ body: EventBody, of entry: EntryID) -> Bool {
    switch body {
    case .delivery, .escalated: false
    case .told, .suppressed, .missed: straying.contains(entry)
    default: true
    }
  }

  /// Whether some row of the entry stands for no time of the plan, as it was found while settling it.
  mutating func setStraying(_ isStraying: Bool, _ entry: EntryID) {
    if isStraying { straying.insert(entry) } else { straying.remove(entry) }
  }

  /// Whether the row of this key is known to say what the plan says.
  func isInLine(_ key: OccurrenceKey) -> Bool { rows.position(of: key).map { rows.isInLine($0) } ?? false }

  mutating func setInLine(_ key: OccurrenceKey) {
    if let position = rows.position(of: key) { rows.setInLine(true, position) }
  }

  /// The entries to bring in line with the plan: those of the plan in its order, then those it has no more.
  mutating func takeUnsettled(for planner: Planner, mayWriteRows: Bool, now: Instant) -> [EntryID] {
    let isSettled =
      settledWith.map {
        $0.planner === planner.identity && $0.mayWriteRows == mayWriteRows && $0.at <= now
      } ?? false
    if !isSettled {
      horizons = InstantQueue()
      for position in rows.positions { rows.setInLine(false, position) }
      unsettled = Set(rows.entries).union(planner.order)
    }
    settledWith = Settlement(planner: planner.identity, mayWriteRows: mayWriteRows, at: now)
    var ranks = Set(horizons.items(through: now))
    var strange: [EntryID] = []
    for entry in unsettled {
      for follower in planner.followers[entry] ?? [] {
        ranks.formUnion(planner.ranks[follower].map { [$0] } ?? [])
      }
      if let rank = planner.ranks[entry] { ranks.insert(rank) } else { strange.append(entry) }
    }
    return ranks.sorted().map { planner.order[$0] } + strange.sorted()
  }

  /// The rows of the entry are in line, and closed ones that nobody asks about any more are let go.
  mutating func settle(_ entry: EntryID, now: Instant) {
    unsettled.remove(entry)
    guard letsGo else { return }
    let past = min(lastProcessed ?? now, now) - Planner.lookBack.seconds
    for position in rows.positions(of: entry) {
      let row = rows[position]
      guard !row.state.isOpen, row.state.owed.isEmpty, row.facts.instant < past else { continue }
      if !row.awaitsTelling(household) { remove(position) }
    }
  }

  private mutating func remove(_ position: Int) {
    rows.remove(position)
    actions[position] = nil
    nominals[position] = nil
    tries[position] = nil
  }

  private mutating func refresh(_ position: Int) {
    let row = rows[position]
    actions[position] = nextAction(of: row)
    nominals[position] = row.state.isOpen ? row.facts.instant : nil
    tries[position] = row.state.owed.map(\.due).min()
  }
}

extension Occurrence {
  /// The order in which rows are listed and told.
  static func isEarlier(_ a: Occurrence, _ b: Occurrence) -> Bool {
    let (first, second) = (a.facts.instant, b.facts.instant)
    return first != second ? first < second : a.id.text < b.id.text
  }
}
