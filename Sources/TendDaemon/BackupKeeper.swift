import Almanac
import Care
import Host
import Household
import Ledger

/// Makes the daily copy of the ledger, at a look that happens anyway and after everything that was due is told.
///
/// A household in which nothing happens needs no copy, and costs no wake-up.
final class BackupKeeper {
  /// Seconds after which a copy that could not be made is tried again.
  private static let retryAfter: Int64 = 3600

  private let shelf: BackupShelf
  private let herald: Herald
  /// When the copies on the shelf were made; nil until they are looked at.
  private var copies: [Instant]?
  /// The newest event that is in a copy of this process.
  private var copied: Int64?
  private var lastFailure: Instant?

  init(shelf: BackupShelf, herald: Herald) {
    self.shelf = shelf
    self.herald = herald
  }

  /// Makes a copy where one is due.
  ///
  /// - Throws: `LedgerError.damaged` where the ledger cannot be read any more; what else fails is said, and tried again.
  func look(at ledger: Ledger, newest: Int64, now: Instant, nextWakeup: Instant?) throws {
    guard ledger.access == .readWrite, copied != newest else { return }
    if let lastFailure, (0..<BackupKeeper.retryAfter).contains(now - lastFailure) { return }
    do {
      let known = try copies ?? shelf.copies().filter { $0.kind == .daily }.map(\.madeAt)
      copies = known
      guard BackupRule.isDue(copies: known, now: now, nextWakeup: nextWakeup) else { return }
      let copy = try shelf.make(.daily, at: now, ledger.backUp)
      (copied, lastFailure, copies) = (newest, nil, known + [now])
      say(.backup, "A copy of the record was made: \(copy.path)", priority: 6)
      try shelf.thinOut()
    } catch let error as LedgerError {
      if case .damaged = error { throw error }
      fail(error, now)
    } catch {
      fail(error, now)
    }
  }

  private func fail(_ error: any Error, _ now: Instant) {
    lastFailure = now
    say(
      .backupFailed, "No copy of the record could be made (\(error)); the next try is in an hour", priority: 3
    )
  }

  private func say(_ kind: JournalEvent, _ message: String, priority: Int) {
    let fields = [JournalLine.Field("TEND_EVENT", kind.rawValue)]
    try? herald.tell(
      JournalLine(event: kind, message: message, priority: priority, fields: fields), at: "tendd:")
  }
}
