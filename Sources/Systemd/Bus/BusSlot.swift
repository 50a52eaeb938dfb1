import CSystemd
import Glibc

/// The owner of one `sd_bus_slot`: what a connection calls back for.
///
/// Its end takes the callback back at once, also from inside it, so that whatever `userdata` points to may go away
/// with it.
struct BusSlot: ~Copyable {
  private let pointer: OpaquePointer

  /// Makes a slot with one of the functions that return one through their second parameter.
  init(
    _ call: String, _ make: (UnsafeMutablePointer<OpaquePointer?>) -> CInt
  ) throws(SystemdError) {
    var slot: OpaquePointer?
    try checked(call, make(&slot))
    guard let slot else { throw SystemdError(errno: EINVAL, call: call) }
    pointer = slot
  }

  deinit {
    sd_bus_slot_unref(pointer)
  }
}
