import Systemd

/// A directory, and the names in it that matter.
struct WatchedDirectory {
  enum Names {
    case these(Set<String>)
    /// Of visible files.
    case ending(String)

    func contain(_ name: String) -> Bool {
      switch self {
      case .these(let names): names.contains(name)
      case .ending(let suffix): name.hasSuffix(suffix) && !name.hasPrefix(".")
      }
    }
  }

  var path: String
  var names: Names

  init(_ path: String, _ names: Names) {
    self.path = path
    self.names = names
  }
}

/// Watches directories for changes of some of their entries.
///
/// Files are replaced more often than written, so it is the directories that are watched.
final class DirectoryWatches {
  private let loop: EventLoop
  private let onChange: () -> Void
  /// Told of a directory that cannot be watched, once each.
  private let onFailure: (_ path: String, any Error) -> Void
  private var watches: [String: FileWatch] = [:]
  private var names: [String: [WatchedDirectory.Names]] = [:]
  private var failed: Set<String> = []

  init(
    loop: EventLoop, onFailure: @escaping (_ path: String, any Error) -> Void,
    onChange: @escaping () -> Void
  ) {
    self.loop = loop
    self.onFailure = onFailure
    self.onChange = onChange
  }

  /// Watches what is to be watched now, and nothing else; call it before reading the files.
  ///
  /// `wanted` is asked again until nothing new turns up: a directory may have come to be before the one above it was
  /// watched.
  func refresh(_ wanted: () -> [WatchedDirectory]) {
    for _ in 0..<10 {
      names = Dictionary(grouping: wanted(), by: \.path).mapValues { $0.map(\.names) }
      watches = watches.filter { names[$0.key] != nil && $0.value.isActive }
      let new = names.keys.filter { watches[$0] == nil && !failed.contains($0) }
      guard !new.isEmpty else { break }
      for path in new { watch(path) }
    }
    // What failed is tried again the next time.
    failed = failed.filter { names[$0] != nil && watches[$0] == nil }
  }

  private func watch(_ path: String) {
    do {
      watches[path] = try loop.watchDirectory(path, for: [.contents, .attributes]) { [weak self] event in
        self?.report(event, in: path)
      }
    } catch {
      failed.insert(path)
      onFailure(path, error)
    }
  }

  private func report(_ event: FileEvent, in path: String) {
    // Without a name it is about the directory itself, or events were lost.
    if event.name.isEmpty || names[path]?.contains(where: { $0.contain(event.name) }) == true { onChange() }
  }
}
