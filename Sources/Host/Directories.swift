public import Almanac
import Glibc

/// What stands in a directory, and what is to be watched where one is missing.
public enum Directories {
  /// The paths of the files in a directory whose names end in `suffix`, in the order of their names' bytes.
  ///
  /// Hidden files are left out, as are the drafts and backups that editors put beside a file. Empty where there is no
  /// such directory.
  public static func files(in directory: String, suffix: String) throws(FileError) -> [String] {
    guard let stream = opendir(directory) else {
      guard errno == ENOENT else { throw .last(directory, "list") }
      return []
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(suffix), !name.hasPrefix("."), !name.hasPrefix("#") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { "\(directory)/\($0)" }
  }

  /// The path itself where it is a directory, else the nearest one above it that is.
  public static func nearest(_ path: String) -> String {
    var path = path
    while !(FileStatus(following: path)?.isDirectory ?? false), parent(of: path) != path {
      path = parent(of: path)
    }
    return path
  }

  /// What a path leads to once the links it ends in are followed, there or not; nil when it ends in none.
  public static func target(ofLink path: String) -> String? {
    linkTarget(path) == nil ? nil : followingLinks(path)
  }

  /// Whether anything is there, if only a link to nothing.
  public static func exists(_ path: String) -> Bool { FileStatus(ofLink: path) != nil }

  /// The directory a path is in.
  public static func holding(_ path: String) -> String { parent(of: path) }

  /// When what stands at the path came to be as it is there; nil where there is nothing.
  ///
  /// Written, or put there: the kernel notes when a file was last renamed, linked or copied into place, which is
  /// later than the time of writing that `cp -p` and archives carry along. Of a link, its own change counts too.
  public static func settledTime(of path: String) -> Instant? {
    var link = stat()
    guard lstat(path, &link) == 0 else { return nil }
    var file = stat()
    let target = stat(path, &file) == 0 ? file.st_ctim.tv_sec : link.st_ctim.tv_sec
    return Instant(Int64(max(link.st_ctim.tv_sec, target)))
  }

  /// How many bytes a file has; nil where there is none.
  public static func size(of path: String) -> Int64? {
    FileStatus(following: path).flatMap { $0.isRegular ? $0.size : nil }
  }

  /// Removes a file, or a link; nothing happens where there is none.
  public static func remove(_ path: String) throws(FileError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw .last(path, "remove") }
  }

  /// The first component of a path that lies below a directory.
  public static func firstComponent(of path: String, below directory: String) -> String? {
    let prefix = directory == "/" ? "/" : directory + "/"
    guard path.hasPrefix(prefix) else { return nil }
    return path.dropFirst(prefix.count).split(separator: "/").first.map(String.init)
  }
}
