import Almanac
import Care
import GRDB

/// The derived row of an occurrence: its facts and state as JSON, and the columns that are searched.
enum OccurrenceRow {
  static let columns = "id, facts, state"

  static func insert(_ occurrence: Occurrence, into database: Database) throws {
    let facts = occurrence.facts
    let insert = try database.cachedStatement(
      sql: """
        INSERT INTO occurrence (id, entry, day, slot, person, instant, isOpen, awaitsReview, facts, state)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try insert.execute(arguments: [
      occurrence.id.text, facts.key.entry.text, facts.key.day.description, facts.key.slot, facts.person,
      facts.instant.secondsSinceEpoch, occurrence.state.isOpen, occurrence.awaitsReview,
      try Coding.text(facts), try Coding.text(occurrence.state),
    ])
  }

  static func delete(_ id: OccurrenceID, from database: Database) throws {
    try database.cachedStatement(sql: "DELETE FROM occurrence WHERE id = ?").execute(arguments: [id.text])
  }

  /// Reads a row of `columns`.
  static func occurrence(_ row: Row) throws -> Occurrence {
    let text: String = row[0]
    guard let id = OccurrenceID(text) else {
      throw LedgerError.damaged(detail: "“\(text)” is not an occurrence id")
    }
    do {
      return Occurrence(id: id, facts: try Coding.value(row[1]), state: try Coding.value(row[2]))
    } catch {
      throw LedgerError.damaged(detail: "occurrence \(text) does not read: \(error)")
    }
  }
}

extension Occurrence {
  /// Missed, and nobody answered, reviewed or withdrew it.
  var awaitsReview: Bool {
    state.isMissed && !state.isReviewed && state.answer == nil && state.withdrawn == nil
  }
}
