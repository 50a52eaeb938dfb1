import Glibc

/// A call to libsystemd or the kernel that failed.
///
/// It names the call and keeps the number, so that a caller can tell conditions apart
/// (`error.errno == ENOENT`) and a person reading the log can look it up.
public struct SystemdError: Error, Hashable, Sendable {
  /// The positive error number, as in `errno.h`.
  public var errno: CInt
  /// The name of the C function that reported it, without parentheses.
  public var call: String

  public init(errno: CInt, call: String) {
    self.errno = errno
    self.call = call
  }
}

extension SystemdError: CustomStringConvertible {
  /// For example `inotify_add_watch: No such file or directory`.
  public var description: String {
    "\(call): \(strerror(errno).map { String(cString: $0) } ?? "error \(errno)")"
  }
}

/// Passes on the result of a call that reports failure as a negative error number, as libsystemd does.
@discardableResult
func checked(_ call: String, _ result: CInt) throws(SystemdError) -> CInt {
  guard result >= 0 else { throw SystemdError(errno: -result, call: call) }
  return result
}

/// Passes on the result of a call that returns a negative number and sets `errno`, as the kernel's do.
@discardableResult
func checkedByErrno<Result: SignedInteger>(_ call: String, _ result: Result) throws(SystemdError) -> Result {
  guard result >= 0 else { throw SystemdError(errno: errno, call: call) }
  return result
}
