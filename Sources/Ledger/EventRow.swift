import Almanac
import Care
import GRDB

/// The row of an event: to and from `RecordedEvent`.
enum EventRow {
  /// The form of the payloads; a kind whose meaning changes gets a new word instead.
  static let version = 1

  static let columns =
    "number, version, kind, occurrence, entry, recordedAt, sinceBoot, bootID, actor, channel, planRevision, payload"

  /// Writes the event and gives it its number.
  static func insert(
    _ event: NewEvent, _ origin: EventOrigin, _ stamp: EventStamp, into database: Database
  ) throws -> RecordedEvent {
    let insert = try database.cachedStatement(
      sql: """
        INSERT INTO event
          (version, kind, occurrence, entry, recordedAt, sinceBoot, bootID, actor, channel, planRevision, undoes,
           payload)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    let undoes: Int64? = if case .undone(let number) = event.body { number } else { nil }
    try insert.execute(arguments: [
      version, event.body.kind.rawValue, event.occurrence?.text, event.entry?.text,
      stamp.at.secondsSinceEpoch, stamp.sinceBoot, stamp.bootID,
      origin.actor, origin.channel, origin.planRevision, undoes,
      try Coding.text(Coding.Payload(event.body)),
    ])
    return RecordedEvent(
      number: database.lastInsertedRowID, stamp: stamp, origin: origin, occurrence: event.occurrence,
      entry: event.entry, body: event.body)
  }

  /// Reads a row of `columns`.
  ///
  /// A kind or version from the future is `newerVersion`; what does not read is `damaged`.
  static func event(_ row: Row) throws -> RecordedEvent {
    let number: Int64 = row[0]
    let rowVersion: Int = row[1]
    let word: String = row[2]
    guard rowVersion <= version, let kind = EventKind(rawValue: word) else {
      throw LedgerError.newerVersion(detail: "event \(number) is “\(word)”, version \(rowVersion)")
    }
    do {
      return RecordedEvent(
        number: number,
        stamp: EventStamp(at: Instant(row[5]), bootID: row[7], sinceBoot: row[6]),
        origin: EventOrigin(actor: row[8], channel: row[9], planRevision: row[10]),
        occurrence: try text(row[3], OccurrenceID.init),
        entry: try text(row[4], EntryID.init),
        body: try Coding.body(row[11], kind: kind))
    } catch {
      throw LedgerError.damaged(detail: "event \(number) (\(word)) does not read: \(error)")
    }
  }

  private static func text<T>(_ text: String?, _ read: (String) -> T?) throws -> T? {
    guard let text else { return nil }
    guard let value = read(text) else { throw Unreadable(text: text) }
    return value
  }

  private struct Unreadable: Error, CustomStringConvertible {
    var text: String
    var description: String { "“\(text)” is not an id" }
  }
}
