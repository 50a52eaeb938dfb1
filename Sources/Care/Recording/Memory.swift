public import Almanac

/// What tendd keeps of the ledger between two looks.
///
/// So a look reads only what others recorded since, and tendd goes on telling when the ledger cannot be written.
public struct Memory: Sendable {
  public var state = PlannerState()
  /// The number of the newest event of the ledger that was seen.
  public private(set) var newest: Int64 = 0
  /// Whether something is remembered that is not recorded.
  public private(set) var isAhead = false
  /// Whether it has to be read from the ledger as a whole.
  private var isStale = true
  private var rebuilds: Int64 = 0
  /// The entries of a plan that the ledger does not have yet, and when they were written.
  private var unrecordedSince: [EntryID: Instant] = [:]

  public init() {}

  /// Takes over what the ledger says now; what was remembered beside it is in the ledger by then.
  public mutating func follow(_ ledger: some LedgerRecord, now: Instant) throws {
    let last = try ledger.lastProcessed()
    let rebuilds = try ledger.rebuilds()
    // After a step back of the clock rows matter again that were let go.
    let isKept = !isStale && !isAhead && rebuilds == self.rebuilds && now >= last ?? now
    if try isKept && ledger.update(&state, after: newest) {
      state.lastEvent = try ledger.lastEventNumber()
      state.lastProcessed = last
      state.rowsWritten = try ledger.rowsWritten()
    } else {
      let past = min(last ?? now, now) - Planner.lookBack.seconds
      // Should reading end early, the next look begins anew.
      isStale = true
      let numbers = state.numbers
      state = PlannerState(try ledger.snapshot(windowFrom: past))
      state.numbers = numbers
      (isStale, isAhead) = (false, false)
    }
    addUnrecordedSince()
    self.rebuilds = rebuilds
    newest = state.lastEvent
  }

  /// The same where the ledger can be read and not written: whoever was answered is not asked again, and what is not
  /// recorded stays remembered, also of the rows that others wrote to.
  public mutating func followUnrecorded(
    _ ledger: some LedgerRecord, _ backlog: inout Backlog, now: Instant
  ) throws {
    guard isAhead else { return try follow(ledger, now: now) }
    let last = try ledger.lastEventNumber()
    guard last != newest else { return }
    // A copy: should reading end early, nothing is half taken over.
    var followed = state
    let renamings = try ledger.renamings().followed(by: backlog.renamings)
    // What was recorded of the backlog, before the ledger could not be written again, is in the state already.
    let isOwn = backlog.base > newest
    let isUpdated = try !isOwn && ledger.update(&followed, after: newest)
    for id in backlog.occurrences {
      guard !isUpdated || followed.occurrence(id) != state.occurrence(id) else { continue }
      if try ledger.events(of: id).takesBackAnAnswer(after: newest) { backlog.reopen(id) }
    }
    if isUpdated {
      for case .renamed(let renaming) in backlog.renamings.map(\.body) { followed.rename(renaming) }
      for id in backlog.occurrences {
        guard let row = followed.occurrence(id), row != state.occurrence(id) else { continue }
        followed.take(backlog.added(to: row, renamings))
      }
    } else {
      followed = try whole(ledger, backlog, renamings, now: now)
    }
    followed.lastEvent = last
    followed.rowsWritten = max(state.rowsWritten, try ledger.rowsWritten())
    state = followed
    newest = last
  }

  /// What the ledger says now, with what is remembered beside it.
  private func whole(
    _ ledger: some LedgerRecord, _ backlog: Backlog, _ renamings: Renamings, now: Instant
  ) throws -> PlannerState {
    let past = min(try ledger.lastProcessed() ?? now, now) - Planner.lookBack.seconds
    var whole = PlannerState(try ledger.snapshot(windowFrom: past))
    (whole.numbers, whole.letsGo, whole.lastProcessed) = (state.numbers, false, state.lastProcessed)
    backlog.add(to: &whole, renamings)
    // Of entries that came while nothing could be recorded.
    let new = state.since.filter { whole.since[$0.key] == nil && !renamings.touches($0.key.written) }
    whole.setSince(whole.since.merging(new) { known, _ in known })
    return whole
  }

