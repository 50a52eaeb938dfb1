public import Glibc
import SystemPackage

/// Replaces whole files so that a reader, and a disk after a power cut, has the old text or the new one, never a part.
public enum AtomicFile {
  /// Writes a new file beside `path` and renames it into place, synced before and after.
  ///
  /// Where `path` ends in symbolic links, the file they lead to is replaced and the links stay. A file that is there
  /// keeps its permissions, owner and group; hard links, extended attributes and access lists are not carried over. A
  /// file that is write-protected is not replaced: somebody meant that.
  ///
  /// `mode` is that of a file that is new, whatever the umask.
  public static func write(_ path: String, _ bytes: [UInt8], mode: mode_t = 0o600) throws(FileError) {
    guard let target = followingLinks(path) else {
      throw FileError(path: path, action: "replace", cause: .system(.tooManySymbolicLinkLevels))
    }
    let old = FileStatus(following: target)
    if let old {
      guard old.isRegular else { throw FileError(path: target, action: "replace", cause: .notRegular) }
      guard access(target, W_OK) == 0 else { throw .last(target, "replace") }
    }
    let draft =
      "\(parent(of: target))/.\(lastComponent(of: target)).\(String(UInt64.random(in: 0 ... .max), radix: 36)).tmp"
    do {
      try fill(draft, bytes, mode: mode, like: old)
    } catch {
      unlink(draft)
      throw FileError(path: target, action: "replace", cause: error.cause)
    }
    guard rename(draft, target) == 0 else {
      let error = FileError.last(target, "replace")
      unlink(draft)
      throw error
    }
    try syncDirectory(parent(of: target))
  }

  private static func fill(
    _ draft: String, _ bytes: [UInt8], mode: mode_t, like old: FileStatus?
  ) throws(FileError) {
    do {
      let file = try FileDescriptor.open(
        draft, .writeOnly, options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
        permissions: .ownerReadWrite)
      try file.closeAfter {
        try file.writeAll(bytes)
        try setOwner(file, like: old)
        guard fchmod(file.rawValue, old?.permissions ?? mode) == 0, fsync(file.rawValue) == 0 else {
          throw Errno(rawValue: errno)
        }
      }
    } catch let code as Errno {
      throw FileError(path: draft, action: "write", errno: code)
    } catch {
      throw FileError(path: draft, action: "write", cause: .system(.ioError))
    }
  }

  private static func setOwner(_ file: FileDescriptor, like old: FileStatus?) throws {
    guard let old, let new = FileStatus(descriptor: file.rawValue),
      (old.owner, old.group) != (new.owner, new.group)
    else { return }
    guard fchown(file.rawValue, old.owner, old.group) == 0 else { throw Errno(rawValue: errno) }
  }

  static func syncDirectory(_ path: String) throws(FileError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last(path, "sync") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .last(path, "sync") }
  }
}
