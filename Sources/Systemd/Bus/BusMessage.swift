import CSystemd
import Glibc

/// The owner of one `sd_bus_message`.
struct BusMessage: ~Copyable {
  let pointer: OpaquePointer

  /// Makes a message with one of the `sd_bus_message_new_…` functions.
  init(
    _ call: String, _ make: (UnsafeMutablePointer<OpaquePointer?>) -> CInt
  ) throws(SystemdError) {
    var message: OpaquePointer?
    try checked(call, make(&message))
    guard let message else { throw SystemdError(errno: EINVAL, call: call) }
    pointer = message
  }

  /// Shares a message that somebody else owns too.
  init(sharing pointer: OpaquePointer) {
    self.pointer = sd_bus_message_ref(pointer)
  }

  deinit {
    sd_bus_message_unref(pointer)
  }

  func append(_ values: [BusValue]) throws(SystemdError) {
    for value in values { try BusMessage.append(value, to: pointer) }
  }

  /// Everything a message carries, from its beginning.
  ///
  /// - Throws: `EBADMSG` for what does not follow its type, `EOPNOTSUPP` for a descriptor.
  static func values(of message: OpaquePointer) throws(SystemdError) -> [BusValue] {
    try checked("sd_bus_message_rewind", sd_bus_message_rewind(message, 1))
    return try rest(of: message)
  }

  static func append(_ value: BusValue, to message: OpaquePointer) throws(SystemdError) {
    switch value {
    case .byte(let number): try append(number, "y", to: message)
    // The C library takes and gives a boolean as a whole int.
    case .boolean(let flag): try append(CInt(flag ? 1 : 0), "b", to: message)
    case .int16(let number): try append(number, "n", to: message)
    case .uint16(let number): try append(number, "q", to: message)
    case .int32(let number): try append(number, "i", to: message)
    case .uint32(let number): try append(number, "u", to: message)
    case .int64(let number): try append(number, "x", to: message)
    case .uint64(let number): try append(number, "t", to: message)
    case .double(let number): try append(number, "d", to: message)
    case .descriptor(let number): try append(number, "h", to: message)
    case .string(let text): try append(text: text, "s", to: message)
    case .objectPath(let text): try append(text: text, "o", to: message)
    case .signature(let text): try append(text: text, "g", to: message)
    case .array(let element, let values):
      try append(container: "a", of: element, values, to: message)
    case .structure(let values):
      try append(container: "r", of: values.map(\.type).joined(), values, to: message)
    case .entry(let key, let value):
      try append(container: "e", of: key.type + value.type, [key, value], to: message)
    case .variant(let value):
      try append(container: "v", of: value.type, [value], to: message)
    }
  }

  private static func append(
    _ value: some BitwiseCopyable, _ type: Unicode.Scalar, to message: OpaquePointer
  ) throws(SystemdError) {
    let result = withUnsafePointer(to: value) { sd_bus_message_append_basic(message, code(type), $0) }
    try checked("sd_bus_message_append_basic", result)
  }

  private static func append(
    text: String, _ type: Unicode.Scalar, to message: OpaquePointer
  ) throws(SystemdError) {
    // A C string would end there, and say something else.
    guard !text.utf8.contains(0) else {
      throw SystemdError(errno: EINVAL, call: "sd_bus_message_append_basic")
    }
    try checked("sd_bus_message_append_basic", sd_bus_message_append_basic(message, code(type), text))
  }

  private static func append(
    container: Unicode.Scalar, of contents: String, _ values: [BusValue], to message: OpaquePointer
  ) throws(SystemdError) {
    try checked(
      "sd_bus_message_open_container", sd_bus_message_open_container(message, code(container), contents))
    for value in values { try append(value, to: message) }
    try checked("sd_bus_message_close_container", sd_bus_message_close_container(message))
  }

  /// What is left of the container that is being read.
  private static func rest(of message: OpaquePointer) throws(SystemdError) -> [BusValue] {
    var values: [BusValue] = []
    while true {
      var type: CChar = 0
      var contents: UnsafePointer<CChar>?
      guard try checked("sd_bus_message_peek_type", sd_bus_message_peek_type(message, &type, &contents)) > 0
      else { return values }
      values.append(
        try read(Unicode.Scalar(UInt8(bitPattern: type)), contents.map { String(cString: $0) } ?? "", message)
      )
    }
  }

  private static func read(
    _ type: Unicode.Scalar, _ contents: String, _ message: OpaquePointer
  ) throws(SystemdError) -> BusValue {
    switch type {
    case "y": return .byte(try number(type, message))
    case "b": return .boolean(try number(type, message) as CInt != 0)
    case "n": return .int16(try number(type, message))
    case "q": return .uint16(try number(type, message))
    case "i": return .int32(try number(type, message))
    case "u": return .uint32(try number(type, message))
    case "x": return .int64(try number(type, message))
    case "t": return .uint64(try number(type, message))
    case "d":
      var number = 0.0
      try checked("sd_bus_message_read_basic", sd_bus_message_read_basic(message, code(type), &number))
      return .double(number)
    case "s": return .string(try text(type, message))
    case "o": return .objectPath(try text(type, message))
    case "g": return .signature(try text(type, message))
    case "a": return .array(of: contents, try inside(type, contents, message))
    case "r": return .structure(try inside(type, contents, message))
    case "v":
      let values = try inside(type, contents, message)
      guard values.count == 1 else { throw badMessage }
      return .variant(values[0])
    case "e":
      let values = try inside(type, contents, message)
      guard values.count == 2 else { throw badMessage }
      return .entry(values[0], values[1])
    default: throw SystemdError(errno: EOPNOTSUPP, call: "sd_bus_message_read_basic")
    }
  }

  private static func inside(
    _ type: Unicode.Scalar, _ contents: String, _ message: OpaquePointer
  ) throws(SystemdError) -> [BusValue] {
    try checked(
      "sd_bus_message_enter_container", sd_bus_message_enter_container(message, code(type), contents))
    let values = try rest(of: message)
    try checked("sd_bus_message_exit_container", sd_bus_message_exit_container(message))
    return values
  }

  private static func number<Number: FixedWidthInteger>(
    _ type: Unicode.Scalar, _ message: OpaquePointer
  ) throws(SystemdError) -> Number {
    var number: Number = 0
    try checked("sd_bus_message_read_basic", sd_bus_message_read_basic(message, code(type), &number))
    return number
  }

  private static func text(
    _ type: Unicode.Scalar, _ message: OpaquePointer
  ) throws(SystemdError) -> String {
    var text: UnsafePointer<CChar>?
    try checked("sd_bus_message_read_basic", sd_bus_message_read_basic(message, code(type), &text))
    guard let text else { throw badMessage }
    return String(cString: text)
  }

  private static var badMessage: SystemdError {
    SystemdError(errno: EBADMSG, call: "sd_bus_message_read_basic")
  }

  private static func code(_ type: Unicode.Scalar) -> CChar { CChar(truncatingIfNeeded: type.value) }
}
