import Almanac
import Foundation

/// The zone files of this machine.
enum InstalledZones {
  static let directory = "/usr/share/zoneinfo"

  /// Zones that break what a reader may take for granted: negative daylight time, half-hour changes, Ramadan written
  /// out year by year, a skipped day, changes at midnight, no changes any more, a first offset of minus fifteen hours.
  static let difficult = [
    "America/New_York", "Europe/Dublin", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia",
    "America/Sao_Paulo", "Asia/Tehran", "Asia/Manila", "Asia/Kolkata", "Antarctica/Troll", "America/Nuuk",
    "UTC",
  ]

  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(directory)/\(name)")))
  }

  static func rules(_ name: String) throws -> ZoneRules {
    try ZoneRules(name: name, tzif: try bytes(name))
  }
}
