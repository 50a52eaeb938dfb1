import Almanac
import Care
import GRDB

/// The derived row of an occurrence: its facts and state as JSON, and the columns that are searched.
enum OccurrenceRow {
  static let columns = "id, facts, state"

  private static let searchedColumns =
    "id, entry, day, slot, person, instant, isOpen, awaitsReview, takenAt, owes"

  static func insert(_ occurrence: Occurrence, into database: Database) throws {
    let insert = try database.cachedStatement(
      sql:
        "INSERT INTO occurrence (\(searchedColumns), facts, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    )
    let values = [try Coding.text(occurrence.facts), try Coding.text(occurrence.state)].map(\.databaseValue)
    try insert.execute(arguments: StatementArguments(searched(occurrence) + values))
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
      let (facts, state): (String, String) = (row[1], row[2])
      return Occurrence(
        id: id, facts: try PlainRow.facts(facts) ?? Coding.value(facts),
        state: try PlainRow.state(state) ?? Coding.value(state))
    } catch {
      throw LedgerError.damaged(detail: "occurrence \(text) does not read: \(error)")
    }
  }

  /// Whether the columns that are searched say what the occurrence says.
  static func isFoundRight(_ occurrence: Occurrence, in database: Database) throws -> Bool {
    let select = try database.cachedStatement(
      sql: "SELECT \(searchedColumns) FROM occurrence WHERE id = ?")
    let row = try Row.fetchOne(select, arguments: [occurrence.id.text])
    return row.map { Array($0.databaseValues) } == searched(occurrence)
  }

  private static func searched(_ occurrence: Occurrence) -> [DatabaseValue] {
    let facts = occurrence.facts
    return [
      occurrence.id.text.databaseValue, facts.key.entry.text.databaseValue,
      facts.key.day.description.databaseValue, facts.key.slot.databaseValue,
      facts.person?.databaseValue ?? .null, facts.instant.secondsSinceEpoch.databaseValue,
      occurrence.state.isOpen.databaseValue, occurrence.awaitsReview.databaseValue,
      Intake(occurrence)?.at.secondsSinceEpoch.databaseValue ?? .null,
      (!occurrence.state.owed.isEmpty).databaseValue,
    ]
  }
}
