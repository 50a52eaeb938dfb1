public import Almanac
public import Care
public import Host

/// Where the plan, the settings, the ledger and the zones of this user are, and how they are opened.
///
/// `tendd` and `tend` share it, so that both read the same files in the same way.
public struct Household: Sendable {
  public var paths: XDGPaths
  public var clock: WallClock
  public var zones: ZoneFiles

  public init(paths: XDGPaths, clock: WallClock = .system, zones: ZoneFiles) {
    self.paths = paths
    self.clock = clock
    self.zones = zones
  }

  /// That of the user whose environment it is.
  public init(environment: Environment, clock: WallClock = .system) throws(NoHomeDirectory) {
    self.init(
      paths: try XDGPaths(environment: environment), clock: clock, zones: ZoneFiles(environment: environment))
  }

  /// The zones a plan names, and the machine's.
  ///
  /// A zone that cannot be read is left out: reading the plan has reported it with its position.
  public func zoneBook(for plan: Plan) throws(ZoneFileError) -> ZoneBook {
    zoneBook(for: plan, machine: try zones.machineZone())
  }

  public func zoneBook(for plan: Plan, machine: ZoneRules) -> ZoneBook {
    var book = ZoneBook(machine: machine)
    for name in Set(plan.people.compactMap(\.zone) + plan.entries.compactMap(\.zone)) {
      book.named[name] = try? zones.load(named: name)
    }
    return book
  }

  /// The stamp of an event recorded now, or at an instant read just before.
  public func stamp(at now: Instant? = nil) throws(FileError) -> EventStamp {
    EventStamp(at: now ?? clock.now(), bootID: try Boot.id(), sinceBoot: clock.sinceBoot())
  }
}
