import Glibc

/// Whether this user's services run while the user is not logged in.
enum Lingering {
  /// As logind keeps it; asking the file needs no bus.
  static func isOn(directory: String = "/var/lib/systemd/linger") -> Bool {
    guard let name = userName() else { return false }
    return access("\(directory)/\(name)", F_OK) == 0
  }

  private static func userName() -> String? {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 16_384)
    return buffer.withUnsafeMutableBufferPointer { space -> String? in
      guard let base = space.baseAddress,
        getpwuid_r(geteuid(), &entry, base, space.count, &found) == 0, found != nil
      else { return nil }
      return entry.pw_name.map { String(cString: $0) }
    }
  }
}
