import CSystemd
import Glibc

/// A file in memory for a program to read its input from: unlike a pipe, it needs nobody to write while it reads.
struct InputFile: ~Copyable {
  private let file: OwnedDescriptor

  init(_ bytes: [UInt8]) throws(SystemdError) {
    let number = try checked("memfd_create", csystemd_sealed_memory_file(bytes, bytes.count))
    let file = try OwnedDescriptor("memfd_create", number)
    try checkedByErrno("lseek", lseek(file.number, 0, SEEK_SET))
    self.file = file
  }

  var number: CInt { file.number }
}
