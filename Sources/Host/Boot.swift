import Glibc

/// What the kernel says of this boot and its clock.
public enum Boot {
  /// A number the kernel makes up at each boot, as 32 lower-case hexadecimal digits (the sd_id128 of the boot).
  public static func id() throws(FileError) -> String {
    let bytes = try RegularFile.read("/proc/sys/kernel/random/boot_id", limit: 64)
    return String(
      decoding: bytes.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }
}
