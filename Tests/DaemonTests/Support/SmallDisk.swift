import Foundation
import Glibc

/// A file system of its own in memory, which can be full or read-only without harm to anyone.
final class SmallDisk: Sendable {
  let path: String
  private let directory: TemporaryDirectory

  /// Mounting takes the right to: root's, in a namespace that allows it.
  static let isPossible: Bool = (try? SmallDisk(kilobytes: 64)) != nil

  init(kilobytes: Int) throws {
    directory = try TemporaryDirectory()
    path = directory.file("disk")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    let options = "size=\(kilobytes)k,mode=700"
    guard try Command("mount", "-t", "tmpfs", "-o", options, "tmpfs", path).status == 0 else {
      throw POSIXError(.EPERM)
    }
  }

  deinit { _ = try? Command("umount", "-l", path) }

  /// The path of a file on it.
  func file(_ name: String) -> String { "\(path)/\(name)" }

  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

  /// Leaves no room for another byte.
  func fill() throws {
    let block = Data(count: 4096)
    let handle = open(file("filling"), O_WRONLY | O_CREAT, 0o600)
    guard handle >= 0 else { throw POSIXError(.EIO) }
    defer { close(handle) }
    while block.withUnsafeBytes({ write(handle, $0.baseAddress, $0.count) }) > 0 {}
  }

  func makeReadOnly() throws {
    guard try Command("mount", "-o", "remount,ro", path).status == 0 else { throw POSIXError(.EBUSY) }
  }
}
