import CSystemd
import Glibc

/// The address of a local socket.
struct UnixAddress {
  private(set) var address = sockaddr_un()
  private(set) var size: socklen_t

  /// Reads a path, or with a leading `@` a name in the abstract namespace, as service managers write them.
  ///
  /// Throws `ENAMETOOLONG` past 107 bytes, and `EINVAL` for what is neither absolute nor abstract.
  init(_ path: String) throws(SystemdError) {
    var bytes = Array(path.utf8)
    guard bytes.count > 1, bytes[0] == UInt8(ascii: "/") || bytes[0] == UInt8(ascii: "@"), !bytes.contains(0)
    else { throw SystemdError(errno: EINVAL, call: "sockaddr_un") }
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
      throw SystemdError(errno: ENAMETOOLONG, call: "sockaddr_un")
    }

    // A path ends in a NUL; an abstract name begins with one, and is as long as its bytes.
    let isAbstract = bytes[0] == UInt8(ascii: "@")
    if isAbstract { bytes[0] = 0 }
    size = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count + (isAbstract ? 0 : 1))
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
  }

  func withSocketAddress<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, size) }
    }
  }
}
