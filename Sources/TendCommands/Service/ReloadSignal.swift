import Glibc
import Household
import Ledger

/// Asks tendd to read its files again, and looks whether it did.
struct ReloadSignal {
  private let context: CommandContext

  init(_ context: CommandContext) { self.context = context }

  /// Returns whether there was a tendd to ask.
  func send() throws -> Bool {
    if let systemctl = try? Systemctl(environment: context.environment),
      try systemctl.capture(["is-active", "--quiet", Systemctl.unit]).ending == 0
    {
      try systemctl.run("reload", Systemctl.unit)
      return true
    }
    // In the foreground: the lock says that it runs, and the file which process it is.
    guard case .running(let process?) = DaemonProcess(context.household.paths) else { return false }
    return kill(pid_t(process), SIGHUP) == 0
  }

  /// Whether the ledger has these files as the newest accepted plan, within two seconds.
  func isInForce(_ files: PlanFiles) -> Bool {
    for _ in 0..<40 {
      if let ledger = try? context.household.openLedger(.readOnly) {
        defer { try? ledger.close() }
        if let latest = try? ledger.read({ try $0.latestPlan() }), latest.files == files.texts { return true }
      }
      usleep(50_000)
    }
    return false
  }
}
