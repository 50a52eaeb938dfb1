import Foundation
import Glibc

/// A file system of its own in memory, which can be full or read-only without harm to anyone.
public final class SmallDisk: Sendable {
  public let path: String
  private let directory: TemporaryDirectory

  /// Mounting takes the right to: root's, in a namespace that allows it.
  public static let isPossible: Bool = (try? SmallDisk(kilobytes: 64)) != nil

  public init(kilobytes: Int) throws {
    directory = try TemporaryDirectory()
    path = try directory.makeDirectory("disk")
    let options = "size=\(kilobytes)k,mode=700"
    guard try Command("mount", "-t", "tmpfs", "-o", options, "tmpfs", path).status == 0 else {
      throw POSIXError(.EPERM)
    }
  }

  deinit { _ = try? Command("umount", "-l", path) }

  /// The path of a file on it.
  public func file(_ name: String) -> String { "\(path)/\(name)" }

  public var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

  public func makeReadOnly() throws {
    guard try Command("mount", "-o", "remount,ro", path).status == 0 else { throw POSIXError(.EBUSY) }
  }

  /// Leaves no room for another byte.
  public func fill() throws {
    let file = open(self.file("filler"), O_CREAT | O_WRONLY, 0o600)
    guard file >= 0 else { throw POSIXError(.EIO) }
    defer { Glibc.close(file) }
    let block = [UInt8](repeating: 0, count: 4096)
    while Glibc.write(file, block, block.count) > 0 {}
  }

  public func empty() { unlink(file("filler")) }
}
