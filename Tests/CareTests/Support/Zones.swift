import Almanac
import Care
import Foundation

/// The zones of this machine, read once each.
enum Zones {
  static let berlin = zone("Europe/Berlin")
  static let newYork = zone("America/New_York")
  static let tokyo = zone("Asia/Tokyo")

  static let book = ZoneBook(
    machine: berlin,
    named: ["Europe/Berlin": berlin, "America/New_York": newYork, "Asia/Tokyo": tokyo])

  fileprivate static func zone(_ name: String) -> ZoneRules {
    guard let data = FileManager.default.contents(atPath: "/usr/share/zoneinfo/\(name)"),
      let rules = try? ZoneRules(name: name, tzif: [UInt8](data))
    else { preconditionFailure("no zone \(name) on this machine: install tzdata") }
    return rules
  }
}

/// The instant a clock in Berlin shows: `2026-12-03 08:00`, or `08:00` on Thursday 3 December 2026.
func at(_ text: String, in zone: ZoneRules = Zones.berlin) -> Instant {
  let full = text.contains("-") ? text : "2026-12-03 \(text)"
  guard let local = CivilDateTime(full) else { preconditionFailure("not a local time: \(text)") }
  return zone.instant(of: local)
}

func date(_ text: String) -> CivilDate {
  guard let date = CivilDate(text) else { preconditionFailure("not a date: \(text)") }
  return date
}

func time(_ text: String) -> ClockTime {
  guard let time = ClockTime(text) else { preconditionFailure("not a time of day: \(text)") }
  return time
}
