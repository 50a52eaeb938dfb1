/// One field of a journal entry.
public struct JournalField: Hashable, Sendable {
  /// Capital letters, digits and `_`, beginning with a letter, at most 64 characters.
  ///
  /// Checked when the entry is sent: journald drops a field with any other name without a word.
  public var name: String
  /// Any bytes, as they are: new-lines and NULs included, nothing trimmed.
  public var value: [UInt8]

  public init(_ name: String, _ value: String) {
    self.init(name, bytes: Array(value.utf8))
  }

  public init(_ name: String, bytes value: [UInt8]) {
    self.name = name
    self.value = value
  }

  /// Whether journald keeps a field of this name from an ordinary sender.
  var hasValidName: Bool {
    let bytes = name.utf8
    guard let first = bytes.first, bytes.count <= 64 else { return false }
    return isCapital(first)
      && bytes.allSatisfy { isCapital($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
  }

  /// Writes the field in the journal's native protocol: `NAME=value` and a new-line, or for a value that has
  /// new-lines of its own `NAME`, new-line, the length in 64 bits little-endian, the value, new-line.
  func append(to message: inout [UInt8]) {
    let newline = UInt8(ascii: "\n")
    message += name.utf8
    if value.contains(newline) {
      message.append(newline)
      withUnsafeBytes(of: UInt64(value.count).littleEndian) { message += $0 }
    } else {
      message.append(UInt8(ascii: "="))
    }
    message += value
    message.append(newline)
  }
}

private func isCapital(_ byte: UInt8) -> Bool {
  UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
}

private func isDigit(_ byte: UInt8) -> Bool {
  UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
}
