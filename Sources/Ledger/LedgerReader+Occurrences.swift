public import Almanac
public import Care
import GRDB

extension LedgerReader {
  public func occurrence(_ id: OccurrenceID) throws -> Occurrence? {
    try occurrences("WHERE id = ?", [id.text]).first
  }

  public func occurrence(_ key: OccurrenceKey) throws -> Occurrence? {
    try occurrences(
      "WHERE entry = ? AND day = ? AND slot = ?", [key.entry.text, key.day.description, key.slot]
    ).first
  }

  /// Every row of an entry, by nominal instant.
  public func occurrences(of entry: EntryID) throws -> [Occurrence] {
    try occurrences("WHERE entry = ? ORDER BY instant, id", [entry.text])
  }

  /// The rows whose nominal instant is in `from..<to`, by instant; of everyone when no person is named.
  public func occurrences(from: Instant, to: Instant, person: String? = nil) throws -> [Occurrence] {
    try occurrences(
      "WHERE instant >= ? AND instant < ? AND (?3 IS NULL OR person = ?3) ORDER BY instant, id",
      [from.secondsSinceEpoch, to.secondsSinceEpoch, person])
  }

  /// Those that still wait for an answer that reminders ask for, by nominal instant.
  public func openOccurrences() throws -> [Occurrence] {
    try occurrences("WHERE isOpen ORDER BY instant, id", [])
  }

  /// The missed that nobody answered or reviewed, with a nominal instant of `since` or later, by instant.
  public func missedUnreviewed(since: Instant? = nil, person: String? = nil) throws -> [Occurrence] {
    try occurrences(
      "WHERE awaitsReview AND (?1 IS NULL OR instant >= ?1) AND (?2 IS NULL OR person = ?2) ORDER BY instant, id",
      [since?.secondsSinceEpoch, person])
  }

  /// How many of them there are, of everyone.
  public func missedUnreviewedCount() throws -> Int {
    let select = try database.cachedStatement(sql: "SELECT count(*) FROM occurrence WHERE awaitsReview")
    return try Int.fetchOne(select) ?? 0
  }

  /// What was really taken of these entries from `since` on, by when it was taken.
  public func intakes(of entries: [EntryID], since: Instant) throws -> [Intake] {
    try occurrences(
      "WHERE entry IN (SELECT value FROM json_each(?)) AND takenAt >= ? ORDER BY takenAt, id",
      [try Coding.text(entries.map(\.text)), since.secondsSinceEpoch]
    ).compactMap(Intake.init)
  }

  /// The occurrence an event is about: its row, or where an undo left none, as it was when it was scheduled.
  public func subject(of event: RecordedEvent) throws -> Occurrence? {
    guard let id = event.occurrence else { return nil }
    if let row = try occurrence(id) { return row }
    for case .scheduled(let facts) in try events(of: id).map(\.body) { return Occurrence(id: id, facts) }
    return nil
  }

  func occurrences(_ condition: String, _ arguments: StatementArguments) throws -> [Occurrence] {
    let select = try database.cachedStatement(
      sql: "SELECT \(OccurrenceRow.columns) FROM occurrence \(condition)")
    return try Row.fetchCursor(select, arguments: arguments).map(OccurrenceRow.occurrence).reduce(into: []) {
      $0.append($1)
    }
  }
}
