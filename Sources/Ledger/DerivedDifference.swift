import Almanac
import Care
import GRDB

/// One derived row that does not follow from the events.
public struct DerivedDifference: Hashable, Sendable, CustomStringConvertible {
  /// `occurrence k7f`, `pause of ondansetron`.
  public let description: String

  static func all(in ledger: LedgerReader, against replay: Replay) throws -> [DerivedDifference] {
    var found = try occurrences(ledger, replay.occurrences) + pauses(ledger, replay.pauses)
    if try ledger.rowsWritten() != replay.rowsWritten { found.append("count of the rows written") }
    // A record that does not read is one more difference.
    if (try? HouseholdRow.fetch(ledger.database)) != replay.household {
      found.append("record of the household")
    }
    return found.map(DerivedDifference.init)
  }

  private static func occurrences(
    _ ledger: LedgerReader, _ replayed: [OccurrenceID: Occurrence]
  ) throws -> [String] {
    let stored = Set(try String.fetchAll(ledger.database, sql: "SELECT id FROM occurrence"))
    return try stored.union(replayed.keys.map(\.text)).sorted().filter { text in
      guard stored.contains(text), let id = OccurrenceID(text), let right = replayed[id] else { return true }
      // A row that does not read is one more difference, not the end of the comparison.
      guard let row = try? ledger.occurrence(id), row == right else { return true }
      return try !OccurrenceRow.isFoundRight(right, in: ledger.database)
    }.map { "occurrence \($0)" }
  }

  private static func pauses(_ ledger: LedgerReader, _ replayed: [EntryID: Pause]) throws -> [String] {
    var stored: [String: Pause?] = [:]
    for row in try Row.fetchAll(ledger.database, sql: "SELECT entry, until, pause FROM pause") {
      let pause = try? Coding.value(row[2], as: Pause.self)
      let until: Int64? = row[1]
      stored.updateValue(pause?.until?.secondsSinceEpoch == until ? pause : nil, forKey: row[0])
    }
    return Set(stored.keys).union(replayed.keys.map(\.text)).sorted().filter { text in
      guard let pause = stored[text] ?? nil, let right = EntryID(text).flatMap({ replayed[$0] }) else {
        return true
      }
      return pause != right
    }.map { "pause of \($0)" }
  }
}
