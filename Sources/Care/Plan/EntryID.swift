public import Almanac

/// The short name of an entry, unique across kinds and files, which its history hangs on.
public struct EntryID: Hashable, Comparable, Sendable, TextCodable {
  public var text: String

  /// Nil unless `text` is `[a-z][a-z0-9-]*`, at most 64 long, and not shaped like an occurrence id (`k7f`), or such an
  /// id, a full stop and a word: that of what is derived from it, `hematology.blood-draw`.
  public init?(_ text: String) {
    var text = text
    let isID = text.withUTF8 { bytes in
      let parent = bytes.prefix { $0 != UInt8(ascii: ".") }
      guard EntryID.isWellFormed(parent), !OccurrenceID.isShaped(parent) else { return false }
      return parent.endIndex == bytes.endIndex || EntryID.isWellFormed(bytes[(parent.endIndex + 1)...])
    }
    guard isID else { return nil }
    self.text = text
  }

  /// That of what is derived from an entry of the plan; no id that can be written in a plan is like it.
  public init?(_ parent: EntryID, step: String) { self.init("\(parent.text).\(step)") }

  /// The entry it is derived from; nil for one that the plan has written down.
  public var parent: EntryID? {
    let end = text.utf8.firstIndex(of: UInt8(ascii: "."))
    return end.flatMap { EntryID(String(text[..<$0])) }
  }

  /// The entry of the plan's text that it belongs to: its parent, or itself.
  public var written: EntryID { parent ?? self }

  public var description: String { text }

  public static func < (a: EntryID, b: EntryID) -> Bool { a.text < b.text }

  /// Whether the text has the letters an id is made of, whatever else may be wrong with it.
  public static func isWellFormed(_ text: some StringProtocol) -> Bool {
    isWellFormed(text.utf8)
  }

  private static func isWellFormed(_ text: some Collection<UInt8>) -> Bool {
    guard let first = text.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first), text.count <= 64
    else { return false }
    return text.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        || $0 == UInt8(ascii: "-")
    }
  }
}
