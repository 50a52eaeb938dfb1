/// Where a message bus listens, as the D-Bus specification writes it: `unix:path=/run/user/1000/bus`.
public struct BusAddress: Hashable, Sendable {
  public var text: String

  public init(_ text: String) {
    self.text = text
  }

  /// A bus on a socket in the file system.
  public init(socketPath: String) {
    text = "unix:path=\(Self.escaped(socketPath))"
  }

  /// The bus of this user, or `nil` where the environment tells of none.
  ///
  /// `$DBUS_SESSION_BUS_ADDRESS` first, then `bus` in `$XDG_RUNTIME_DIR`: a service that started before the bus has
  /// only the second.
  public static func user(environment: [String: String]) -> BusAddress? {
    if let address = environment["DBUS_SESSION_BUS_ADDRESS"], !address.isEmpty { return BusAddress(address) }
    guard let directory = environment["XDG_RUNTIME_DIR"], directory.hasPrefix("/") else { return nil }
    return BusAddress(socketPath: "\(directory)/bus")
  }

  /// The path of the socket, for an address that is one path and nothing else.
  var socketPath: String? {
    let prefix = "unix:path="
    guard text.hasPrefix(prefix) else { return nil }
    let value = text.dropFirst(prefix.count).prefix { $0 != "," && $0 != ";" }
    return Self.unescaped(value)
  }

  private static func escaped(_ path: String) -> String {
    path.utf8.map { byte in
      isPlain(byte)
        ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }

  private static func unescaped(_ value: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = value.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let digits = String(rest.prefix(2)), digits.utf8.count == 2, let code = UInt8(digits, radix: 16)
      else { return nil }
      bytes.append(code)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  /// The bytes that the specification lets stand for themselves.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "/"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }
}
