import Glibc
import Host

/// Whether tendd runs for this user, as the lock beside the ledger tells it: without a bus, and without touching it.
enum DaemonProcess {
  case stopped
  /// With its process number, where that can be read.
  case running(Int?)

  var isRunning: Bool { if case .running = self { true } else { false } }

  init(_ paths: XDGPaths) {
    let file = open(paths.lockFile, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else {
      self = .stopped
      return
    }
    defer { close(file) }
    var request = flock()
    request.l_type = Int16(F_WRLCK)
    request.l_whence = Int16(SEEK_SET)
    let isLocked = fcntl(file, DaemonProcess.getLock, &request) == 0 && request.l_type != Int16(F_UNLCK)
    self = isLocked ? .running(FileLock(path: paths.lockFile).holder()) : .stopped
  }

  /// F_OFD_GETLK of <linux/fcntl.h>, hidden behind _GNU_SOURCE.
  private static let getLock: CInt = 36
}
