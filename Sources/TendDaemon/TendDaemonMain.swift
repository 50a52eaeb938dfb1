import Care
import Glibc
import Host
import Household
import Ledger
import Systemd

/// What runs under the name `tendd`.
public enum TendDaemonMain {
  /// Runs until it is told to stop; returns the exit code (sysexits.h).
  public static func run(_ arguments: [String]) -> CInt {
    switch arguments.dropFirst().first {
    case nil: return serve()
    case "--version": say("tendd \(Release.version)", to: STDOUT_FILENO)
    case "--help", "-h": say(help, to: STDOUT_FILENO)
    case let other?:
      say("tendd: unknown argument “\(other)”; tendd takes none, see tendd --help", to: STDERR_FILENO)
      return EX_USAGE
    }
    return EX_OK
  }

  private static func serve() -> CInt {
    umask(0o077)
    // A reader of our standard error that went away must not take the reminders along.
    signal(SIGPIPE, SIG_IGN)
    do {
      // Before anything can start a thread: a thread that has them unblocked would take them away from the loop.
      try EventLoop.blockSignals([SIGTERM, SIGINT, SIGHUP])
      let clock = WallClock.system.confirmed { (try? Machine.clockIsSynchronised()) ?? true }
      let household = try Household(environment: .process, clock: clock)
      let environment = environment()
      let herald = try Herald(environment: environment)
      let (ledger, lock) = try open(household)
      let register = Register(household: household, ledger: ledger, lock: lock, herald: herald)
      return try Daemon(
        household: household, register: register, herald: herald, notify: Notify(environment: environment),
        environment: environment
      ).run()
    } catch {
      say("tendd: \(error)", to: STDERR_FILENO)
      return exitCode(error)
    }
  }

  /// The ledger, at least for reading, and one in memory where even that is impossible: whatever is wrong with the
  /// files, tendd reminds.
  static func open(_ household: Household) throws -> (ledger: Ledger, lock: FileLock?) {
    var lock: FileLock?
    do {
      lock = try household.takeLock()
      return try household.openLedgerAsOwner(holding: lock)
    } catch let error as HouseholdError {
      throw error
    } catch {
      let isOurs = (error as? FileError).map { $0.path != household.paths.stateDirectory } ?? true
      if isOurs, let ledger = try? household.openLedger(.readOnly) { return (ledger, lock) }
      return (try household.standInLedger(because: error), lock)
    }
  }

  private static func exitCode(_ error: any Error) -> CInt {
    switch error {
    case HouseholdError.alreadyRunning: EX_TEMPFAIL
    case HouseholdError.networkFileSystem: EX_CONFIG
    case is LedgerError, is FileError, is HouseholdError: EX_IOERR
    default: EX_SOFTWARE
    }
  }

  private static func environment() -> [String: String] {
    var variables: [String: String] = [:]
    var next = environ
    while let entry = next.pointee {
      let parts = String(cString: entry).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
      next += 1
    }
    return variables
  }

  private static func say(_ text: String, to descriptor: CInt) {
    let bytes = Array("\(text)\n".utf8)
    _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
  }

  private static let help = """
    tendd — reminds of what the plan says, and records what happened

    It takes no arguments. It reads ~/.config/tend, keeps its record in ~/.local/state/tend and runs until
    SIGTERM or Ctrl-C; SIGHUP reads the plan again. It is meant to run as a systemd user service:

      tend service install

    Started by hand, it prints to standard error what it would tell the journal.
    """
}
