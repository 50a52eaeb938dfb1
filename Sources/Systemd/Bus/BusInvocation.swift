import CSystemd
import Glibc

/// A call of a method of ours, to be answered once: now, later, or never, and then the caller times out.
public final class BusInvocation {
  /// The unique name of the caller.
  public let sender: String
  public let arguments: [BusValue]
  private let message: BusMessage
  private var isAnswered = false

  init(_ message: OpaquePointer) throws(SystemdError) {
    arguments = try BusMessage.values(of: message)
    sender = sd_bus_message_get_sender(message).map { String(cString: $0) } ?? ""
    self.message = BusMessage(sharing: message)
  }

  /// Sends the result; a second answer is dropped, as is one to a caller that wants none.
  public func reply(_ values: [BusValue] = []) throws(SystemdError) {
    let pointer = message.pointer
    let answer = try BusMessage("sd_bus_message_new_method_return") {
      sd_bus_message_new_method_return(pointer, $0)
    }
    try answer.append(values)
    try send(answer)
  }

  public func refuse(name: String, message text: String) throws(SystemdError) {
    let pointer = message.pointer
    var error = sd_bus_error()
    defer { sd_bus_error_free(&error) }
    sd_bus_error_set(&error, name, text)
    let answer = try BusMessage("sd_bus_message_new_method_error") {
      sd_bus_message_new_method_error(pointer, $0, &error)
    }
    try send(answer)
  }

  private func send(_ answer: borrowing BusMessage) throws(SystemdError) {
    guard !isAnswered, sd_bus_message_get_expect_reply(message.pointer) > 0 else { return }
    isAnswered = true
    try checked("sd_bus_send", sd_bus_send(nil, answer.pointer, nil))
  }
}
