import Glibc

/// A pipe from a child process to this one.
final class Pipe {
  let readEnd: CInt
  /// For the child; closed here once it has started.
  private(set) var writeEnd: CInt

  init() throws(ChildProcessError) {
    var ends: [CInt] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .cannotStart("a child process", errno: errno) }
    (readEnd, writeEnd) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }

  deinit {
    close(readEnd)
    closeWriteEnd()
  }

  private func closeWriteEnd() {
    if writeEnd >= 0 { close(writeEnd) }
    writeEnd = -1
  }

  /// Everything that comes out of these pipes until all their writers are gone, whichever comes first.
  static func readAll(_ pipes: [Pipe]) -> [String] {
    for pipe in pipes { pipe.closeWriteEnd() }
    var texts = [[UInt8]](repeating: [], count: pipes.count)
    var waiting = pipes.map { pollfd(fd: $0.readEnd, events: Int16(POLLIN), revents: 0) }
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while waiting.contains(where: { $0.fd >= 0 }) {
      guard poll(&waiting, nfds_t(waiting.count), -1) >= 0 || errno == EINTR else { break }
      for index in waiting.indices where waiting[index].fd >= 0 && waiting[index].revents != 0 {
        let count = read(waiting[index].fd, &chunk, chunk.count)
        if count > 0 {
          texts[index] += chunk[..<count]
        } else if count == 0 || errno != EINTR {
          // poll(2) passes over negative descriptors.
          waiting[index].fd = -1
        }
      }
    }
    return texts.map { String(decoding: $0, as: UTF8.self) }
  }
}
