import Almanac
import Care
import GRDB

/// The derived row of an entry's pause.
enum PauseRow {
  /// Replaces what is known of the entry's pause; nil takes it away.
  static func store(_ pause: Pause?, of entry: EntryID, into database: Database) throws {
    guard let pause else {
      try database.execute(sql: "DELETE FROM pause WHERE entry = ?", arguments: [entry.text])
      return
    }
    try database.execute(
      sql: "INSERT OR REPLACE INTO pause (entry, until, pause) VALUES (?, ?, ?)",
      arguments: [entry.text, pause.until?.secondsSinceEpoch, try Coding.text(pause)])
  }
}
