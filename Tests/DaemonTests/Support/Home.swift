import Almanac
import Care
import FileTesting
import Foundation
import Host
import Household
import Ledger
import Systemd

@testable import TendDaemon

/// A home directory of a test's own, with a plan, a clock, zones and a journal.
final class Home {
  let directory: TemporaryDirectory
  let clock: HandClock
  let household: Household
  /// When the story begins.
  let start: Instant

  /// - Parameter wallClock: Set by hand unless given.
  init(clock: HandClock = HandClock(), wallClock: WallClock? = nil, at path: String? = nil) throws {
    directory = try TemporaryDirectory()
    self.clock = clock
    start = clock.now
    let home = path ?? directory.path
    let etc = try directory.makeDirectory("etc")
    try FileManager.default.createSymbolicLink(
      atPath: etc + "/localtime", withDestinationPath: "/usr/share/zoneinfo/Etc/UTC")
    let environment: Environment = ["HOME": home, "TZDIR": "/usr/share/zoneinfo"]
    household = Household(
      paths: try XDGPaths(environment: environment), clock: wallClock ?? clock.wallClock,
      zones: ZoneFiles(environment: environment, root: directory.path))
    try FileManager.default.createDirectory(
      atPath: paths.configDirectory, withIntermediateDirectories: true)
  }

  var paths: XDGPaths { household.paths }
  var localtime: String { household.zones.localtimePath }
  var journalPath: String { directory.file("journal") }

  /// Lets the clock show so many seconds after the start.
  func turnClock(to seconds: Int64) { clock.now = start + seconds }

  /// The clock time so many seconds after the start, in UTC.
  func time(_ seconds: Int64) -> String { "\(ZoneRules.utc.local(at: start + seconds).time)" }

  func writePlan(_ text: String) throws { try write(text, to: paths.planFile) }

  /// Writes a script that can be run at once.
  ///
  /// Another process writes it: a child that some other test forks just then would hold a file of ours open for
  /// writing until it has become its program, and nobody can run such a file (ETXTBSY).
  func writeProgram(_ text: String, to path: String) throws {
    try write(text, to: path + ".text")
    let install = try Process.run(
      URL(filePath: "/usr/bin/install"), arguments: ["-m", "700", path + ".text", path])
    install.waitUntilExit()
  }

  /// A medication of Maria's: told at once, again after 20 s, late after a minute, missed after two.
  func medication(_ id: String = "cromolyn", at seconds: Int64, _ more: String = "") -> String {
    """
    [medication.\(id)]
    name = "\(id.capitalized)"
    at = "\(time(seconds))"
    late-after = "1m"
    missed-after = "2m"
    \(more)

    """
  }

  static let ladder = "[remind.high]\nrepeat = \"20s\"\n"

  /// A daemon of this home; `ledger` where a test has opened it itself.
  func daemon(
    journal: String? = nil, ledger: Ledger? = nil, lock: FileLock? = nil,
    environment: [String: String] = [:], messengers: MessengerFactory? = nil
  ) throws -> Daemon {
    let herald = Herald(journal: try Journal(socketPath: journal ?? journalPath))
    let register: Register
    if let ledger {
      register = Register(household: household, ledger: ledger, lock: lock, herald: herald)
    } else {
      let (ledger, lock) = try household.openLedgerAsOwner()
      register = Register(household: household, ledger: ledger, lock: lock, herald: herald)
    }
    return try Daemon(
      household: household, register: register, herald: herald, notify: Notify(socketPath: nil),
      environment: environment, messengers: messengers)
  }

  /// Someone takes the only open dose that is due, now.
  func answer() throws {
    let ledger = try ledger()
    let due = try ledger.read { try $0.openOccurrences() }.first { $0.facts.instant <= clock.now }
    guard let row = due else { throw NothingDue() }
    try ledger.transaction(origin, stamp) { ledger in
      let answer = Answer(outcome: .taken, happenedAt: clock.now, by: "me")
      _ = try ledger.append(NewEvent(occurrence: row.id, entry: row.facts.key.entry, .answered(answer)))
    }
  }

  struct NothingDue: Error {}

  /// The ledger as another process has it open, which does not wait for long.
  func ledger(mayMigrate: Bool = false) throws -> Ledger {
    try PrivateDirectory.ensure(paths.stateDirectory)
    return try Ledger(path: paths.ledgerFile, mayMigrate: mayMigrate, busyTimeout: 0.01)
  }

  func events(_ kinds: Set<EventKind> = []) throws -> [RecordedEvent] {
    try ledger().read { try $0.events(after: 0) }.filter { kinds.isEmpty || kinds.contains($0.body.kind) }
  }

  var origin: EventOrigin { EventOrigin(actor: "me", channel: "take") }
  var stamp: EventStamp { EventStamp(at: clock.now, bootID: "", sinceBoot: 0) }
}

extension EventLoop {
  /// Turns until the condition holds, for ten seconds at most; returns whether it came to hold.
  func turns(until condition: () throws -> Bool) throws -> Bool {
    let limit = ContinuousClock.now + .seconds(10)
    while try !condition() {
      if ContinuousClock.now > limit { return false }
      _ = try turn(waitingAtMost: .milliseconds(100))
    }
    return true
  }

  /// Turns for as long as it takes until nothing has happened for `quiet`.
  func turns(untilQuietFor quiet: Duration) throws {
    while try turn(waitingAtMost: quiet) {}
  }
}
