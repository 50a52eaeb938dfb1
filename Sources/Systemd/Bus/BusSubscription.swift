import CSystemd
import Glibc

/// Which signals to hear.
public struct BusRule: Hashable, Sendable {
  /// The sender's unique or well-known name.
  public var sender: String?
  public var path: String?
  public var interface: String?
  public var member: String?
  /// The first argument, where it is a string.
  public var argument: String?

  public init(
    sender: String? = nil, path: String? = nil, interface: String? = nil, member: String? = nil,
    argument: String? = nil
  ) {
    self.sender = sender
    self.path = path
    self.interface = interface
    self.member = member
    self.argument = argument
  }

  /// As the bus reads it.
  ///
  /// - Throws: `EINVAL` for a value with a quote or backslash: the bus and libsystemd read these differently. No name,
  ///   path, interface or member has one.
  func text() throws(SystemdError) -> String {
    let parts = [
      ("sender", sender), ("path", path), ("interface", interface), ("member", member), ("arg0", argument),
    ]
    var text = "type='signal'"
    for case (let key, let value?) in parts {
      guard !value.contains(where: { "'\\".contains($0) }) else {
        throw SystemdError(errno: EINVAL, call: "sd_bus_add_match_async")
      }
      text += ",\(key)='\(value)'"
    }
    return text
  }
}

/// A signal that came.
public struct BusSignal: Hashable, Sendable {
  /// The unique name of the connection that sent it, which nobody can forge.
  public var sender: String
  public var path: String
  public var interface: String
  public var member: String
  public var arguments: [BusValue]
}

/// Hears signals for as long as it lives; see ``Bus/subscribe(_:handler:)``.
public final class BusSubscription: BusAttachment {
  private let rule: BusRule
  private let handler: (BusSignal) -> Void
  private var slot: BusSlot?

  init(_ rule: BusRule, handler: @escaping (BusSignal) -> Void) {
    self.rule = rule
    self.handler = handler
  }

  func attach(to connection: BusConnection) throws(SystemdError) {
    let rule = try rule.text()
    let context = Unmanaged.passUnretained(self).toOpaque()
    slot = try BusSlot("sd_bus_add_match_async") {
      sd_bus_add_match_async(
        connection.bus, $0, rule,
        { message, context, _ in
          guard let message, let context else { return 0 }
          Unmanaged<BusSubscription>.fromOpaque(context).takeUnretainedValue().heard(message)
          return 0
        }, nil, context)
    }
  }

  func detach() {
    slot = nil
  }

  private func heard(_ message: OpaquePointer) {
    // What does not follow its type, or carries a descriptor, is not what was waited for.
    guard let arguments = try? BusMessage.values(of: message) else { return }
    func text(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }
    handler(
      BusSignal(
        sender: text(sd_bus_message_get_sender(message)), path: text(sd_bus_message_get_path(message)),
        interface: text(sd_bus_message_get_interface(message)),
        member: text(sd_bus_message_get_member(message)), arguments: arguments))
  }
}

extension Bus {
  /// Calls `handler` for each signal that follows the rule, until the subscription is dropped.
  ///
  /// A rule on a sender's well-known name is judged by the bus at the moment of sending. What was sent while there was
  /// no connection is not heard.
  public func subscribe(_ rule: BusRule, handler: @escaping (BusSignal) -> Void) -> BusSubscription {
    let subscription = BusSubscription(rule, handler: handler)
    add(subscription)
    return subscription
  }
}
