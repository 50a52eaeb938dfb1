import Glibc
import SystemPackage

/// Directories for health data: ours, and nobody else's to enter.
public enum PrivateDirectory {
  /// Makes the directory and those above it that are missing, each with mode 0700.
  ///
  /// A directory that is there already must belong to this user, and so must a symbolic link in its place; others may
  /// not write to it. One that others may only read is closed to them. Those above it are not looked at.
  public static func ensure(_ path: String) throws(FileError) {
    let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    try make(path)
    if let link = FileStatus(ofLink: path), link.isLink, link.owner != geteuid(), link.owner != 0 {
      throw unsafe(path, "it is a symbolic link that another user made")
    }
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last(path, "use") }
    defer { close(descriptor) }
    guard let status = FileStatus(descriptor: descriptor) else { throw .last(path, "use") }
    guard status.owner == geteuid() else { throw unsafe(path, "it belongs to another user") }
    guard status.mode & 0o022 == 0 else {
      throw unsafe(path, "others may write to it; look who did, then: chmod 700 \(path)")
    }
    if status.mode & 0o077 != 0, fchmod(descriptor, 0o700) != 0 { throw .last(path, "close to others") }
  }

  /// Refuses a directory that another user made, or could have put something into; one that is not there is well.
  ///
  /// - Parameter isInside: It lies in a directory that is closed to others, so that its group does not matter.
  public static func check(_ path: String, isInside: Bool = false) throws(FileError) {
    if let link = FileStatus(ofLink: path), link.isLink, link.owner != geteuid(), link.owner != 0 {
      throw unsafe(path, "it is a symbolic link that another user made")
    }
    guard let status = FileStatus(following: path), status.isDirectory else { return }
    guard status.owner == geteuid() || status.owner == 0 else {
      throw unsafe(path, "it belongs to another user")
    }
    guard status.mode & (isInside ? 0o002 : 0o022) == 0 else {
      throw unsafe(path, "others may write to it; look who did, then: chmod go-w \(path)")
    }
  }

  private static func make(_ path: String) throws(FileError) {
    if mkdir(path, 0o700) == 0 { return }
    switch errno {
    case EEXIST: return
    case ENOENT where parent(of: path) != path:
      try make(parent(of: path))
      guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .last(path, "make") }
    default: throw .last(path, "make")
    }
  }

  private static func unsafe(_ path: String, _ reason: String) -> FileError {
    FileError(path: path, action: "use", cause: .unsafe(reason))
  }
}
