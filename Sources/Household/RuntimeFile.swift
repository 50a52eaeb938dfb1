import Host

/// A small file that lives as long as the session of the user: below `$XDG_RUNTIME_DIR/tend`, in memory, for us alone.
///
/// What is in it makes things better, and is never needed: where it cannot be written or read, nothing is said.
public struct RuntimeFile: Sendable {
  private static let limit = 1 << 20
  private let directory: String
  private let path: String

  /// Nil where there is no such directory.
  public init?(_ name: String, environment: [String: String]) {
    guard let base = environment["XDG_RUNTIME_DIR"], base.hasPrefix("/"), Directories.exists(base) else {
      return nil
    }
    directory = "\(base)/tend"
    path = "\(directory)/\(name)"
  }

  /// What it holds; nil where there is none of ours.
  public func read() -> String? {
    guard let bytes = try? RegularFile.read(path, limit: RuntimeFile.limit, isOurs: true) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  /// Replaces it whole.
  public func write(_ text: String) {
    guard (try? PrivateDirectory.ensure(directory)) != nil else { return }
    try? AtomicFile.write(path, Array(text.utf8))
  }
}
