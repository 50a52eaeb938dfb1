import Glibc

/// Where Tend keeps its files, after the XDG Base Directory Specification.
public struct XDGPaths: Hashable, Sendable {
  /// `$XDG_CONFIG_HOME/tend`, by default `~/.config/tend`.
  public let configDirectory: String
  /// `$XDG_STATE_HOME/tend`, by default `~/.local/state/tend`.
  public let stateDirectory: String

  /// Reads `XDG_CONFIG_HOME`, `XDG_STATE_HOME` and `HOME`, and the user database where `HOME` says nothing.
  ///
  /// Paths that are not absolute are ignored, as the specification asks.
  public init(environment: Environment) throws(NoHomeDirectory) {
    func absolute(_ name: String) -> String? {
      environment[name].flatMap { $0.hasPrefix("/") ? trimmed($0) : nil }
    }
    func base(_ name: String, orElse fallback: String) throws(NoHomeDirectory) -> String {
      if let path = absolute(name) { return path }
      guard let home = absolute("HOME") ?? XDGPaths.homeOfUser() else { throw NoHomeDirectory() }
      return home + fallback
    }
    configDirectory = try base("XDG_CONFIG_HOME", orElse: "/.config") + "/tend"
    stateDirectory = try base("XDG_STATE_HOME", orElse: "/.local/state") + "/tend"
  }

  public var planFile: String { configDirectory + "/plan.toml" }
  /// Every `*.toml` in it belongs to the plan.
  public var planDirectory: String { configDirectory + "/plan.d" }
  public var settingsFile: String { configDirectory + "/settings.toml" }
  public var ledgerFile: String { stateDirectory + "/ledger.sqlite" }
  /// Beside the ledger: one ledger, one tendd.
  public var lockFile: String { stateDirectory + "/ledger.lock" }
  public var backupDirectory: String { stateDirectory + "/backups" }
  /// Ledgers that were damaged or replaced, each in a directory of its own.
  public var setAsideDirectory: String { stateDirectory + "/set-aside" }
  /// Says that there has been a ledger, so that one that is gone is not taken for a first start.
  public var markerFile: String { stateDirectory + "/ledger.known" }

  private static func homeOfUser() -> String? {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 16_384)
    let home = buffer.withUnsafeMutableBufferPointer { space -> String? in
      guard let base = space.baseAddress,
        getpwuid_r(geteuid(), &entry, base, space.count, &found) == 0, found != nil
      else { return nil }
      return entry.pw_dir.map { String(cString: $0) }
    }
    return home.flatMap { $0.hasPrefix("/") ? trimmed($0) : nil }
  }
}

/// Neither the environment nor the user database names a home directory.
public struct NoHomeDirectory: Error, Hashable, Sendable, CustomStringConvertible {
  public var description: String { "HOME is not set, and the user database names no home directory" }
}

/// Without the slashes at its end; empty for the root.
private func trimmed(_ path: String) -> String {
  guard let last = path.utf8.lastIndex(where: { $0 != UInt8(ascii: "/") }) else { return "" }
  return String(Substring(path.utf8[...last]))
}
