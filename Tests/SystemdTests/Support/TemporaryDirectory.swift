import Foundation

/// A directory of the test's own, removed when it goes away.
final class TemporaryDirectory {
  let path: String

  init() throws {
    // Short, because a socket's path holds 107 bytes.
    path = "/tmp/systemd-tests-\(UInt32.random(in: 0...UInt32.max))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  subscript(name: String) -> String {
    "\(path)/\(name)"
  }

  func makeDirectory(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: self[name], withIntermediateDirectories: false)
  }

  /// Writes in place, as `cat >` does.
  func write(_ text: String, to name: String) throws {
    try text.write(toFile: self[name], atomically: false, encoding: .utf8)
  }

  /// Renames over whatever is there.
  func rename(_ old: String, to new: String) throws {
    try check(Glibc.rename(self[old], self[new]))
  }

  func link(_ name: String, to target: String) throws {
    try check(symlink(target, self[name]))
  }

  func delete(_ name: String) throws {
    try FileManager.default.removeItem(atPath: self[name])
  }

  private func check(_ result: CInt) throws {
    if result != 0 { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EINVAL) }
  }
}
