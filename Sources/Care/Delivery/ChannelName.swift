public import Almanac

/// The name of a way to tell people: `journal`, `desktop`, or that of a `[channel.NAME]`.
public struct ChannelName: Hashable, Comparable, Sendable, TextCodable {
  public let text: String

  /// Nil unless the text has the shape of an id: `[a-z][a-z0-9-]*`.
  public init?(_ text: String) {
    guard EntryID.isWellFormed(text) else { return nil }
    self.text = text
  }

  private init(known text: String) { self.text = text }

  /// Takes every line, always; its cursor in the ledger is the record of what it took.
  public static let journal = ChannelName(known: "journal")
  public static let desktop = ChannelName(known: "desktop")

  public var description: String { text }

  public static func < (a: ChannelName, b: ChannelName) -> Bool { a.text < b.text }
}
