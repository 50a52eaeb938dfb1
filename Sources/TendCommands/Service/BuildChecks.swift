import Almanac
import Care
import Glibc
import Host
import Household
import Ledger

/// What a build can get wrong without a warning; each check returns what it saw, or throws what is wrong.
struct BuildChecks {
  let household: Household

  /// Hours east of UTC at noon UTC on 15 January and on 15 July 2026, as the laws of these places have it.
  private static let known: [String: (winter: Int64, summer: Int64)] = [
    "America/New_York": (-5 * 3600, -4 * 3600), "Europe/Berlin": (3600, 7200),
    "Asia/Kathmandu": (20_700, 20_700), "Australia/Lord_Howe": (39_600, 37_800), "UTC": (0, 0),
  ]

  /// Reads a zone and compares two of its offsets half a year apart with what is known of it, if it is.
  func zone(_ name: String) throws -> String {
    let zone = try household.zones.load(named: name)
    let instants = [1_768_478_400, 1_784_116_800].map { Instant($0) }
    let offsets = instants.map { Int64(zone.offset(at: $0)) }
    let text = "\(name): \(instants.map { $0.rfc3339(in: zone) }.joined(separator: ", "))"
    if let known = BuildChecks.known[name], [known.winter, known.summer] != offsets {
      throw CommandFailure("\(text), which is wrong")
    }
    return text
  }

  func json() throws -> String {
    let text = JSONValue.object(["a": .list([.number(1), .text("“\n”"), .null])]).json
    guard text == #"{"a":[1,"“\n”",null]}"# else { throw CommandFailure("JSON: \(text)") }
    return "JSON: \(text)"
  }

  /// Writes an event into a ledger of its own and reads it back.
  func ledger() throws -> String {
    var template = Array("/tmp/tend-self-check.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw CommandFailure("cannot make a directory in /tmp: \(String(cString: strerror(errno)))")
    }
    let directory = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    defer {
      for path in (try? Directories.files(in: directory, suffix: "")) ?? [] { unlink(path) }
      rmdir(directory)
    }
    let ledger = try Ledger(path: directory + "/ledger.sqlite", mayMigrate: true)
    defer { try? ledger.close() }
    let origin = EventOrigin(actor: "self-check", channel: "self-check")
    let written = try ledger.transaction(origin, try household.stamp()) {
      try $0.append(NewEvent(.stopped(reason: "self-check")))
    }
    guard try ledger.read({ try $0.event(written.number) }) == written else {
      throw CommandFailure("the ledger does not give back what was written")
    }
    return "ledger: one event written and read back"
  }
}
