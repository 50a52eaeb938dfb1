public import Host
public import Ledger

extension Household {
  /// Opens the ledger that is there.
  ///
  /// For recording, one of an older version is brought up to date by whoever holds the lock; where tendd holds it,
  /// it has done so already.
  public func openLedger(_ access: Ledger.Access = .readWrite) throws -> Ledger {
    do {
      return try Ledger(path: paths.ledgerFile, access: access)
    } catch LedgerError.olderVersion where access == .readWrite {
      let lock = FileLock(path: paths.lockFile)
      guard try lock.tryAcquire() else { return try Ledger(path: paths.ledgerFile) }
      return try migrateLedger()
    } catch {
      throw completed(error)
    }
  }

  /// Where tendd cannot keep a record either, there is more to say than that there is none.
  private func completed(_ error: LedgerError) -> LedgerError {
    guard case .missing = error else { return error }
    let problem = Result { () throws(FileError) in try PrivateDirectory.check(paths.stateDirectory) }
    guard case .failure(let cause) = problem else { return error }
    return .permission(detail: "\(cause); look who made it, and move it away")
  }

  /// Makes the private directories, takes the lock and opens or makes the ledger: what tendd does at its start.
  ///
  /// Whatever there was and cannot be used any more is set aside, and a ledger begins that says so.
  ///
  /// - Parameter lock: The lock, where it is held already.
  /// - Throws: `HouseholdError` where another tendd runs or the file system cannot be trusted, else what is in the
  ///   way of the files.
  public func openLedgerAsOwner(holding lock: FileLock? = nil) throws -> (ledger: Ledger, lock: FileLock) {
    let lock = try lock ?? takeLock()
    return (try openOrBeginLedger(), lock)
  }

  /// Makes the private directories and takes the lock: one ledger, one tendd.
  public func takeLock() throws -> FileLock {
    // Where the plan's cannot be made or closed to others, reading it says so; reminding comes first.
    try? PrivateDirectory.ensure(paths.configDirectory)
    if let kind = FileSystemKind.network(at: paths.stateDirectory) {
      throw HouseholdError.networkFileSystem(path: paths.stateDirectory, kind: kind)
    }
    try PrivateDirectory.ensure(paths.stateDirectory)
    let lock = FileLock(path: paths.lockFile)
    guard try lock.tryAcquire() else { throw HouseholdError.alreadyRunning(process: lock.holder()) }
    return lock
  }
}

/// Why tendd cannot take up its work here.
public enum HouseholdError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One ledger, one tendd.
  case alreadyRunning(process: Int?)
  case networkFileSystem(path: String, kind: String)

  public var description: String {
    switch self {
    case .alreadyRunning(let process):
      "tendd runs already for this user" + (process.map { " (process \($0))" } ?? "")
    case .networkFileSystem(let path, let kind):
      "\(path) is on a network file system (\(kind)), where a record can be damaged; "
        + "set XDG_STATE_HOME to a local directory"
    }
  }
}
