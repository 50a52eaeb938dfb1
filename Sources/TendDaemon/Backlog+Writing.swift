import Care
import Ledger

extension Backlog {
  /// Records what is in here, oldest first, each batch in a transaction of its own and with its own time.
  ///
  /// - Returns: How many events were recorded.
  mutating func write(to ledger: Ledger, _ outbox: Outbox) throws -> Int {
    var count = 0
    while let batch = first {
      do {
        let (writing, numbers) = try ledger.transaction(batch.origin, batch.stamp) { ledger in
          let writing = try self.writing(to: ledger)
          let told = max(outbox.told, try ledger.journalCursor())
          let numbers = try ledger.append(contentsOf: writing.events).map(\.number)
          if let cursor = writing.cursor(after: numbers, from: told) { try ledger.setJournalCursor(cursor) }
          return (writing, numbers)
        }
        wrote(writing, as: numbers)
        count += numbers.count
      } catch LedgerError.refused {
        dropFirst()
      }
    }
    return count
  }
}
