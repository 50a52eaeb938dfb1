import Glibc

/// The last path component taken off: `/a` for `/a/b`, `.` for `b`.
func parent(of path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// The last path component.
func lastComponent(of path: String) -> String {
  path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
}

/// The text of a symbolic link; nil when it is none.
func linkTarget(_ path: String) -> String? {
  var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
  let count = buffer.withUnsafeMutableBufferPointer { space in
    space.baseAddress.map { readlink(path, $0, space.count) } ?? -1
  }
  guard count > 0 else { return nil }
  return String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
}

/// The file a path leads to once the links it ends in are followed, whether there is one or not.
///
/// Nil when the links go round in circles.
func followingLinks(_ path: String) -> String? {
  var path = path
  for _ in 0..<40 {
    guard let target = linkTarget(path) else { return path }
    path = target.hasPrefix("/") ? target : parent(of: path) + "/" + target
  }
  return nil
}
