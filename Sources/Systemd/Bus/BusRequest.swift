import CSystemd

/// A call that waits for its reply.
final class BusRequest {
  private let reply: (BusReply) -> Void
  private var slot: BusSlot?
  /// Called before the reply is passed on.
  private let onEnd: (BusRequest) -> Void

  init(
    _ call: BusCall, on bus: OpaquePointer, onEnd: @escaping (BusRequest) -> Void,
    reply: @escaping (BusReply) -> Void
  ) throws(SystemdError) {
    self.reply = reply
    self.onEnd = onEnd
    let message = try BusMessage("sd_bus_message_new_method_call") {
      sd_bus_message_new_method_call(bus, $0, call.destination, call.path, call.interface, call.member)
    }
    try message.append(call.arguments)
    if !call.mayStartService {
      try checked("sd_bus_message_set_auto_start", sd_bus_message_set_auto_start(message.pointer, 0))
    }
    let context = Unmanaged.passUnretained(self).toOpaque()
    let pointer = message.pointer
    slot = try BusSlot("sd_bus_call_async") {
      sd_bus_call_async(
        bus, $0, pointer,
        { message, context, _ in
          guard let message, let context else { return 0 }
          Unmanaged<BusRequest>.fromOpaque(context).takeUnretainedValue().end(BusRequest.read(message))
          return 0
        }, context, max(call.timeout.clampedMicroseconds, 1))
    }
  }

  func end(_ result: BusReply) {
    guard slot != nil else { return }
    slot = nil
    onEnd(self)
    reply(result)
  }

  private static func read(_ message: OpaquePointer) -> BusReply {
    if let error = sd_bus_message_get_error(message), let cName = error.pointee.name {
      let name = String(cString: cName)
      let text = error.pointee.message.map { String(cString: $0) } ?? ""
      return .failure(
        name == "org.freedesktop.DBus.Error.NoReply" ? .noReply(text) : .refused(name: name, message: text))
    }
    do {
      return .success(try BusMessage.values(of: message))
    } catch {
      return .failure(.malformed(error))
    }
  }
}
