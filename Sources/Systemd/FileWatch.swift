import CSystemd

/// A directory or file whose changes a loop reports, by inotify.
///
/// What is watched is the thing the path led to when the watch was made, not the path: see
/// ``FileEvent/Kinds/gone``. Changes made by another machine on a network file system are not seen.
public final class FileWatch {
  private let handler: (FileEvent) -> Void
  private var source: EventSource?

  init(
    loop: EventLoop, path: String, mask: UInt32, handler: @escaping (FileEvent) -> Void
  ) throws(SystemdError) {
    self.handler = handler
    let context = Unmanaged.passUnretained(self).toOpaque()
    source = try EventSource("sd_event_add_inotify") {
      sd_event_add_inotify(
        loop.event, $0, path, mask,
        { _, record, context in
          guard let record, let context else { return 0 }
          Unmanaged<FileWatch>.fromOpaque(context).takeUnretainedValue().report(FileEvent(record))
          return 0
        }, context)
    }
  }

  /// Whether the watch is still on: not cancelled, and the watched thing not gone.
  public var isActive: Bool {
    source != nil
  }

  /// Ends the watch at once; events not yet reported are dropped.
  public func cancel() {
    source = nil
  }

  private func report(_ event: FileEvent) {
    // A directory that was moved could go on being watched in its new place, under a path that nobody asked for.
    if event.kinds.contains(.gone) { cancel() }
    handler(event)
  }
}

extension EventLoop {
  /// Reports changes of the entries of a directory.
  ///
  /// Use this for a file that may be replaced or not exist yet. It sees a file edited in place, replaced by renaming, created and deleted, and a symbolic link pointed elsewhere
  /// (`/etc/localtime`, by watching `/etc`). It does not see an edit of the file that a link in it leads to:
  /// watch that file's own directory too. ``FileEvent/Kinds/gone`` and ``FileEvent/Kinds/overflowed`` are reported
  /// whatever the interest. After *gone*, watch again: if that throws `ENOENT`, the directory above tells when.
  ///
  /// Start the watch before reading the files, so that no change falls in between.
  ///
  /// - Throws: `ENOENT` where there is none, `ENOTDIR` where the path is something else, `ENOSPC` at the user's
  ///   limit of watches (`fs.inotify.max_user_watches`).
  public func watchDirectory(
    _ path: String, for interest: FileEvent.Kinds = .contents, handler: @escaping (FileEvent) -> Void
  ) throws(SystemdError) -> FileWatch {
    try FileWatch(
      loop: self, path: path, mask: interest.union(.gone).rawValue | UInt32(IN_ONLYDIR), handler: handler)
  }

  /// Reports changes of one file that stays in place, such as SQLite's write-ahead log.
  ///
  /// A file that something holds open is not *gone* when it is deleted, only when it is closed after that.
  /// SQLite deletes its log when the last connection closes: watch the directory too, to see a new one created.
  ///
  /// - Throws: as ``watchDirectory(_:for:handler:)``, without `ENOTDIR`.
  public func watchFile(
    _ path: String, for interest: FileEvent.Kinds = .modified, handler: @escaping (FileEvent) -> Void
  ) throws(SystemdError) -> FileWatch {
    try FileWatch(loop: self, path: path, mask: interest.union(.gone).rawValue, handler: handler)
  }
}
