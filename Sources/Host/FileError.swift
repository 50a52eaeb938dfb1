import Glibc
public import SystemPackage

/// What went wrong with a file, sorted by what there is to do about it.
public struct FileError: Error, Hashable, Sendable {
  public enum Cause: Hashable, Sendable {
    case missing
    case notPermitted
    /// A directory, a pipe, a device.
    case notRegular
    case tooLarge(limit: Int)
    case diskFull
    case readOnly
    /// Others could read or change what is to be private; the text says what to do.
    case unsafe(String)
    case system(Errno)
  }

  public var path: String
  /// What was tried, as in "cannot read".
  public var action: String
  public var cause: Cause

  public init(path: String, action: String, cause: Cause) {
    self.path = path
    self.action = action
    self.cause = cause
  }

  init(path: String, action: String, errno code: Errno) {
    let cause: Cause =
      switch code {
      case .noSuchFileOrDirectory: .missing
      case .permissionDenied, .notPermitted: .notPermitted
      case .noSpace, .diskQuotaExceeded: .diskFull
      case .readOnlyFileSystem: .readOnly
      default: .system(code)
      }
    self.init(path: path, action: action, cause: cause)
  }

  /// Of the system call that just failed.
  static func last(_ path: String, _ action: String) -> FileError {
    FileError(path: path, action: action, errno: Errno(rawValue: errno))
  }
}

extension FileError: CustomStringConvertible {
  public var description: String { "cannot \(action) \(path): \(cause)" }
}

extension FileError.Cause: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing: "there is no such file"
    case .notPermitted: "permission denied"
    case .notRegular: "it is not a regular file"
    case .tooLarge(let limit): "it is larger than \(limit) bytes"
    case .diskFull: "the disk is full"
    case .readOnly: "the file system is read-only"
    case .unsafe(let reason): reason
    case .system(let code): "\(code)"
    }
  }
}
