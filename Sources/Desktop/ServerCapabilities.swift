/// What a notification server can do, as far as it matters to us.
public struct ServerCapabilities: Hashable, Sendable {
  /// Everything it names, ours to know or not.
  public var names: Set<String>

  public init(_ names: some Sequence<String>) {
    self.names = Set(names)
  }

  /// It shows buttons.
  public var hasActions: Bool { names.contains("actions") }
  /// It shows more than the summary.
  public var hasBody: Bool { names.contains("body") }
  /// It reads markup in the body, so what is none must be escaped.
  public var hasBodyMarkup: Bool { names.contains("body-markup") }
  /// It keeps popups until they are dismissed.
  public var isPersistent: Bool { names.contains("persistence") }
}

/// Which server it is, in its own words.
public struct ServerInformation: Hashable, Sendable {
  public var name: String
  public var vendor: String
  public var version: String
  public var specification: String

  /// How many buttons it shows at most; nil where it shows them all.
  ///
  /// No capability says so.
  public var mostButtons: Int? { name == "gnome-shell" ? 3 : nil }
}
