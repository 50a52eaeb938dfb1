import Foundation
import Testing

/// The other end: a bound local datagram socket.
final class DatagramReceiver {
  struct Message {
    var bytes: [UInt8]
    /// A descriptor that came with it, to be closed by the test.
    var descriptor: CInt?
  }

  private let descriptor: CInt

  /// Binds a path, or with a leading `@` an abstract name.
  init(_ path: String) throws {
    descriptor = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    try #require(descriptor >= 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    var size = socklen_t(MemoryLayout.size(ofValue: address))
    if path.hasPrefix("@") {
      address.sun_path.0 = 0
      size = socklen_t(MemoryLayout<sa_family_t>.size + path.utf8.count)
    }
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
    }
    try #require(result == 0)
    var patience = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout.size(ofValue: patience)))
  }

  deinit {
    close(descriptor)
  }

  /// The next datagram; waits for it, but not forever.
  func receive() throws -> Message {
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    var control = [Int](repeating: 0, count: 8)
    var count = 0
    var controlSize = 0
    let socket = descriptor
    bytes.withUnsafeMutableBytes { data in
      control.withUnsafeMutableBytes { space in
        var vector = iovec(iov_base: data.baseAddress, iov_len: data.count)
        withUnsafeMutablePointer(to: &vector) { vector in
          var header = msghdr()
          header.msg_iov = vector
          header.msg_iovlen = 1
          header.msg_control = space.baseAddress
          header.msg_controllen = space.count
          count = recvmsg(socket, &header, CInt(MSG_CMSG_CLOEXEC))
          controlSize = header.msg_controllen
        }
      }
    }
    try #require(count >= 0, "no datagram came")
    let headerSize = MemoryLayout<cmsghdr>.size
    let passed: CInt? =
      controlSize > headerSize
      ? control.withUnsafeBytes { $0.load(fromByteOffset: headerSize, as: CInt.self) } : nil
    return Message(bytes: Array(bytes.prefix(count)), descriptor: passed)
  }

  /// The next datagram's text.
  func receiveText() throws -> String {
    try String(decoding: receive().bytes, as: UTF8.self)
  }
}
