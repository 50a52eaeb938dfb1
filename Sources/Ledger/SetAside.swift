import Glibc

/// Puts a ledger that cannot be used any more where nobody overwrites it: whole, with its log, and never deleted.
public struct SetAside: Sendable {
  /// The directory that holds one directory for each ledger that was set aside.
  public let directory: String

  public init(directory: String) { self.directory = directory }

  /// Moves the ledger at `path` and its side files into a new directory of that name, and returns its path.
  ///
  /// The file goes first: a log that is left behind by a crash in between is of no ledger, and follows at the next
  /// call, where a file without its log could be opened as if it were whole.
  ///
  /// - Returns: Nil where there is nothing to move.
  public func move(_ path: String, as name: String) throws(LedgerError) -> String? {
    let files = ([path] + LedgerFile(path).sideFiles).filter { access($0, F_OK) == 0 }
    guard !files.isEmpty else { return nil }
    let target = try makeDirectory(name)
    for file in files {
      let last = file.split(separator: "/").last.map(String.init) ?? "ledger.sqlite"
      guard rename(file, "\(target)/\(last)") == 0 else { throw LedgerError(errno: errno, file, "set aside") }
      chmod("\(target)/\(last)", 0o600)
    }
    try LedgerFile.sync(target)
    try LedgerFile.sync(LedgerFile(path).directory)
    return target
  }

  /// Makes a private directory for one ledger: of this name, or with a number behind it where that one is taken.
  public func makeDirectory(_ name: String) throws(LedgerError) -> String {
    if mkdir(directory, 0o700) != 0, errno != EEXIST { throw LedgerError(errno: errno, directory, "make") }
    for number in 1...1000 {
      let path = "\(directory)/\(name)" + (number == 1 ? "" : "-\(number)")
      if mkdir(path, 0o700) == 0 {
        try LedgerFile.sync(directory)
        return path
      }
      guard errno == EEXIST else { throw LedgerError(errno: errno, path, "make") }
    }
    throw .failed(detail: "\(directory) has no room for another \(name)")
  }
}
