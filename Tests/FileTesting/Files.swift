import Foundation
public import Glibc

/// The permission bits of what lies there, with those above them.
public func permissions(of path: String) throws -> mode_t {
  var status = stat()
  guard stat(path, &status) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
  return status.st_mode & 0o7777
}

public func write(_ text: String, to path: String) throws {
  try Data(text.utf8).write(to: URL(fileURLWithPath: path))
}

public func text(of path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
