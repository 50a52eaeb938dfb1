import Glibc

/// The variables this process was started with.
enum ProcessVariables {
  static func all() -> [String: String] {
    var variables: [String: String] = [:]
    var next = environ
    while let entry = next.pointee {
      if let mark = strchr(entry, CInt(UInt8(ascii: "="))) {
        let name = UnsafeBufferPointer(start: entry, count: mark - entry)
        let key = name.withMemoryRebound(to: UInt8.self) { String(decoding: $0, as: UTF8.self) }
        variables[key] = String(cString: mark + 1)
      }
      next += 1
    }
    return variables
  }
}
