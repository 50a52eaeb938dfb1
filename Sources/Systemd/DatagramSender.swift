import CSystemd
import Glibc

/// A local datagram socket that only sends, to one address.
///
/// It is not connected: each datagram finds the receiver anew, so one that was restarted is found again.
struct DatagramSender: ~Copyable {
  private let address: UnixAddress
  private let descriptor: OwnedDescriptor

  /// Addresses `path`; `patience` is the most seconds that a waiting ``send(_:waiting:)`` may take.
  init(to path: String, patience: Int = 0) throws(SystemdError) {
    let address = try UnixAddress(path)
    let type = CInt(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = try OwnedDescriptor("socket", socket(AF_UNIX, type, 0))

    var limit = timeval(tv_sec: patience, tv_usec: 0)
    let size = socklen_t(MemoryLayout.size(ofValue: limit))
    try checkedByErrno("setsockopt", setsockopt(descriptor.number, SOL_SOCKET, SO_SNDTIMEO, &limit, size))
    self.address = address
    self.descriptor = descriptor
  }

  /// Sends, or throws what `sendto` reports: `EAGAIN` when the receiver's queue is full.
  ///
  /// Waits for room only if told to, and then no longer than its patience; a patience of 0 is without limit.
  func send(_ bytes: [UInt8], waiting: Bool = false) throws(SystemdError) {
    let flags = waiting ? MSG_NOSIGNAL : MSG_NOSIGNAL | MSG_DONTWAIT
    let sent = address.withSocketAddress {
      sendto(descriptor.number, bytes, bytes.count, CInt(flags), $0, $1)
    }
    try checkedByErrno("sendto", sent)
  }

  /// Sends the bytes in a sealed memory file, for messages that are larger than a datagram may be.
  func sendAsFile(_ bytes: [UInt8]) throws(SystemdError) {
    let file = try checked("memfd_create", csystemd_sealed_memory_file(bytes, bytes.count))
    defer { close(file) }
    let result = withUnsafePointer(to: address.address) {
      csystemd_send_descriptor(descriptor.number, $0, address.size, file)
    }
    try checked("sendmsg", result)
  }
}