  /// What a plan that could not be recorded makes of ids, as when it is accepted.
  ///
  /// - Parameters:
  ///   - recorded: The renamings of the ledger, as far as it can be read.
  ///   - hasHistory: Whether it has anything that is of an id.
  public func renamings(
    in plan: Plan, _ backlog: Backlog, recorded: Renamings, hasHistory: (EntryID) -> Bool
  ) -> [Renaming] {
    let own = Renamings().followed(by: backlog.renamings)
    return recorded.followed(by: backlog.renamings).new(in: plan) { id in
      state.knows(id) || (!own.touches(id) && hasHistory(id))
    }
  }

  /// After a look that was recorded.
  public mutating func keep(lastEvent: Int64, lastProcessed: Instant?) {
    newest = lastEvent
    // Numbers are given one after the other, and nobody else writes meanwhile.
    if state.lastEvent != lastEvent { isStale = true }
    state.lastProcessed = lastProcessed
  }

  /// An event of tendd's own that is of no occurrence was recorded, directly after `follow`.
  public mutating func noteOwn(_ number: Int64) {
    newest = number
    state.lastEvent = number
  }

  /// After a look that was not.
  public mutating func remember(now: Instant) {
    isAhead = true
    state.letsGo = false
    state.lastProcessed = now
  }

  /// Whatever is decided next is not recorded, and numbered after what waits already.
  public mutating func goOn(after backlog: Backlog) { state.lastUnrecorded = backlog.lastNumber }

  /// A look was decided for the ledger and then not recorded: its events, and the reports before them, have numbers of
  /// memory.
  ///
  /// - Returns: The look with these numbers.
  public mutating func goOn(_ look: Look, _ reports: [NewEvent], after backlog: Backlog) -> Look {
    let events = reports + look.events
    let (seen, waiting) = (newest, backlog.lastNumber)
    func number(_ number: Int64) -> Int64 {
      number > seen && number <= seen + Int64(events.count) ? number - seen + waiting : number
    }
    (state.lastEvent, state.lastUnrecorded) = (seen, waiting + Int64(events.count))
    state.renumber(of: Set(events.compactMap(\.occurrence)), number)
    var look = look
    for index in look.sends.indices { look.sends[index].message = number(look.sends[index].message) }
    return look
  }

  /// Folds in events that could not be recorded.
  public mutating func note(_ events: [NewEvent], _ origin: EventOrigin, _ stamp: EventStamp) {
    guard !events.isEmpty else { return }
    isAhead = true
    state.letsGo = false
    for event in events {
      state.fold(
        RecordedEvent(
          number: state.nextNumber, stamp: stamp, origin: origin, occurrence: event.occurrence,
          entry: event.entry, body: event.body))
    }
  }

  /// What is kept does not agree with the ledger, or not any more.
  public mutating func forget() { isStale = true }

  /// Entries of a plan that could not be recorded count from when it was written, unless they are known.
  ///
  /// However often the ledger is read anew, until it has the plan.
  public mutating func note(_ plan: Plan, writtenAt: Instant) {
    let known = unrecordedSince
    unrecordedSince = [:]
    for id in plan.allEntries.map(\.id) where known[id] != nil || state.since[id] == nil {
      unrecordedSince[id] = known[id] ?? writtenAt
    }
    addUnrecordedSince()
  }

  /// The plan in force is recorded: from then on the ledger says since when its entries stand.
  public mutating func noteRecorded(since: [EntryID: Instant], unevaluated: Set<EntryID>) {
    unrecordedSince = [:]
    state.setSince(since)
    state.setUnevaluated(unevaluated)
  }

  private mutating func addUnrecordedSince() {
    let new = unrecordedSince.filter { state.since[$0.key] == nil }
    guard !new.isEmpty else { return }
    state.setSince(state.since.merging(new) { known, _ in known })
    state.setUnevaluated(state.unevaluated.union(new.keys))
  }
}
