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

  /// The directory that holds the file which a path leads to once its links are followed; nil when it ends in none.
  public static func ofLinkTarget(_ path: String) -> String? {
    guard linkTarget(path) != nil, let target = followingLinks(path) else { return nil }
    return parent(of: target)
  }

  /// The directory a path is in.
  public static func holding(_ path: String) -> String { parent(of: path) }

  /// When the file was last written, links followed; nil where there is none.
  public static func modificationTime(of path: String) -> Instant? {
    FileStatus(following: path).map { Instant($0.identity.modifiedSeconds) }
  }
}
