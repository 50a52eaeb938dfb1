import Host
import Systemd

/// Watches every directory in which a change may mean another plan.
///
/// Editors replace files, so directories are watched, not files; and where a file is a symbolic link, the directory
/// of what it leads to as well. What is not there yet is awaited in the nearest directory above it.
final class PlanWatch {
  private let paths: XDGPaths
  private let loop: EventLoop
  private let herald: Herald
  private let onChange: () -> Void
  private var watches: [String: FileWatch] = [:]

  init(paths: XDGPaths, loop: EventLoop, herald: Herald, onChange: @escaping () -> Void) {
    self.paths = paths
    self.loop = loop
    self.herald = herald
    self.onChange = onChange
    refresh()
  }

  /// Watches what is to be watched now; call it before reading the files.
  func refresh() {
    let wanted = Set(directories())
    watches = watches.filter { wanted.contains($0.key) && $0.value.isActive }
    for path in wanted where watches[path] == nil {
      do {
        watches[path] = try loop.watchDirectory(path) { [weak self] _ in self?.onChange() }
      } catch {
        herald.warn("cannot watch \(path) (\(error)): run tend reload after changing the plan", priority: 3)
      }
    }
  }

  private func directories() -> [String] {
    var directories = [Directories.nearest(paths.configDirectory)]
    guard directories[0] == paths.configDirectory else { return directories }
    if Directories.nearest(paths.planDirectory) == paths.planDirectory {
      directories.append(paths.planDirectory)
    }
    let inDirectory = (try? Directories.files(in: paths.planDirectory, suffix: ".toml")) ?? []
    for path in [paths.planFile, paths.settingsFile] + inDirectory {
      if let target = Directories.ofLinkTarget(path) { directories.append(Directories.nearest(target)) }
    }
    return directories
  }
}
