/// UTF-8 text that is put together piece by piece, in memory that the next text uses again.
///
/// Listings of many thousand lines are written through one of these: putting as many strings together costs
/// twenty times more.
public struct TextBuffer: ~Copyable {
  /// What lies at `count` and beyond is left over from earlier texts, or from nothing.
  @usableFromInline var memory: UnsafeMutableBufferPointer<UInt8>
  /// How many bytes the text has.
  public internal(set) var count = 0

  public init(capacity: Int = 64) { memory = .allocate(capacity: max(1, capacity)) }

  deinit { memory.deallocate() }

  public mutating func removeAll() { count = 0 }

  /// Makes room for so many bytes more.
  public mutating func reserve(_ size: Int) { makeRoom(for: size) }

  /// Cuts the text back to its first `count` bytes.
  public mutating func cut(to count: Int) { self.count = min(self.count, max(0, count)) }

  public mutating func write(_ text: String) {
    var text = text
    text.withUTF8 { write($0) }
  }

  public mutating func write(_ text: Substring) {
    var text = text
    text.withUTF8 { write($0) }
  }

  public mutating func write(_ bytes: UnsafeBufferPointer<UInt8>) {
    makeRoom(for: bytes.count)
    _ = UnsafeMutableBufferPointer(rebasing: memory[count...]).update(fromContentsOf: bytes)
    count += bytes.count
  }

  /// A character of ASCII.
  public mutating func write(_ character: Unicode.Scalar) {
    makeRoom(for: 1)
    memory[count] = UInt8(ascii: character)
    count += 1
  }

  public mutating func write(spaces: Int) {
    guard spaces > 0 else { return }
    makeRoom(for: spaces)
    UnsafeMutableBufferPointer(rebasing: memory[count..<count + spaces]).update(repeating: UInt8(ascii: " "))
    count += spaces
  }

  public mutating func write(_ number: Int64) { ascii(20) { $0.write(number) } }

  /// As `CivilDate` describes itself.
  public mutating func write(_ date: CivilDate) { ascii(14) { $0.write(date) } }

  /// As `ClockTime` describes itself.
  public mutating func write(_ time: ClockTime) { ascii(8) { $0.write(time, withSeconds: time.second != 0) } }

  /// Part of another text, which must lie in it.
  public mutating func write(_ range: Range<Int>, of other: borrowing TextBuffer) {
    write(other.bytes(range))
  }

  /// The bytes of a part of the text, which must lie in it.
  @inlinable
  public func withBytes<Result>(_ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result
  {
    body(bytes(range))
  }

  /// A part of the text, which must lie in it.
  public func text(_ range: Range<Int>) -> String { String(decoding: bytes(range), as: UTF8.self) }

  /// The text that `write` puts together.
  public static func string(_ write: (inout TextBuffer) -> Void) -> String {
    var text = TextBuffer()
    write(&text)
    return text.text(0..<text.count)
  }

  @inlinable
  func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return UnsafeBufferPointer(rebasing: memory[range])
  }

  private mutating func ascii(_ capacity: Int, _ write: (inout ASCIIWriter) -> Void) {
    makeRoom(for: capacity)
    var writer = ASCIIWriter(UnsafeMutableBufferPointer(rebasing: memory[count...]))
    write(&writer)
    count += writer.count
  }

  private mutating func makeRoom(for size: Int) {
    guard count + size > memory.count else { return }
    let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(2 * memory.count, count + size))
    _ = larger.update(fromContentsOf: memory[..<count])
    memory.deallocate()
    memory = larger
  }
}
