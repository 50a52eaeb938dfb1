public import Care
import GRDB

/// The append-only record of what happened, in one SQLite file.
///
/// Synchronous, and one at a time: a body that calls the ledger again is a mistake that stops the program. Every
/// method opens its own transaction, checks in it that no newer Tend has changed the file, and commits with a sync to
/// disk. Several processes may have the same ledger open; writers wait for one another up to the busy time-out.
public final class Ledger: Sendable {
  public enum Access: Sendable {
    case readWrite
    /// Also where the disk is full or the file system read-only; see `Ledger.init`.
    case readOnly
  }

  public let path: String
  public let access: Access
  /// Whether this call to `init` made the file: nothing was recorded before.
  public let isNew: Bool

  let queue: DatabaseQueue
  /// Nil for one that stands in for a file that cannot be opened.
  private let file: FileIdentity?

  /// Opens the ledger at `path`.
  ///
  /// With `mayMigrate`, which only tendd or the holder of its lock may say, a file that is not there is made (mode
  /// 0600, complete or not at all) and an older schema is brought up to date. The directory must exist and be ours
  /// alone.
  ///
  /// With `.readOnly` nothing is written but, where it can be, the side files of the write-ahead log. Where they
  /// cannot be made and the log holds nothing, the main file is read as it stands.
  public init(
    path: String, access: Access = .readWrite, mayMigrate: Bool = false, busyTimeout seconds: Double = 5
  ) throws(LedgerError) {
    self.path = path
    self.access = access
    do {
      isNew = try LedgerFile(path).prepare(for: access, mayCreate: mayMigrate)
      let file = try FileIdentity(path)
      self.file = file
      queue = try Connection.open(path, access, busyTimeout: seconds)
      try queue.inDatabase { database in
        try Connection.bringUpToDate(database, path: path, mayMigrate: mayMigrate && access == .readWrite)
      }
      // The file and its log may have been opened on either side of a replacement.
      guard try FileIdentity(path) == file else { throw LedgerError.replaced(path: path) }
    } catch {
      throw LedgerError.from(error)
    }
  }

  /// A ledger in memory for a file that cannot be opened for now: `seed` is all it knows, and nothing in it lasts.
  ///
  /// It says that it is `readOnly`, so that whoever records tries the file first, and is written to by nobody.
  public init(standingInFor path: String, _ seed: LedgerSeed) throws(LedgerError) {
    self.path = path
    (access, isNew, file) = (.readOnly, false, nil)
    do {
      queue = try DatabaseQueue()
      try queue.inDatabase { try seed.plant(in: $0) }
    } catch {
      throw LedgerError.from(error)
    }
  }

  /// Whether it is in memory only.
  public var isStandIn: Bool { file == nil }

  /// Whether the file at the path is still the one that was opened.
  public var isInPlace: Bool { (try? checkIdentity()) != nil }

  deinit {
    // Whatever of it fails has been recorded or refused long before.
    try? queue.close()
    Connection.keep(queue)
  }

  /// The write-ahead log, which changes with every commit of any process and exists while the ledger is open.
  public var walPath: String { path + "-wal" }

  /// Runs `body` in one `BEGIN IMMEDIATE` transaction; when it throws, nothing of it is kept.
  ///
  /// - Throws: `LedgerError`, and whatever `body` throws.
  public func transaction<T>(
    _ origin: EventOrigin, _ stamp: EventStamp, _ body: (LedgerTransaction) throws -> T
  ) throws -> T {
    try write { try body(LedgerTransaction($0, origin, stamp)) }
  }

  /// Runs `body` on one state of the ledger.
  ///
  /// - Throws: `LedgerError`, and whatever `body` throws.
  public func read<T>(_ body: (LedgerReader) throws -> T) throws -> T {
    try LedgerError.translating {
      try checkIdentity()
      return try queue.read { database in
        try Connection.checkVersion(database)
        return try body(LedgerReader(database))
      }
    }
  }

  /// A number that another process's commit changes and our own do not.
  public func dataVersion() throws(LedgerError) -> Int64 {
    do {
      return try queue.inDatabase { try Int64.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
    } catch {
      throw LedgerError.from(error)
    }
  }

  /// Closes the file; the last process to do so folds the write-ahead log into it.
  public func close() throws(LedgerError) {
    do { try queue.close() } catch { throw LedgerError.from(error) }
  }

  /// One `BEGIN IMMEDIATE` transaction on a file that is still the one we opened, and of our version.
  ///
  /// One that stands in refuses: whoever was told that something is recorded must find it again.
  func write<T>(_ body: (Database) throws -> T) throws -> T {
    guard !isStandIn else { throw LedgerError.readOnly(detail: "it could not be opened") }
    return try LedgerError.translating {
      try checkIdentity()
      return try queue.writeWithoutTransaction { database in
        var result: T?
        try database.inTransaction(.immediate) {
          // Once more: it may have waited for whoever replaced the file.
          try checkIdentity()
          try Connection.checkVersion(database)
          result = try body(database)
          return .commit
        }
        guard let result else { throw LedgerError.failed(detail: "the transaction did not run") }
        return result
      }
    }
  }

  /// A process that goes on writing to a file nobody will find again would lose doses without a word.
  private func checkIdentity() throws {
    guard let file else { return }
    guard let now = try? FileIdentity(path), now == file else { throw LedgerError.replaced(path: path) }
  }
}
