/// Why the text of a calendar event was refused.
public struct CalendarEventError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The whole text as given.
  public let text: String
  public let reason: String

  public var description: String { "“\(text.clipped)”: \(reason)" }
}
