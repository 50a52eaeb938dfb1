import CSystemd
import Glibc

/// An object of ours on the bus, there for as long as this lives; see ``Bus/publish(_:at:)``.
public final class BusPublication: BusAttachment {
  public let path: String
  private let interface: BusInterface
  private var table: BusTable?
  private var slot: BusSlot?
  private weak var connection: BusConnection?

  init(_ interface: BusInterface, path: String) {
    self.interface = interface
    self.path = path
  }

  /// Sends a signal of this object to whoever listens; without a bus, to nobody.
  public func emit(_ signal: String, _ values: [BusValue] = []) throws(SystemdError) {
    guard let connection else { return }
    let message = try BusMessage("sd_bus_message_new_signal") {
      sd_bus_message_new_signal(connection.bus, $0, path, interface.name, signal)
    }
    try message.append(values)
    try connection.send(message)
  }

  /// Tells whoever listens that properties have other values now.
  public func propertiesChanged(_ names: [String]) throws(SystemdError) {
    guard let connection, !names.isEmpty else { return }
    var list: [UnsafeMutablePointer<CChar>?] = names.map { strdup($0) }
    defer { for name in list { free(name) } }
    list.append(nil)
    try checked(
      "sd_bus_emit_properties_changed_strv",
      sd_bus_emit_properties_changed_strv(connection.bus, path, interface.name, &list))
  }

  func attach(to connection: BusConnection) throws(SystemdError) {
    let table = BusTable(
      interface,
      onCall: { message, context, _ in
        guard let message, let context else { return 0 }
        return Unmanaged<BusPublication>.fromOpaque(context).takeUnretainedValue().called(message)
      },
      onRead: { _, _, _, property, message, context, _ in
        guard let property, let message, let context else { return -EINVAL }
        let publication = Unmanaged<BusPublication>.fromOpaque(context).takeUnretainedValue()
        return publication.append(String(cString: property), to: message)
      })
    let context = Unmanaged.passUnretained(self).toOpaque()
    slot = try BusSlot("sd_bus_add_object_vtable") {
      sd_bus_add_object_vtable(connection.bus, $0, path, interface.name, table.entries, context)
    }
    self.table = table
    self.connection = connection
  }

  func detach() {
    slot = nil
    table = nil
    connection = nil
  }

  /// Returns what tells libsystemd that the call is dealt with, or the error number it answers with.
  private func called(_ message: OpaquePointer) -> CInt {
    let member = sd_bus_message_get_member(message).map { String(cString: $0) }
    guard let method = interface.methods.first(where: { $0.name == member }) else { return 0 }
    do {
      method.handler(try BusInvocation(message))
      return 1
    } catch {
      return -error.errno
    }
  }

  private func append(_ property: String, to message: OpaquePointer) -> CInt {
    guard let value = interface.properties.first(where: { $0.name == property })?.value() else {
      return -EINVAL
    }
    do {
      try BusMessage.append(value, to: message)
      return 1
    } catch {
      return -error.errno
    }
  }

  deinit {
    // The callback before what it reads.
    slot = nil
    table = nil
  }
}

extension Bus {
  /// Offers an interface at a path; introspection and the properties interface come with it.
  public func publish(_ interface: BusInterface, at path: String) -> BusPublication {
    let publication = BusPublication(interface, path: path)
    add(publication)
    return publication
  }
}
