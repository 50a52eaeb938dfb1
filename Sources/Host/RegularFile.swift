import Glibc
import SystemPackage

/// A file of limited size, read at once.
public enum RegularFile {
  /// The bytes of the file, symbolic links followed.
  ///
  /// More than `limit` of them is the error `tooLarge`, so that a log file named by mistake is not read into memory.
  ///
  /// - Parameter isOurs: What another user made, root excepted, is `unsafe`: the file, or a link in its place.
  public static func read(_ path: String, limit: Int, isOurs: Bool = false) throws(FileError) -> [UInt8] {
    do {
      if isOurs, let link = FileStatus(ofLink: path) { try checkOwner(link, path) }
      return try bytes(path, limit, isOurs)
    } catch let error as FileError {
      throw error
    } catch let code as Errno {
      throw FileError(path: path, action: "read", errno: code)
    } catch {
      throw FileError(path: path, action: "read", cause: .system(.ioError))
    }
  }

  private static func checkOwner(_ status: FileStatus, _ path: String) throws(FileError) {
    guard status.owner == geteuid() || status.owner == 0 else {
      throw FileError(
        path: path, action: "read",
        cause: .unsafe("it belongs to another user; look who put it there, and move it away"))
    }
  }

  private static func bytes(_ path: String, _ limit: Int, _ isOurs: Bool) throws -> [UInt8] {
    // Without nonBlocking, opening a pipe would wait for someone to write to it.
    let file = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking])
    return try file.closeAfter {
      guard let status = FileStatus(descriptor: file.rawValue) else { throw FileError.last(path, "read") }
      guard status.isRegular else { throw FileError(path: path, action: "read", cause: .notRegular) }
      if isOurs { try checkOwner(status, path) }
      var bytes: [UInt8] = []
      // Files of /proc say that they are empty.
      var chunk = [UInt8](repeating: 0, count: max(4096, min(Int(status.size), limit) + 1))
      while true {
        let count = try chunk.withUnsafeMutableBytes { try file.read(into: $0) }
        guard count > 0 else { return bytes }
        guard bytes.count + count <= limit else {
          throw FileError(path: path, action: "read", cause: .tooLarge(limit: limit))
        }
        bytes += chunk[..<count]
      }
    }
  }
}
