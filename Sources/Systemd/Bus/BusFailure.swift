/// Why a call on the bus brought no result.
public enum BusFailure: Error, Hashable, Sendable {
  /// The other side, or the bus for it, answered with an error.
  case refused(name: String, message: String)
  /// Nobody answered in time, or the other side or the bus went away first: it may have been done or not.
  case noReply(String)
  /// There is no bus to send it to; it was not done.
  case disconnected(String)
  /// It cannot be sent as it is, or what came back cannot be read.
  case malformed(SystemdError)

  /// The D-Bus name of the error, where it has one.
  public var name: String? {
    if case .refused(let name, _) = self { name } else { nil }
  }

  /// Whether there is nobody of the name that was called, and nothing that could be started under it.
  public var isNobodyThere: Bool {
    switch name {
    case "org.freedesktop.DBus.Error.ServiceUnknown", "org.freedesktop.DBus.Error.NameHasNoOwner": true
    default: false
    }
  }
}

extension BusFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .refused(let name, let message): message.isEmpty ? name : "\(message) (\(name))"
    case .noReply(let reason): "no answer: \(reason)"
    case .disconnected(let reason): "no message bus: \(reason)"
    case .malformed(let error): "a message that cannot be read or sent: \(error)"
    }
  }
}
