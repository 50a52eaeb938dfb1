import Glibc

/// What the file system says of a file, symbolic links followed.
struct FileStatus {
  var size: Int64
  var mode: mode_t
  var owner: uid_t
  var identity: FileIdentity

  var isRegular: Bool { mode & S_IFMT == S_IFREG }

  init(_ path: String) throws(LedgerError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw LedgerError(errno: errno, path, "look at") }
    size = Int64(status.st_size)
    mode = status.st_mode
    owner = status.st_uid
    identity = FileIdentity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
  }

  static func ifPresent(_ path: String) throws(LedgerError) -> FileStatus? {
    do {
      return try FileStatus(path)
    } catch LedgerError.missing {
      return nil
    }
  }
}

/// Which file stands behind a path.
struct FileIdentity: Hashable, Sendable {
  var device: UInt64
  var number: UInt64
}

extension FileIdentity {
  init(_ path: String) throws(LedgerError) { self = try FileStatus(path).identity }
}

extension LedgerError {
  /// Of the system call that just failed on `path`.
  init(errno code: CInt, _ path: String, _ action: String) {
    let detail = "cannot \(action) \(path): \(String(cString: strerror(code)))"
    switch code {
    case ENOENT: self = .missing(path: path)
    case EACCES, EPERM: self = .permission(detail: detail)
    case EROFS: self = .readOnly(detail: detail)
    case ENOSPC, EDQUOT: self = .diskFull(detail: detail)
    default: self = .failed(detail: detail)
    }
  }
}
