import GRDB
import Glibc

/// The file a ledger lives in: made whole or not at all, and nobody's but ours.
struct LedgerFile {
  let path: String

  init(_ path: String) { self.path = path }

  var sideFiles: [String] { [path + "-wal", path + "-shm"] }
  var directory: String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  var walIsEmpty: Bool { (try? FileStatus(path + "-wal"))?.size ?? 0 == 0 }

  /// Makes sure there is a file to open, and returns whether it was made now.
  func prepare(for use: Ledger.Access, mayCreate: Bool) throws(LedgerError) -> Bool {
    try checkOwners()
    guard let status = try FileStatus.ifPresent(path) else {
      guard mayCreate, use == .readWrite else { throw .missing(path: path) }
      try checkDirectory()
      return try create()
    }
    guard status.isRegular else { throw .damaged(detail: "\(path) is not a file") }
    guard status.size > 0 else { throw .damaged(detail: "\(path) is empty") }
    if use == .readWrite {
      try checkDirectory()
      for place in [path, directory] where access(place, W_OK) != 0 {
        throw LedgerError(errno: errno, place, "write to")
      }
      for file in [path] + sideFiles { try makePrivate(file) }
    }
    return false
  }

  /// Builds the ledger beside its place and links it there once it is complete and on disk.
  ///
  /// So an empty or half-made file at `path` is always damage, never a beginning.
  func create(_ seed: LedgerSeed? = nil) throws(LedgerError) -> Bool {
    let draft = try LedgerFile.makeDraft(of: path)
    defer { LedgerFile.removeDraft(draft) }
    do {
      let queue = try DatabaseQueue(path: draft)
      Connection.keep(queue)
      try queue.inDatabase { database in
        guard let seed else {
          return try database.inTransaction(.immediate) {
            try Schema.migrate(database, from: 0)
            return .commit
          }
        }
        try seed.plant(in: database)
      }
      try queue.close()
    } catch {
      throw .from(error)
    }
    // A log without its ledger would be replayed into the new one and damage it.
    for file in sideFiles where access(file, F_OK) == 0 {
      guard rename(file, file + ".orphan") == 0 else { throw LedgerError(errno: errno, file, "set aside") }
    }
    // Where someone else was first, theirs is as good.
    return try LedgerFile.place(draft, at: path)
  }

  /// Brings a file, or the names in a directory, to the disk.
  static func sync(_ path: String) throws(LedgerError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw LedgerError(errno: errno, path, "open") }
    defer { Glibc.close(descriptor) }
    guard fsync(descriptor) == 0 else { throw LedgerError(errno: errno, path, "sync") }
  }

  /// Makes an empty private file beside `path`; what an earlier attempt left there goes.
  static func makeDraft(of path: String) throws(LedgerError) -> String {
    let draft = path + ".new"
    removeDraft(draft)
    let descriptor = open(draft, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw LedgerError(errno: errno, draft, "make") }
    Glibc.close(descriptor)
    return draft
  }

  /// Gives a finished draft its name, on disk too; false when there is a file of that name already.
  static func place(_ draft: String, at path: String) throws(LedgerError) -> Bool {
    if link(draft, path) != 0 {
      switch errno {
      case EEXIST: return false
      // No hard links on this file system.
      case EPERM, EOPNOTSUPP, EMLINK:
        if access(path, F_OK) == 0 { return false }
        guard rename(draft, path) == 0 else { throw LedgerError(errno: errno, path, "make") }
      default: throw LedgerError(errno: errno, path, "make")
      }
    }
    try sync(LedgerFile(path).directory)
    return true
  }

  static func removeDraft(_ draft: String) {
    for file in [draft, draft + "-journal"] { unlink(file) }
  }

  private func checkDirectory() throws(LedgerError) {
    guard let status = try FileStatus.ifPresent(directory) else { throw .missing(path: directory) }
    guard status.owner == geteuid() else { throw .permission(detail: "\(directory) belongs to another user") }
    guard status.mode & 0o022 == 0 else {
      throw .permission(
        detail: "others may write to \(directory); make it private with: chmod 700 \(directory)")
    }
  }

  /// What another user put in the place of one of the files is neither read nor written to.
  func checkOwners() throws(LedgerError) {
    for file in [path] + sideFiles {
      var raw = stat()
      guard lstat(file, &raw) == 0 else { continue }
      let isLink = raw.st_mode & S_IFMT == S_IFLNK
      guard raw.st_uid == geteuid() || (raw.st_uid == 0 && isLink && file == path) else {
        throw .permission(detail: "\(file) belongs to another user; look who put it there, and move it away")
      }
      // SQLite knows its log by the name of the file it belongs to; a link is somebody's doing.
      guard !isLink || file == path else {
        throw .permission(detail: "\(file) is a symbolic link; look who put it there, and move it away")
      }
      if isLink { try checkTarget() }
    }
  }

  private func checkTarget() throws(LedgerError) {
    guard let status = try FileStatus.ifPresent(path), status.owner == geteuid() else {
      throw .permission(
        detail: "\(path) leads to a file of another user; look who made the link, and move it away")
    }
  }

  /// A ledger that was copied or restored may be readable by others; SQLite gives its side files the same mode.
  private func makePrivate(_ file: String) throws(LedgerError) {
    guard let status = try FileStatus.ifPresent(file), status.mode & 0o077 != 0 else { return }
    guard chmod(file, 0o600) == 0 else { throw LedgerError(errno: errno, file, "make private") }
  }
}
