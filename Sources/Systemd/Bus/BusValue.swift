/// A value in a message on the bus, with its D-Bus type.
public enum BusValue: Hashable, Sendable {
  case byte(UInt8)
  case boolean(Bool)
  case int16(Int16)
  case uint16(UInt16)
  case int32(Int32)
  case uint32(UInt32)
  case int64(Int64)
  case uint64(UInt64)
  case double(Double)
  /// Without NULs: a message that holds one cannot be sent.
  case string(String)
  case objectPath(String)
  case signature(String)
  /// A descriptor that is duplicated into the message when it is made. Only sent: one that comes is not read.
  case descriptor(CInt)
  /// Elements of one type, which is named because there may be none.
  case array(of: String, [BusValue])
  case structure([BusValue])
  /// A key and its value; only as element of an array.
  indirect case entry(BusValue, BusValue)
  indirect case variant(BusValue)

  /// The type, as the D-Bus specification writes it: `a{sv}`.
  public var type: String {
    switch self {
    case .byte: "y"
    case .boolean: "b"
    case .int16: "n"
    case .uint16: "q"
    case .int32: "i"
    case .uint32: "u"
    case .int64: "x"
    case .uint64: "t"
    case .double: "d"
    case .string: "s"
    case .objectPath: "o"
    case .signature: "g"
    case .descriptor: "h"
    case .array(let element, _): "a\(element)"
    case .structure(let members): "(\(members.map(\.type).joined()))"
    case .entry(let key, let value): "{\(key.type)\(value.type)}"
    case .variant: "v"
    }
  }
}

extension BusValue {
  public static func strings(_ values: [String]) -> BusValue {
    .array(of: "s", values.map { .string($0) })
  }

  /// Named values of any types, `a{sv}`, in the order of their names.
  public static func dictionary(_ values: [String: BusValue]) -> BusValue {
    .array(
      of: "{sv}",
      values.sorted { $0.key < $1.key }.map { .entry(.string($0.key), .variant($0.value)) })
  }

  public var string: String? {
    switch self {
    case .string(let text), .objectPath(let text), .signature(let text): text
    default: nil
    }
  }

  /// Any of the whole numbers, where it fits.
  public var integer: Int? {
    switch self {
    case .byte(let number): Int(number)
    case .int16(let number): Int(number)
    case .uint16(let number): Int(number)
    case .int32(let number): Int(number)
    case .uint32(let number): Int(number)
    case .int64(let number): Int(exactly: number)
    case .uint64(let number): Int(exactly: number)
    default: nil
    }
  }

  public var uint32: UInt32? {
    if case .uint32(let number) = self { number } else { nil }
  }

  public var boolean: Bool? {
    if case .boolean(let value) = self { value } else { nil }
  }

  public var elements: [BusValue]? {
    switch self {
    case .array(_, let values), .structure(let values): values
    default: nil
    }
  }

  /// The strings of an array that holds nothing else.
  public var strings: [String]? {
    guard case .array("s", let values) = self else { return nil }
    return values.compactMap(\.string)
  }

  /// The named values of an `a{sv}`; of two with one name, the last.
  public var dictionary: [String: BusValue]? {
    guard case .array("{sv}", let entries) = self else { return nil }
    var values: [String: BusValue] = [:]
    for case .entry(.string(let name), .variant(let value)) in entries { values[name] = value }
    return values
  }
}
