import GRDB
import Glibc

/// The file a ledger lives in: made whole or not at all, and nobody's but ours.
struct LedgerFile {
  let path: String

  init(_ path: String) { self.path = path }

  private var sideFiles: [String] { [path + "-wal", path + "-shm"] }
  private var directory: String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  var walIsEmpty: Bool { (try? FileStatus(path + "-wal"))?.size ?? 0 == 0 }

  /// Makes sure there is a file to open, and returns whether it was made now.
  func prepare(_ access: Ledger.Access, mayCreate: Bool) throws(LedgerError) -> Bool {
    guard let status = try FileStatus.ifPresent(path) else {
      guard mayCreate, access == .readWrite else { throw .missing(path: path) }
      try checkDirectory()
      return try create()
    }
    guard status.isRegular else { throw .damaged(detail: "\(path) is not a file") }
    guard status.size > 0 else { throw .damaged(detail: "\(path) is empty") }
    if access == .readWrite {
      try checkDirectory()
      for file in [path] + sideFiles { try makePrivate(file) }
    }
    return false
  }

  /// Builds the ledger beside its place and links it there once it is complete and on disk.
  ///
  /// So an empty or half-made file at `path` is always damage, never a beginning.
  private func create() throws(LedgerError) -> Bool {
    let draft = path + ".new"
    let drafts = [draft, draft + "-journal"]
    for file in drafts { unlink(file) }
    defer { for file in drafts { unlink(file) } }
    let descriptor = open(draft, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw LedgerError(errno: errno, "cannot make \(draft)") }
    Glibc.close(descriptor)
    do {
      let queue = try DatabaseQueue(path: draft)
      try queue.inDatabase { database in
        try database.inTransaction(.immediate) {
          try Schema.migrate(database, from: 0)
          return .commit
        }
      }
      try queue.close()
    } catch {
      throw .from(error)
    }
    if link(draft, path) != 0 {
      // Someone else was first: theirs is as good.
      guard errno == EEXIST else { throw LedgerError(errno: errno, "cannot make \(path)") }
      return false
    }
    try syncDirectory()
    return true
  }

  private func syncDirectory() throws(LedgerError) {
    let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw LedgerError(errno: errno, "cannot open \(directory)") }
    defer { Glibc.close(descriptor) }
    guard fsync(descriptor) == 0 else { throw LedgerError(errno: errno, "cannot sync \(directory)") }
  }

  private func checkDirectory() throws(LedgerError) {
    guard let status = try FileStatus.ifPresent(directory) else { throw .missing(path: directory) }
    guard status.owner == geteuid() else { throw .permission(detail: "\(directory) belongs to another user") }
    guard status.mode & 0o022 == 0 else {
      throw .permission(
        detail: "others may write to \(directory); make it private with: chmod 700 \(directory)")
    }
  }

  /// A ledger that was copied or restored may be readable by others; SQLite gives its side files the same mode.
  private func makePrivate(_ file: String) throws(LedgerError) {
    guard let status = try FileStatus.ifPresent(file), status.mode & 0o077 != 0 else { return }
    guard chmod(file, 0o600) == 0 else { throw LedgerError(errno: errno, "cannot make \(file) private") }
  }
}
