import CSystemd
import Glibc

/// The owner of one `sd_event_source`.
///
/// Its end switches the source off at once, also from inside the source's own callback, so that whatever
/// the callback's `userdata` points to may go away with it.
struct EventSource: ~Copyable {
  let pointer: OpaquePointer

  /// Makes a source with one of the `sd_event_add_…` functions, which return it through their second parameter.
  init(
    _ call: String, _ add: (UnsafeMutablePointer<OpaquePointer?>) -> CInt
  ) throws(SystemdError) {
    var source: OpaquePointer?
    try checked(call, add(&source))
    guard let source else { throw SystemdError(errno: EINVAL, call: call) }
    pointer = source
  }

  deinit {
    sd_event_source_disable_unref(pointer)
  }
}
