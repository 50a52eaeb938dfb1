import Foundation
import Testing

/// A local stream socket that somebody listens on, who is no message bus.
final class StreamListener {
  private let descriptor: CInt
  /// How many connected so far and were seen.
  private(set) var count = 0

  init(_ path: String) throws {
    descriptor = socket(
      AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    try #require(descriptor >= 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let size = socklen_t(MemoryLayout.size(ofValue: address))
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
    }
    try #require(result == 0)
    try #require(listen(descriptor, 8) == 0)
  }

  deinit {
    close(descriptor)
  }

  func hangUpOnAll() {
    while true {
      let peer = accept(descriptor, nil, nil)
      guard peer >= 0 else { return }
      count += 1
      close(peer)
    }
  }
}
