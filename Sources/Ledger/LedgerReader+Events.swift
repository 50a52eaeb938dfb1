import Almanac
public import Care
import GRDB

extension LedgerReader {
  public func event(_ number: Int64) throws -> RecordedEvent? {
    try events("WHERE number = ?", [number]).first
  }

  /// The events after the numbered one, oldest first.
  public func events(after number: Int64, limit: Int = .max) throws -> [RecordedEvent] {
    try events("WHERE number > ? ORDER BY number LIMIT ?", [number, limit])
  }

  /// The events of an occurrence, oldest first, with those that undo one of them.
  public func events(of occurrence: OccurrenceID) throws -> [RecordedEvent] {
    try events("WHERE occurrence = ? ORDER BY number", [occurrence.text])
  }

  /// The events of an entry and of its occurrences, oldest first.
  public func events(of entry: EntryID) throws -> [RecordedEvent] {
    try events(named: entry)
  }

  /// The newest events, newest first; of every kind when none is named.
  public func latestEvents(_ limit: Int, of kinds: Set<EventKind> = []) throws -> [RecordedEvent] {
    guard !kinds.isEmpty else { return try events("ORDER BY number DESC LIMIT ?", [limit]) }
    return try events(
      "WHERE kind IN (SELECT value FROM json_each(?)) ORDER BY number DESC LIMIT ?", [list(kinds), limit])
  }

  /// The newest event of these kinds that no later event undid.
  public func lastUndoable(of kinds: Set<EventKind>) throws -> RecordedEvent? {
    try events(
      """
      WHERE kind IN (SELECT value FROM json_each(?)) AND NOT EXISTS (
        SELECT 1 FROM event AS undo WHERE undo.undoes = event.number
      ) ORDER BY number DESC LIMIT 1
      """, [list(kinds)]
    ).first
  }

  /// What one command recorded, in however many transactions: all with the stamp and the origin of an event; oldest
  /// first.
  ///
  /// The clock since the boot does not stand still, so two commands never have the same.
  public func act(of event: RecordedEvent) throws -> [RecordedEvent] {
    // tendd, or another carer, may have recorded in between.
    let reach: Int64 = 5000
    return try events(
      """
      WHERE number BETWEEN ? AND ? AND recordedAt = ? AND sinceBoot = ? AND bootID = ? AND actor = ? AND channel = ?
      ORDER BY number
      """,
      [
        event.number - reach, event.number + reach, event.stamp.at.secondsSinceEpoch, event.stamp.sinceBoot,
        event.stamp.bootID, event.origin.actor, event.origin.channel,
      ])
  }

  /// The number of the newest event; 0 in an empty ledger.
  public func lastEventNumber() throws -> Int64 {
    try Int64.fetchOne(database.cachedStatement(sql: "SELECT max(number) FROM event")) ?? 0
  }

  /// The entries that events after a number are of.
  public func entries(withEventsAfter number: Int64) throws -> Set<EntryID> {
    let select = try database.cachedStatement(
      sql: "SELECT DISTINCT entry FROM event WHERE number > ? AND entry IS NOT NULL")
    return Set(try String.fetchAll(select, arguments: [number]).compactMap(EntryID.init))
  }

  public func eventCount() throws -> Int {
    try Int.fetchOne(database.cachedStatement(sql: "SELECT count(*) FROM event")) ?? 0
  }

  func events(_ condition: String, _ arguments: StatementArguments) throws -> [RecordedEvent] {
    let select = try database.cachedStatement(sql: "SELECT \(EventRow.columns) FROM event \(condition)")
    let renamings = try renamings()
    return try Row.fetchCursor(select, arguments: arguments).map(EventRow.event).reduce(into: []) {
      $0.append(renamings.applied(to: $1))
    }
  }

  /// The words as a JSON array, so that one statement serves sets of any size.
  private func list(_ kinds: Set<EventKind>) throws -> String {
    try Coding.text(kinds.map(\.rawValue).sorted())
  }
}

extension LedgerReader {
  /// Every flag there ever was, oldest first.
  public func flags() throws -> [RaisedFlag] {
    RaisedFlag.replay(try eventsWithUndos(of: [.flagged, .flagClosed]))
  }

  /// The lines of the diary that nobody took back, by when it happened.
  public func diary() throws -> [DiaryEntry] { DiaryEntry.replay(try eventsWithUndos(of: [.noted])) }

  /// Every question for the care team there ever was, oldest first.
  public func questions() throws -> [KeptQuestion] {
    KeptQuestion.replay(try eventsWithUndos(of: KeptQuestion.kinds))
  }

  /// All events of these kinds and everything that undoes one of them, oldest first.
  private func eventsWithUndos(of kinds: Set<EventKind>) throws -> [RecordedEvent] {
    let events = try events(
      "WHERE kind IN (SELECT value FROM json_each(?)) ORDER BY number", [try list(kinds)])
    var (undos, news) = ([RecordedEvent](), events)
    // An undo can be undone.
    while !news.isEmpty {
      news = try self.events(
        "WHERE undoes IN (SELECT value FROM json_each(?)) ORDER BY number",
        [try Coding.text(news.map(\.number))])
      undos += news
    }
    return (events + undos).sorted { $0.number < $1.number }
  }
}
