import Glibc

/// A file descriptor that is closed exactly once: when its owner goes away.
struct OwnedDescriptor: ~Copyable {
  let number: CInt

  /// Takes over the result of the call that opened it, or throws what the call left in `errno`.
  init(_ call: String, _ number: CInt) throws(SystemdError) {
    self.number = try checkedByErrno(call, number)
  }

  deinit {
    close(number)
  }
}
