public import Almanac

/// The zones a plan is read in: the machine's, and those it names.
public struct ZoneBook: Sendable {
  public var machine: ZoneRules
  public var named: [String: ZoneRules]

  public init(machine: ZoneRules, named: [String: ZoneRules] = [:]) {
    self.machine = machine
    self.named = named
  }

  /// The rules of the named zone, or of the machine for nil; nil when the plan names one that was not loaded.
  public subscript(name: String?) -> ZoneRules? {
    guard let name else { return machine }
    return named[name]
  }
}
