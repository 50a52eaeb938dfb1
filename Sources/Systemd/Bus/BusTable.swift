import CSystemd
import Glibc

/// The description of an interface in the form libsystemd reads it from, and keeps reading it.
final class BusTable {
  private(set) var entries: UnsafeMutablePointer<sd_bus_vtable>
  private var strings: [UnsafeMutablePointer<CChar>] = []

  init(
    _ interface: BusInterface, onCall: sd_bus_message_handler_t, onRead: sd_bus_property_get_t
  ) {
    let count = interface.methods.count + interface.properties.count + interface.signals.count + 2
    entries = .allocate(capacity: count)
    csystemd_vtable_start(entries)
    var next = entries + 1
    for method in interface.methods {
      csystemd_vtable_method(
        next, keep(method.name), types(method.takes), types(method.returns),
        names(method.takes + method.returns), onCall)
      next += 1
    }
    for property in interface.properties {
      csystemd_vtable_property(next, keep(property.name), keep(property.type), onRead)
      next += 1
    }
    for signal in interface.signals {
      csystemd_vtable_signal(next, keep(signal.name), types(signal.carries), names(signal.carries))
      next += 1
    }
    csystemd_vtable_end(next)
  }

  deinit {
    entries.deallocate()
    for string in strings { string.deallocate() }
  }

  private func types(_ arguments: [BusInterface.Argument]) -> UnsafePointer<CChar> {
    keep(arguments.map(\.type).joined())
  }

  /// Each name ends in a NUL of its own.
  private func names(_ arguments: [BusInterface.Argument]) -> UnsafePointer<CChar> {
    keep(arguments.map { $0.name + "\0" }.joined())
  }

  private func keep(_ text: String) -> UnsafePointer<CChar> {
    let bytes = text.utf8.map { CChar(bitPattern: $0) } + [0]
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
    copy.initialize(from: bytes, count: bytes.count)
    strings.append(copy)
    return UnsafePointer(copy)
  }
}
