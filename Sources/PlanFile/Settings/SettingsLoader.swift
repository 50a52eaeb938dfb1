import Care

/// Reads the settings out of the bytes of `settings.toml`.
public enum SettingsLoader {
  /// Reads the file; without one the defaults hold.
  ///
  /// - Parameter file: Nil where there is no `settings.toml`.
  /// - Returns: The settings, or everything that is wrong with them.
  public static func load(_ file: SourceFile?) -> LoadedSettings {
    guard let file else { return LoadedSettings(settings: Settings(), diagnostics: []) }
    let scanned = ScannedFiles([file])
    var settings = Settings()
    for reader in scanned.readers { settings = SettingsReader(reader: reader).settings() }
    return LoadedSettings(
      settings: scanned.log.isEmpty ? settings : nil, diagnostics: scanned.diagnostics(),
      nameUses: scanned.nameUses())
  }
}
