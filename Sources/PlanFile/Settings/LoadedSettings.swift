public import Care

/// What came of reading `settings.toml`.
public struct LoadedSettings: Sendable {
  /// Nil when there is any error.
  public var settings: Settings?
  /// Everything found, in the order of the lines.
  public var diagnostics: [Diagnostic]

  public init(settings: Settings?, diagnostics: [Diagnostic]) {
    self.settings = settings
    self.diagnostics = diagnostics
  }
}
