import Host

/// Every directory in which a change may mean another plan or other settings.
enum PlanWatch {
  /// Where a file or directory is a symbolic link, what it leads to counts as well; what is not there yet is awaited
  /// in the nearest directory above it.
  static func directories(_ paths: XDGPaths) -> [WatchedDirectory] {
    let files = [paths.planFile, paths.settingsFile]
    let inDirectory = (try? Directories.files(in: paths.planDirectory, suffix: ".toml")) ?? []
    var watched = (files + [paths.planDirectory]).map(awaiting)
    if Directories.nearest(paths.planDirectory) == paths.planDirectory {
      watched.append(WatchedDirectory(paths.planDirectory, .ending(".toml")))
    }
    for path in files + inDirectory {
      if let target = Directories.target(ofLink: path) { watched.append(awaiting(target)) }
    }
    // A link to a directory is seen where the link is.
    if Directories.target(ofLink: paths.configDirectory) != nil {
      watched.append(
        WatchedDirectory(
          Directories.holding(paths.configDirectory), .these([name(of: paths.configDirectory)])))
    }
    return watched
  }

  /// The directory of a path, or the nearest one above it, with the name to look out for there.
  static func awaiting(_ path: String) -> WatchedDirectory {
    let directory = Directories.nearest(Directories.holding(path))
    return WatchedDirectory(
      directory, .these([Directories.firstComponent(of: path, below: directory) ?? name(of: path)]))
  }

  private static func name(of path: String) -> String {
    Directories.firstComponent(of: path, below: Directories.holding(path)) ?? path
  }
}
