import Foundation
import Glibc
import Synchronization
import Systemd

/// A journal of a test's own: the socket journald would listen on, and what came through it.
final class PaperJournal: Sendable {
  let path: String
  private let descriptor: CInt
  private let state = Mutex<[[String: String]]>([])
  private let marks = DispatchSemaphore(value: 0)

  /// One that does not read yet takes about ten lines and is full then, as a journald that hangs.
  init(_ path: String, isReading: Bool = true) throws {
    self.path = path
    unlink(path)
    descriptor = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let result = PaperJournal.withAddress(path) { bind(descriptor, $0, size) }
    guard descriptor >= 0, result == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    if isReading { read() }
  }

  deinit {
    // Lets go of the thread that waits in it.
    shutdown(descriptor, CInt(SHUT_RDWR))
    close(descriptor)
  }

  /// Begins to take lines.
  func read() {
    // The thread has a descriptor of its own: under the number of one that is closed it would read what is another's.
    let source = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    Thread.detachNewThread { [weak self] in
      defer { close(source) }
      var buffer = [UInt8](repeating: 0, count: 1 << 20)
      while true {
        let count = recv(source, &buffer, buffer.count, 0)
        guard count > 0, let self else { return }
        take(buffer[..<count])
      }
    }
  }

  /// Every line so far.
  var lines: [[String: String]] {
    // The queue is in order: once the mark is through, so is everything before it.
    guard let sender = try? Journal(socketPath: path) else { return [] }
    while (try? sender.send([JournalField("MARK", "1")])) == nil { usleep(1000) }
    marks.wait()
    return state.withLock { $0 }
  }

  func lines(_ event: String) -> [[String: String]] { lines.filter { $0["TEND_EVENT"] == event } }

  private func take(_ bytes: ArraySlice<UInt8>) {
    let line = PaperJournal.fields(bytes)
    if line["MARK"] != nil { marks.signal() } else { state.withLock { $0.append(line) } }
  }

  /// Reads the native protocol, and what services tell their manager, which has no new-line at its end.
  private static func fields(_ bytes: ArraySlice<UInt8>) -> [String: String] {
    var fields: [String: String] = [:]
    var rest = bytes + [UInt8(ascii: "\n")]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      let head = rest[..<end]
      rest = rest[(end + 1)...]
      if let equals = head.firstIndex(of: UInt8(ascii: "=")) {
        fields[text(head[..<equals])] = text(head[(equals + 1)...])
      } else {
        let length = rest.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        rest = rest.dropFirst(8)
        fields[text(head)] = text(rest.prefix(length))
        rest = rest.dropFirst(length + 1)
      }
    }
    return fields
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func withAddress<T>(_ path: String, _ body: (UnsafePointer<sockaddr>) -> T) -> T {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0) }
    }
  }
}
