public import Care
import GRDB

extension LedgerReader {
  /// Tells a planner's state what was recorded after the numbered event: the rows and pauses it is about, and from when
  /// on entries stand where a plan was accepted.
  ///
  /// It costs what was recorded since, and is what tells a state made by `snapshot` apart from one made now.
  ///
  /// - Returns: False where the record was lost meanwhile, or an entry got another id, so that the state has to be made anew.
  public func update(_ state: inout PlannerState, after number: Int64) throws -> Bool {
    var occurrences: Set<String> = []
    var entries: Set<String> = []
    var (isPlanNew, isOrderNew) = (false, false)
    let select = try database.cachedStatement(
      sql: "SELECT DISTINCT occurrence, entry, kind FROM event WHERE number > ?")
    let rows = try Row.fetchCursor(select, arguments: [number])
    while let row = try rows.next() {
      if let occurrence: String = row[0] {
        occurrences.insert(occurrence)
      } else if let entry: String = row[1] {
        entries.insert(entry)
      }
      let kind = EventKind(rawValue: row[2])
      if let kind, CareOrders.kinds.contains(kind) || kind == .undone { isOrderNew = true }
      switch kind {
      case .planAccepted: isPlanNew = true
      case .recordLost, .renamed: return false
      default: break
      }
    }
    for text in occurrences {
      guard let id = OccurrenceID(text) else { throw LedgerError.damaged(detail: "“\(text)” is not an id") }
      if let occurrence = try occurrence(id) { state.take(occurrence) } else { state.forget(id) }
    }
    for text in entries {
      guard let entry = EntryID(text) else { throw LedgerError.damaged(detail: "“\(text)” is not an id") }
      state.setPause(try pause(of: entry), of: entry)
    }
    var record = state.household
    for event in try HouseholdRow.events(after: number, self)
    where !CareOrders.kinds.contains(event.body.kind) {
      record.apply(event)
    }
    if isOrderNew { record.orders = try household().orders }
    state.setHousehold(record)
    if isPlanNew {
      state.setSince(try entrySince().mapValues(\.since))
      state.setUnevaluated(try unevaluated())
    }
    return true
  }

  /// The entries that are new or changed in a plan that was accepted since the last look.
  public func unevaluated() throws -> Set<EntryID> {
    guard let number = try MetaRow.evaluatedEvent.value(in: database) else { return [] }
    let accepted = try events("WHERE kind = 'plan-accepted' AND number > ?", [number])
    return accepted.reduce(into: []) { entries, event in
      if case .planAccepted(let acceptance) = event.body { entries.formUnion(acceptance.changed) }
    }
  }

  /// What is of no single occurrence.
  public func household() throws -> HouseholdRecord { try HouseholdRow.fetch(database) }

  /// How often the derived rows were made anew, which no event tells of.
  public func rebuilds() throws -> Int64 { try MetaRow.rebuilds.value(in: database) ?? 0 }
}
