import Almanac
import Care
import FileTesting
import Foundation
import Host
import Household
import Ledger
import Testing

@testable import TendCommands

/// A made-up machine for verbs to run on: a home of its own, a clock that stands where a test puts it, a plan.
///
/// Nothing of the real user is touched. Times are written as a clock in the machine's zone shows them: `09:10`, or
/// `2026-12-04 09:10`; a bare time is on the date of `now`, which begins as Thursday 3 December 2026.
final class CommandWorld {
  let directory: TemporaryDirectory
  let zone: ZoneRules
  private(set) var now: Instant
  /// How many commands were run: each has a time since the boot of its own, though the clock of the world stands still.
  private var commands: Int64 = 0
  /// Variables the verbs see, such as `TZ` or `EDITOR`.
  var environment: [String: String]

  /// With a plan, it is written and tendd has looked at it at `start`.
  init(
    plan: String? = nil, settings: String? = nil, at start: String = "06:00",
    zone name: String = "Europe/Berlin"
  ) throws {
    directory = try TemporaryDirectory()
    environment = ["HOME": directory.path, "TZDIR": "/usr/share/zoneinfo"]
    let etc = directory.path + "/root/etc"
    try FileManager.default.createDirectory(atPath: etc, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: etc + "/localtime", withDestinationPath: "/usr/share/zoneinfo/" + name)
    zone = try ZoneFiles(environment: Environment(environment)).load(named: name)
    let firstDay = try #require(CivilDate("2026-12-03"))
    now = zone.instant(of: CivilDateTime(firstDay, .midnight))
    try goes(to: start)
    if let settings { try writeSettings(settings) }
    if let plan {
      try writePlan(plan)
      try tendd()
    }
  }

  var household: Household {
    get throws {
      let environment = Environment(environment)
      return Household(
        paths: try XDGPaths(environment: environment), clock: .fixed(now, sinceBoot: commands),
        zones: ZoneFiles(environment: environment, root: directory.path + "/root"))
    }
  }

  /// A millisecond passes, as with every command.
  func startsCommand() { commands += 1 }

  func instant(_ text: String) throws -> Instant {
    let full = text.contains("-") ? text : "\(zone.local(at: now).date) \(text)"
    return zone.instant(of: try #require(CivilDateTime(full), "not a local time: \(text)"))
  }

  /// Puts the clock somewhere else; nobody looks at the plan in between.
  func goes(to time: String) throws { now = try instant(time) }

  func goes(to instant: Instant) { now = instant }

  /// Writes a private file, and its directory, as old as `now`.
  func write(_ text: String, to path: String) throws {
    let directory = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try Data(text.utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes(
      [
        .posixPermissions: 0o600,
        .modificationDate: Date(timeIntervalSince1970: Double(now.secondsSinceEpoch)),
      ], ofItemAtPath: path)
  }

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

  /// The text of `plan.toml`.
  var plan: String {
    get throws {
      String(decoding: try Data(contentsOf: URL(filePath: try household.paths.planFile)), as: UTF8.self)
    }
  }

  /// As somebody with an editor would.
  func writePlan(_ text: String) throws { try write(text, to: try household.paths.planFile) }

  func writeSettings(_ text: String) throws { try write(text, to: try household.paths.settingsFile) }
}
