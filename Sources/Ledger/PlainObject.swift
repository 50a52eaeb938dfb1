import Almanac
import Care

/// Reads one JSON object field by field, in the order in which `Coding` writes them.
///
/// Only what most rows are made of: texts without an escape, whole numbers, truths, lists of these. Whatever else it
/// meets, a field that it was not asked for included, is `NotPlain`, and for a decoder to read.
///
/// A listing reads thousands of rows, and of a short one the decoder would be a quarter: it looks every type up in
/// the conformances of the whole program.
struct PlainObject: ~Copyable {
  struct NotPlain: Error {}

  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0

  /// Begins the object, which is the whole of the bytes.
  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(NotPlain) {
    self.bytes = bytes
    try expect(UInt8(ascii: "{"))
  }

  /// Whether the next field is this one; steps to its value.
  mutating func has(_ key: StaticString) -> Bool {
    let length = key.utf8CodeUnitCount
    let start = at < bytes.count && bytes[at] == UInt8(ascii: ",") ? at + 1 : at
    guard start + length + 3 <= bytes.count, bytes[start] == UInt8(ascii: "\""),
      bytes[start + length + 1] == UInt8(ascii: "\""), bytes[start + length + 2] == UInt8(ascii: ":")
    else { return false }
    for index in 0..<length where bytes[start + 1 + index] != key.utf8Start[index] { return false }
    at = start + length + 3
    return true
  }

  /// Steps to the value of a field that must come now.
  mutating func need(_ key: StaticString) throws(NotPlain) {
    guard has(key) else { throw NotPlain() }
  }

  /// Begins the object in a field; `close` ends it.
  mutating func open(_ key: StaticString) throws(NotPlain) {
    try need(key)
    try open()
  }

  /// Begins the object that comes now.
  mutating func open() throws(NotPlain) { try expect(UInt8(ascii: "{")) }

  mutating func close() throws(NotPlain) { try expect(UInt8(ascii: "}")) }

  /// Ends the whole.
  consuming func end() throws(NotPlain) {
    try close()
    guard at == bytes.count else { throw NotPlain() }
  }

  mutating func text() throws(NotPlain) -> String {
    try expect(UInt8(ascii: "\""))
    let start = at
    while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
      guard bytes[at] >= 0x20, bytes[at] != UInt8(ascii: "\\") else { throw NotPlain() }
      at += 1
    }
    let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<at]), as: UTF8.self)
    try expect(UInt8(ascii: "\""))
    return text
  }

  mutating func number() throws(NotPlain) -> Int64 {
    let isNegative = at < bytes.count && bytes[at] == UInt8(ascii: "-")
    if isNegative { at += 1 }
    let start = at
    var value: Int64 = 0
    while at < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[at]) {
      value = value &* 10 &+ Int64(bytes[at] - UInt8(ascii: "0"))
      at += 1
    }
    // Eighteen digits fit whatever they are.
    guard (1...18).contains(at - start), at - start == 1 || bytes[start] != UInt8(ascii: "0") else {
      throw NotPlain()
    }
    return isNegative ? -value : value
  }

  mutating func truth() throws(NotPlain) -> Bool {
    let word: StaticString = at < bytes.count && bytes[at] == UInt8(ascii: "t") ? "true" : "false"
    for index in 0..<word.utf8CodeUnitCount { try expect(word.utf8Start[index]) }
    return word.utf8CodeUnitCount == 4
  }

  mutating func value<Value: LosslessStringConvertible>(
    _: Value.Type = Value.self
  ) throws(NotPlain) -> Value {
    guard let value = Value(try text()) else { throw NotPlain() }
    return value
  }

  mutating func word<Word: RawRepresentable<String>>(_: Word.Type = Word.self) throws(NotPlain) -> Word {
    guard let word = Word(rawValue: try text()) else { throw NotPlain() }
    return word
  }

  mutating func instant() throws(NotPlain) -> Instant { Instant(try number()) }

  mutating func texts() throws(NotPlain) -> [String] {
    var found: [String] = []
    try expect(UInt8(ascii: "["))
    while try hasElement(isFirst: found.isEmpty) { found.append(try text()) }
    return found
  }

  mutating func instants() throws(NotPlain) -> [Instant] {
    var found: [Instant] = []
    try expect(UInt8(ascii: "["))
    while try hasElement(isFirst: found.isEmpty) { found.append(try instant()) }
    return found
  }

  private mutating func hasElement(isFirst: Bool) throws(NotPlain) -> Bool {
    if at < bytes.count, bytes[at] == UInt8(ascii: "]") {
      at += 1
      return false
    }
    if !isFirst { try expect(UInt8(ascii: ",")) }
    return true
  }

  private mutating func expect(_ byte: UInt8) throws(NotPlain) {
    guard at < bytes.count, bytes[at] == byte else { throw NotPlain() }
    at += 1
  }
}
