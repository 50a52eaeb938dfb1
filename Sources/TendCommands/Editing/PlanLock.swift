import Glibc
import Host
import Household

/// Keeps two commands from changing the plan at the same time: the second waits its turn and reads what the first wrote.
///
/// Held for the moment of one change and never while a person thinks. Editors know nothing of it; they are met by
/// comparing the file before it is replaced.
enum PlanLock {
  /// Tries for five seconds in all.
  private static let tries = 250
  private static let pause: UInt32 = 20_000

  /// Runs `body` while no other command changes the plan of this household.
  static func holding<T>(_ household: Household, _ body: () throws -> T) throws -> T {
    // Beside the ledger: tendd watches the directory of the plan, and a lock there would wake it.
    try PrivateDirectory.ensure(household.paths.stateDirectory)
    let lock = FileLock(path: household.paths.stateDirectory + "/plan.lock")
    for _ in 0..<tries {
      if try lock.tryAcquire() {
        defer { lock.release() }
        return try body()
      }
      usleep(pause)
    }
    let holder = lock.holder().map { " (process \($0))" } ?? ""
    throw CommandFailure("another command is changing the plan\(holder); nothing was changed")
  }
}
