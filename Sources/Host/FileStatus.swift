import Glibc

/// What the file system says of a file.
struct FileStatus {
  var size: Int64
  var mode: mode_t
  var owner: uid_t
  var group: gid_t
  var identity: Identity

  /// Changes whenever the file does, or another one takes its place.
  struct Identity: Hashable, Sendable {
    var device: UInt64
    var number: UInt64
    var size: Int64
    var modifiedSeconds: Int64
    var modifiedNanoseconds: Int64
  }

  var permissions: mode_t { mode & 0o7777 }
  var isRegular: Bool { mode & S_IFMT == S_IFREG }
  var isDirectory: Bool { mode & S_IFMT == S_IFDIR }
  var isLink: Bool { mode & S_IFMT == S_IFLNK }

  func isSameFile(as other: FileStatus) -> Bool {
    identity.device == other.identity.device && identity.number == other.identity.number
  }

  /// Symbolic links followed; nil with `errno` set when it cannot be looked at.
  init?(following path: String) {
    var raw = stat()
    guard stat(path, &raw) == 0 else { return nil }
    self.init(raw)
  }

  /// Of a symbolic link itself.
  init?(ofLink path: String) {
    var raw = stat()
    guard lstat(path, &raw) == 0 else { return nil }
    self.init(raw)
  }

  init?(descriptor: CInt) {
    var raw = stat()
    guard fstat(descriptor, &raw) == 0 else { return nil }
    self.init(raw)
  }

  private init(_ raw: stat) {
    size = Int64(raw.st_size)
    mode = raw.st_mode
    owner = raw.st_uid
    group = raw.st_gid
    identity = Identity(
      device: UInt64(raw.st_dev), number: UInt64(raw.st_ino), size: Int64(raw.st_size),
      modifiedSeconds: Int64(raw.st_mtim.tv_sec), modifiedNanoseconds: Int64(raw.st_mtim.tv_nsec))
  }
}
