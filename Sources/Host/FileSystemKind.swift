import Glibc

/// Which file systems SQLite's locks and shared memory can be trusted on.
public enum FileSystemKind {
  /// The kind of the network file system that `path` is on, as the kernel names it: `nfs4`, `fuse.sshfs`.
  ///
  /// Nil for local file systems and for those not known. Of a path that does not exist, the nearest directory above it
  /// that does is looked at.
  public static func network(at path: String) -> String? {
    var path = path
    while FileStatus(following: path) == nil, parent(of: path) != path { path = parent(of: path) }
    guard let canonical = realpath(path, nil) else { return nil }
    defer { free(canonical) }
    // mountinfo and not statfs(2), which says no more of FUSE than that it is FUSE.
    guard let table = try? RegularFile.read("/proc/self/mountinfo", limit: 16 << 20) else { return nil }
    return network(at: String(cString: canonical), mounts: String(decoding: table, as: UTF8.self))
  }

  /// Looks a path without links up in the text of /proc/self/mountinfo.
  ///
  /// Its lines read `36 35 0:52 / /mnt/home rw,relatime shared:1 - nfs4 host:/home rw`.
  static func network(at path: String, mounts: String) -> String? {
    var best: (length: Int, kind: String)?
    for line in mounts.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 6, let dash = fields.firstIndex(of: "-"), dash + 1 < fields.count else { continue }
      let point = unescaped(fields[4])
      let isAbove = point == "/" || path == point || path.hasPrefix(point + "/")
      // Of two mounts on one point, the later one lies on top.
      if isAbove, point.utf8.count >= best?.length ?? 0 {
        best = (point.utf8.count, String(fields[dash + 1]))
      }
    }
    return best.flatMap { networkKinds.contains($0.kind) ? $0.kind : nil }
  }

  private static let networkKinds: Set<String> = [
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "ceph", "afs", "coda", "ncp", "ncpfs", "ocfs2", "gfs2",
    "lustre",
    "gpfs", "beegfs", "orangefs", "pvfs2", "fuse.sshfs", "fuse.rclone", "fuse.glusterfs", "fuse.s3fs",
    "fuse.goofys", "fuse.curlftpfs", "fuse.davfs", "fuse.gvfsd-fuse", "fuse.ceph-fuse", "fuse.mount-s3",
    "fuse.gcsfuse", "fuse.juicefs", "fuse.moosefs", "fuse.mfs",
  ]

  /// Takes back the octal escapes for spaces, tabs, line feeds and backslashes.
  private static func unescaped(_ field: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(field.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\"),
        let code = UInt8(String(decoding: rest.prefix(3), as: UTF8.self), radix: 8)
      {
        bytes.append(code)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
