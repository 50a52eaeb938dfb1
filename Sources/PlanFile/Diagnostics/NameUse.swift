/// A place that names something of the other kind of file: a channel in the plan, a contact in the settings.
///
/// The two are read apart, so that a mistake in one does not hold up the other; whoever has both compares them.
public struct NameUse: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case channel, contact
    /// A contact who is to be told through the channels of their own.
    case contactToReach
  }

  public var kind: Kind
  public var name: String
  public var file: String
  public var line: Int
  public var column: Int

  /// - Parameter known: What may have been meant.
  public func warning(_ message: String, among known: [String] = []) -> Diagnostic {
    Diagnostic(
      file: file, line: line, column: column, severity: .warning, message: message,
      suggestion: Nearest.match(name, among: known))
  }
}
