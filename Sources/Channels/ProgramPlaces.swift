import Systemd

/// Where the programs of channels are looked for.
public struct ProgramPlaces: Sendable {
  /// As in `$PATH`.
  public var searchPath: String
  /// The directory of the plan: a name with a slash in it that is not absolute is below it.
  public var configDirectory: String

  public init(environment: [String: String], configDirectory: String) {
    let path = environment["PATH"] ?? ""
    searchPath = path.isEmpty ? "/usr/local/bin:/usr/bin:/bin" : path
    self.configDirectory = configDirectory
  }

  /// The path of the program; nil where there is nothing that may be run.
  public func find(_ name: String) -> String? {
    if name.contains("/"), !name.hasPrefix("/") {
      return Program.find("\(configDirectory)/\(name)", path: searchPath)
    }
    return Program.find(name, path: searchPath)
  }
}
