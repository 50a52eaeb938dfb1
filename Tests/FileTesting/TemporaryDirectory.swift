import Foundation
public import Glibc

/// A directory of mode 0700 that goes with the last one who holds it.
public final class TemporaryDirectory: Sendable {
  public let path: String

  public init() throws {
    var template = Array((NSTemporaryDirectory() + "tend-test.XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Makes a directory in it, with those above it, and returns its path.
  public func makeDirectory(_ name: String, mode: mode_t = 0o700) throws -> String {
    try FileManager.default.createDirectory(atPath: file(name), withIntermediateDirectories: true)
    chmod(file(name), mode)
    return file(name)
  }

  /// The path of a file in it.
  public func file(_ name: String) -> String { "\(path)/\(name)" }

  public var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
}
