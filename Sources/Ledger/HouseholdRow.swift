import Almanac
import Care
import GRDB

/// The derived row of what the events say of the household as a whole; there is one, or none yet.
enum HouseholdRow {
  static func fetch(_ database: Database) throws -> HouseholdRecord {
    guard let text = try String.fetchOne(database.cachedStatement(sql: "SELECT record FROM household")) else {
      return HouseholdRecord()
    }
    do {
      return try Coding.value(text)
    } catch {
      throw LedgerError.damaged(detail: "the record of the household does not read: \(error)")
    }
  }

  static func store(_ record: HouseholdRecord, into database: Database) throws {
    try database.execute(sql: "DELETE FROM household")
    try database.execute(
      sql: "INSERT INTO household (record) VALUES (?)", arguments: [try Coding.text(record)])
  }

  /// What the events alone say, read from the first to the last.
  static func replay(_ ledger: LedgerReader) throws -> HouseholdRecord {
    var record = HouseholdRecord()
    var number: Int64 = 0
    while true {
      let events = try events(after: number, ledger, limit: 1000)
      for event in events where !CareOrders.kinds.union(KeptQuestion.kinds).contains(event.body.kind) {
        record.apply(event)
      }
      guard let last = events.last else {
        record.orders = try orders(ledger)
        record.questions = try ledger.questions().filter(\.isOpen)
        return record
      }
      number = last.number
    }
  }

  /// What the events say of the care team's orders, those left out that were undone.
  static func orders(_ ledger: LedgerReader) throws -> CareOrders {
    let kinds = try Coding.text(CareOrders.kinds.map(\.rawValue).sorted())
    return CareOrders.replay(
      try ledger.events(
        """
        WHERE kind IN (SELECT value FROM json_each(?1)) OR undoes IN (
          SELECT number FROM event WHERE kind IN (SELECT value FROM json_each(?1))
        ) OR undoes IN (
          SELECT number FROM event WHERE kind = 'undone' AND occurrence IS NULL
        ) ORDER BY number
        """, [kinds]))
  }

  /// The events that can change the record, oldest first.
  static func events(after number: Int64, _ ledger: LedgerReader, limit: Int = .max) throws -> [RecordedEvent]
  {
    let kinds = try Coding.text(HouseholdRecord.kinds.map(\.rawValue).sorted())
    return try ledger.events(
      """
      WHERE number > ? AND kind IN (SELECT value FROM json_each(?)) ORDER BY number LIMIT ?
      """, [number, kinds, limit])
  }
}
