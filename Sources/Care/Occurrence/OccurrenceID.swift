public import Almanac

/// The short id of an occurrence: three or more letters and digits that cannot be mistaken for one another, `k7f`.
///
/// Given when the row is written, from a counter, and never used again. Neighbouring numbers get ids that differ
/// in more than one place, so that a slip of a finger does not answer the next dose.
public struct OccurrenceID: Hashable, Sendable, TextCodable {
  public var text: String

  public var description: String { text }

  /// Nil unless `text` is shaped like an occurrence id.
  public init?(_ text: String) {
    guard OccurrenceID.isShaped(text) else { return nil }
    self.text = text
  }

  private static let letters = Array("abcdefghjkmnpqrstuvwxyz".utf8)
  private static let figures = Array("23456789".utf8)
  private static let all = letters + figures

  /// Whether the text is a letter, a digit, and at least one of either: the shape no entry id may have.
  public static func isShaped(_ text: some StringProtocol) -> Bool { isShaped(text.utf8) }

  static func isShaped(_ text: some Collection<UInt8>) -> Bool {
    guard (3...12).contains(text.count) else { return false }
    for (index, byte) in text.enumerated() {
      switch index {
      case 0: guard letters.contains(byte) else { return false }
      case 1: guard figures.contains(byte) else { return false }
      default: guard all.contains(byte) else { return false }
      }
    }
    return true
  }

  /// The id of the nth row ever written, from 0.
  public init(number: Int64) {
    var rest = number
    var length = 3
    var size = OccurrenceID.ids(ofLength: 3)
    while rest >= size {
      rest -= size
      length += 1
      size = OccurrenceID.ids(ofLength: length)
    }
    // Steps of the golden section, made coprime to the size (2^a · 23 · 31^b), visit each id once and spread
    // neighbours far apart.
    var step = (size / 1_000_000 * 618_034 + size % 1_000_000 * 618_034 / 1_000_000) | 1
    while step % 23 == 0 || step % 31 == 0 { step += 2 }
    let product = UInt64(rest).multipliedFullWidth(by: UInt64(step))
    var scattered = Int64(UInt64(size).dividingFullWidth((product.high, product.low)).remainder)
    var bytes: [UInt8] = []
    for _ in 2..<length {
      bytes.append(OccurrenceID.all[Int(scattered % 31)])
      scattered /= 31
    }
    bytes.append(OccurrenceID.figures[Int(scattered % 8)])
    bytes.append(OccurrenceID.letters[Int(scattered / 8)])
    text = String(decoding: bytes.reversed(), as: UTF8.self)
  }

  /// How many ids there are of the shortest kind.
  public static let shortest = ids(ofLength: 3)

  private static func ids(ofLength length: Int) -> Int64 {
    var size: Int64 = 23 * 8
    for _ in 2..<length { size *= 31 }
    return size
  }
}
