import Glibc
import SystemPackage

/// A lock between processes that the kernel lets go of when its holder ends, however that happens.
///
/// An open-file-description lock on a file that stays where it is: the file means nothing, and removing it does not
/// free anything.
public final class FileLock {
  public let path: String
  private var descriptor: CInt?

  /// Touches nothing yet.
  public init(path: String) { self.path = path }

  deinit { release() }

  /// Takes the lock and keeps it until `release` or the end of this object; false when another one holds it.
  ///
  /// The directory must exist. The number of this process is written into the file for people to read.
  public func tryAcquire() throws(FileError) -> Bool {
    guard descriptor == nil else { return true }
    // A file that was removed or replaced between opening and locking locks nothing.
    for _ in 0..<10 {
      let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
      guard file >= 0 else {
        let error = FileError.last(path, "lock")
        guard error.cause == .system(.tooManySymbolicLinkLevels) else { throw error }
        throw FileError(
          path: path, action: "lock",
          cause: .unsafe("it is a symbolic link; look who put it there, and move it away"))
      }
      // Whoever owns the file could keep it locked, or write what they like where a number is expected.
      guard let status = FileStatus(descriptor: file), status.owner == geteuid(), status.isRegular else {
        close(file)
        throw FileError(
          path: path, action: "lock",
          cause: .unsafe("it is not a file of ours; look who put it there, and move it away"))
      }
      guard try lock(file) else {
        close(file)
        return false
      }
      if let held = FileStatus(descriptor: file), let there = FileStatus(ofLink: path),
        held.isSameFile(as: there)
      {
        sign(file)
        descriptor = file
        return true
      }
      close(file)
    }
    throw FileError(path: path, action: "lock", cause: .unsafe("it is being replaced again and again"))
  }

  public func release() {
    guard let descriptor else { return }
    // Closing alone is not enough: a process that is just being started still shares the open file.
    var request = flock()
    request.l_type = Int16(F_UNLCK)
    request.l_whence = Int16(SEEK_SET)
    _ = fcntl(descriptor, FileLock.setLock, &request)
    close(descriptor)
    self.descriptor = nil
  }

  public var isHeld: Bool { descriptor != nil }

  /// The process number in the file, for messages: of the holder while it is locked, else of the last one.
  public func holder() -> Int? {
    guard let bytes = try? RegularFile.read(path, limit: 64) else { return nil }
    return Int(String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
  }

  private func lock(_ file: CInt) throws(FileError) -> Bool {
    var request = flock()
    request.l_type = Int16(F_WRLCK)
    request.l_whence = Int16(SEEK_SET)
    while fcntl(file, FileLock.setLock, &request) != 0 {
      switch errno {
      case EINTR: continue
      case EAGAIN, EACCES: return false
      default:
        let error = FileError.last(path, "lock")
        close(file)
        throw error
      }
    }
    return true
  }

  /// A disk too full for a few digits is no reason to stay without the lock.
  private func sign(_ file: CInt) {
    let text = Array("\(getpid())\n".utf8)
    if ftruncate(file, 0) == 0 { _ = text.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, 0) } }
  }

  /// F_OFD_SETLK of <linux/fcntl.h>, hidden behind _GNU_SOURCE.
  private static let setLock: CInt = 37
}
