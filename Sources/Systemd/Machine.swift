import CSystemd
import Glibc

/// What only the kernel or systemd can say about the machine.
public enum Machine {
  /// Identifies this run of the kernel: 32 hexadecimal digits, new at each boot and kept across suspension.
  public static func bootID() throws(SystemdError) -> String {
    var id = sd_id128_t()
    try checked("sd_id128_get_boot", sd_id128_get_boot(&id))
    return withUnsafeBytes(of: id) { bytes in
      bytes.map { byte in
        let digits = String(byte, radix: 16)
        return byte < 16 ? "0" + digits : digits
      }.joined()
    }
  }

  /// Whether the kernel holds the wall clock to be set by a time source (NTP and the like), as far as it was told.
  ///
  /// `false` on a machine without such a service, however right its clock is.
  ///
  /// - Throws: `EPERM` under a system-call filter without `adjtimex` and `clock_adjtime` (systemd keeps both in
  ///   `@clock`, outside `@system-service`).
  public static func clockIsSynchronised() throws(SystemdError) -> Bool {
    var state = timex()
    try checkedByErrno("adjtimex", adjtimex(&state))
    // Not every program that sets the clock clears the flag; systemd goes by the error the kernel owns up to.
    return state.status & STA_UNSYNC == 0 || state.maxerror < greatestError
  }

  /// What the kernel says when it knows nothing: NTP_PHASE_LIMIT, in microseconds.
  private static let greatestError = 16_000_000
}
