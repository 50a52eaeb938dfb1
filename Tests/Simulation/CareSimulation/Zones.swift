import Almanac
import Care
import Foundation

/// The zones of this machine, read once each.
enum Zones {
  private static let rules: [NaiveZone: ZoneRules] = Dictionary(
    uniqueKeysWithValues: NaiveZone.allCases.map { ($0, read($0.rawValue)) })
  private static let named = Dictionary(uniqueKeysWithValues: rules.map { ($0.key.rawValue, $0.value) })

  static func book(_ machine: NaiveZone) -> ZoneBook {
    guard let rules = rules[machine] else { preconditionFailure("no zone \(machine)") }
    return ZoneBook(machine: rules, named: named)
  }

  private static func read(_ name: String) -> ZoneRules {
    guard let data = FileManager.default.contents(atPath: "/usr/share/zoneinfo/\(name)"),
      let rules = try? ZoneRules(name: name, tzif: [UInt8](data))
    else { preconditionFailure("no zone \(name) on this machine: install tzdata") }
    return rules
  }
}
