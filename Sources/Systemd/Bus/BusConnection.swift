import CSystemd
import Glibc

/// One connection to a bus, from the attempt to its end.
///
/// What is sent before the bus has greeted us waits in a queue, so nothing here waits.
final class BusConnection {
  let bus: OpaquePointer
  private let loop: EventLoop
  private let onEnd: (BusConnection) -> Void
  private var localSignals: BusSlot?
  private var handshake: Countdown?
  private var requests: [ObjectIdentifier: BusRequest] = [:]
  private var isEnding = false

  /// Begins to connect; `onEnd` is called once, from the loop, when the connection is over.
  init(
    loop: EventLoop, address: BusAddress, patience: Duration, onEnd: @escaping (BusConnection) -> Void
  ) throws(SystemdError) {
    self.loop = loop
    self.onEnd = onEnd
    var bus: OpaquePointer?
    try checked("sd_bus_new", sd_bus_new(&bus))
    guard let bus else { throw SystemdError(errno: ENOMEM, call: "sd_bus_new") }
    self.bus = bus
    try checked("sd_bus_set_address", sd_bus_set_address(bus, address.text))
    try checked("sd_bus_set_bus_client", sd_bus_set_bus_client(bus, 1))
    // The user's own bus: everybody on it is this user.
    try checked("sd_bus_set_trusted", sd_bus_set_trusted(bus, 1))
    try checked("sd_bus_set_connected_signal", sd_bus_set_connected_signal(bus, 1))
    try watchLocalSignals()
    try checked("sd_bus_start", sd_bus_start(bus))
    try checked("sd_bus_attach_event", sd_bus_attach_event(bus, loop.event, CInt(SD_EVENT_PRIORITY_NORMAL)))
    handshake = try loop.after(patience) { [weak self] in self?.end() }
  }

  deinit {
    localSignals = nil
    sd_bus_close_unref(bus)
  }

  /// Tells the bus from every other one; `nil` until it has greeted us.
  var identity: String? {
    var id = sd_id128_t()
    guard handshake == nil, !isEnding, sd_bus_get_bus_id(bus, &id) >= 0 else { return nil }
    var text = [CChar](repeating: 0, count: 33)
    guard sd_id128_to_string(id, &text) != nil else { return nil }
    return String(decoding: text.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  func call(_ call: BusCall, reply: @escaping (BusReply) -> Void) throws(SystemdError) {
    let request = try BusRequest(
      call, on: bus, onEnd: { [weak self] in self?.requests[ObjectIdentifier($0)] = nil }, reply: reply)
    requests[ObjectIdentifier(request)] = request
  }

  /// Sends a message that nothing answers.
  func send(_ message: borrowing BusMessage) throws(SystemdError) {
    try checked("sd_bus_send", sd_bus_send(bus, message.pointer, nil))
  }

  private func watchLocalSignals() throws(SystemdError) {
    let context = Unmanaged.passUnretained(self).toOpaque()
    localSignals = try BusSlot("sd_bus_add_match_async") {
      sd_bus_add_match_async(
        bus, $0, "type='signal',interface='org.freedesktop.DBus.Local',path='/org/freedesktop/DBus/Local'",
        { message, context, _ in
          guard let message, let context, let member = sd_bus_message_get_member(message) else { return 0 }
          Unmanaged<BusConnection>.fromOpaque(context).takeUnretainedValue().heard(String(cString: member))
          return 0
        }, nil, context)
    }
  }

  private func heard(_ member: String) {
    switch member {
    case "Connected": handshake = nil
    case "Disconnected": end()
    default: break
    }
  }

  /// Takes leave from the loop and not from a callback of the bus, which is about to go away.
  private func end() {
    guard !isEnding else { return }
    isEnding = true
    handshake = nil
    loop.post { [weak self] in
      guard let self else { return }
      onEnd(self)
      for request in requests.values { request.end(.failure(.noReply("the message bus went away"))) }
    }
  }
}
