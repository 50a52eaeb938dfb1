public import Almanac

/// The short name of an entry, unique across kinds and files, which its history hangs on.
public struct EntryID: Hashable, Comparable, Sendable, TextCodable {
  public var text: String

  /// Nil unless `text` is `[a-z][a-z0-9-]*`, at most 64 long, and not shaped like an occurrence id (`k7f`).
  public init?(_ text: String) {
    guard EntryID.isWellFormed(text), !OccurrenceID.isShaped(text) else { return nil }
    self.text = text
  }

  public var description: String { text }

  public static func < (a: EntryID, b: EntryID) -> Bool { a.text < b.text }

  /// Whether the text has the letters an id is made of, whatever else may be wrong with it.
  public static func isWellFormed(_ text: some StringProtocol) -> Bool {
    guard let first = text.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first),
      text.utf8.count <= 64
    else { return false }
    return text.utf8.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        || $0 == UInt8(ascii: "-")
    }
  }
}
