/// UTF-8 text that is put together piece by piece, in memory that the next text uses again.
///
/// Listings of many thousand lines are written through one of these: putting as many strings together costs
/// twenty times more.
public struct TextBuffer: Sendable {
  /// What lies at `count` and beyond is left over from earlier texts.
  @usableFromInline var memory: [UInt8]
  /// How many bytes the text has.
  public internal(set) var count = 0

  public init(capacity: Int = 64) { memory = Array(repeating: 0, count: capacity) }

  public mutating func removeAll() { count = 0 }

  /// Cuts the text back to its first `count` bytes.
  public mutating func cut(to count: Int) { self.count = min(self.count, count) }

  public mutating func write(_ text: String) {
    var text = text
    text.withUTF8 { write($0) }
  }

  public mutating func write(_ text: Substring) {
    var text = text
    text.withUTF8 { write($0) }
  }

  public mutating func write(_ bytes: UnsafeBufferPointer<UInt8>) {
    append(bytes.count) { memory in
      _ = memory.update(fromContentsOf: bytes)
      return bytes.count
    }
  }

  /// A character of ASCII.
  public mutating func write(_ character: Unicode.Scalar) {
    append(1) { memory in
      memory[0] = UInt8(ascii: character)
      return 1
    }
  }

  public mutating func write(spaces: Int) {
    append(max(0, spaces)) { memory in
      memory.update(repeating: UInt8(ascii: " "))
      return memory.count
    }
  }

  public mutating func write(_ number: Int64) { ascii(20) { $0.write(number) } }

  /// As `CivilDate` describes itself.
  public mutating func write(_ date: CivilDate) { ascii(14) { $0.write(date) } }

  /// As `ClockTime` describes itself.
  public mutating func write(_ time: ClockTime) { ascii(8) { $0.write(time, withSeconds: time.second != 0) } }

  /// Part of another text.
  public mutating func write(_ range: Range<Int>, of other: TextBuffer) {
    other.withBytes(range) { write($0) }
  }

  /// The bytes of a part of the text, which must lie in it.
  @inlinable
  public func withBytes<Result>(
    _ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    try memory.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// A part of the text, which must lie in it.
  public func text(_ range: Range<Int>) -> String {
    withBytes(range) { String(decoding: $0, as: UTF8.self) }
  }

  /// The text that `write` puts together.
  public static func string(_ write: (inout TextBuffer) -> Void) -> String {
    var text = TextBuffer()
    write(&text)
    return text.text(0..<text.count)
  }

  private mutating func ascii(_ capacity: Int, _ write: (inout ASCIIWriter) -> Void) {
    append(capacity) { memory in
      var writer = ASCIIWriter(memory)
      write(&writer)
      return writer.count
    }
  }

  /// Lets `write` fill in up to `size` bytes and say how many they became.
  private mutating func append(_ size: Int, _ write: (UnsafeMutableBufferPointer<UInt8>) -> Int) {
    if count + size > memory.count {
      memory.append(contentsOf: repeatElement(0, count: max(memory.count, size)))
    }
    let range = count..<(count + size)
    count += memory.withUnsafeMutableBufferPointer { write(UnsafeMutableBufferPointer(rebasing: $0[range])) }
  }
}
