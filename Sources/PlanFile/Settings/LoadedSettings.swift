public import Care

/// What came of reading `settings.toml`.
public struct LoadedSettings: Sendable {
  /// Nil when there is any error.
  public var settings: Settings?
  /// Everything found, in the order of the lines.
  public var diagnostics: [Diagnostic]

  /// The contacts they name, which only the plan knows.
  public var nameUses: [NameUse]

  public init(settings: Settings?, diagnostics: [Diagnostic], nameUses: [NameUse] = []) {
    self.settings = settings
    self.diagnostics = diagnostics
    self.nameUses = nameUses
  }
}
