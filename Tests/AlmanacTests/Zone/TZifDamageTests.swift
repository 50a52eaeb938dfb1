import Almanac
import Testing

/// Damaged files are refused with the reason; nothing crashes.
struct TZifDamageTests {
  /// A small file of our own making: one change, two kinds of time.
  struct File {
    var magic = Array("TZif".utf8)
    var version: UInt8 = UInt8(ascii: "2")
    var changes: [Int64] = [0]
    var kinds: [UInt8] = [1]
    var types: [(offset: Int32, daylight: UInt8, name: UInt8)] = [(0, 0, 0), (3600, 0, 4)]
    var names = Array("AAA\0BBB\0".utf8)
    var leapSeconds = 0
    var footer = "\nBBB-1\n"

    var bytes: [UInt8] {
      let empty = header(changes: 0, types: 1, names: 1, leaps: 0) + [0, 0, 0, 0, 0, 0, 0]
      return empty
        + header(changes: changes.count, types: types.count, names: names.count, leaps: leapSeconds)
        + changes.flatMap { bigEndian($0) } + kinds
        + types.flatMap { bigEndian($0.offset) + [$0.daylight, $0.name] } + names
        + [UInt8](repeating: 0, count: leapSeconds * 12) + Array(footer.utf8)
    }

    private func header(changes: Int, types: Int, names: Int, leaps: Int) -> [UInt8] {
      magic + [version] + [UInt8](repeating: 0, count: 15)
        + [0, 0, leaps, changes, types, names].flatMap { bigEndian(Int32($0)) }
    }

    private func bigEndian<Number: FixedWidthInteger>(_ value: Number) -> [UInt8] {
      withUnsafeBytes(of: value.bigEndian) { Array($0) }
    }
  }

  private func reason(_ change: (inout File) -> Void) throws -> String {
    var file = File()
    change(&file)
    let error = #expect(throws: ZoneError.self) { try ZoneRules(name: "Test", tzif: file.bytes) }
    return error?.description ?? ""
  }

  @Test func theSoundFileIsRead() throws {
    let zone = try ZoneRules(name: "Test", tzif: File().bytes)
    #expect(zone.abbreviation(at: Instant(-1)) == "AAA")
    #expect(zone.abbreviation(at: Instant(0)) == "BBB")
    #expect(zone.offset(at: Instant(0)) == 3600)
  }

  @Test func theReasonIsNamed() throws {
    #expect(try reason { $0.magic = Array("TZIF".utf8) }.contains("not a TZif file"))
    #expect(try reason { $0.version = UInt8(ascii: "x") }.contains("version"))
    #expect(
      try reason {
        $0.changes = [0, 0]; $0.kinds = [0, 1]
      }.contains("not in order"))
    #expect(
      try reason {
        $0.changes = [5, 4]; $0.kinds = [0, 1]
      }.contains("not in order"))
    #expect(try reason { $0.changes = [.max] }.contains("after the year"))
    #expect(try reason { $0.kinds = [2] }.contains("there is not"))
    #expect(try reason { $0.types = [] }.contains("kinds of local time"))
    #expect(try reason { $0.types[0].offset = .min }.contains("offset"))
    #expect(try reason { $0.types[0].offset = 100_000 }.contains("offset"))
    #expect(try reason { $0.types[0].daylight = 2 }.contains("daylight mark"))
    #expect(try reason { $0.types[0].name = 8 }.contains("abbreviation"))
    #expect(try reason { $0.names = Array("AAA\0BBBB".utf8) }.contains("abbreviation"))
    #expect(try reason { $0.names = [0xc3, 0xa4, 0, 0, 65, 0] }.contains("ASCII"))
    #expect(try reason { $0.footer = "" }.contains("footer"))
    #expect(try reason { $0.footer = "\nBBB-1" }.contains("footer"))
    #expect(try reason { $0.footer = "\nBBB\n" }.contains("bad rule “BBB”"))
  }

  @Test func leapSecondsAreRefused() throws {
    var file = File()
    file.leapSeconds = 1
    #expect(throws: ZoneError.leapSeconds(zone: "Test")) { try ZoneRules(name: "Test", tzif: file.bytes) }
  }

  @Test func anEmptyFooterLeavesTheLastOffset() throws {
    var file = File()
    file.footer = "\n\n"
    let zone = try ZoneRules(name: "Test", tzif: file.bytes)
    #expect(zone.offset(at: Instant(1 << 40)) == 3600)
    #expect(zone.nextTransition(after: Instant(0)) == nil)
  }

  @Test func theFooterWinsOverTheLastChange() throws {
    var file = File()
    file.footer = "\nAAA0\n"
    let zone = try ZoneRules(name: "Test", tzif: file.bytes)
    #expect(zone.abbreviation(at: Instant(0)) == "AAA")
    #expect(zone.nextTransition(after: Instant(.min)) == nil)
  }

  @Test func aFileWithoutChangesGoesByItsFooter() throws {
    var file = File()
    file.changes = []
    file.kinds = []
    file.footer = "\nEST5EDT,M3.2.0,M11.1.0\n"
    let zone = try ZoneRules(name: "Test", tzif: file.bytes)
    #expect(zone.abbreviation(at: Instant(0)) == "EST")
    #expect(zone.abbreviation(at: try #require(Instant(rfc3339: "1900-07-01T00:00:00Z"))) == "EDT")
  }

  @Test func aBeginningAtTheBigBangIsRead() throws {
    var file = File()
    file.changes = [-(1 << 59), 0]
    file.kinds = [0, 1]
    let zone = try ZoneRules(name: "Test", tzif: file.bytes)
    #expect(zone.abbreviation(at: Instant(-1)) == "AAA")
  }

  /// Version 1 has 32-bit times and no footer.
  @Test func aFileOfVersionOneIsRead() throws {
    let berlin = try InstalledZones.bytes("Europe/Berlin")
    let end = try #require(
      berlin.indices.dropFirst(4).first { berlin[$0...].starts(with: Array("TZif".utf8)) })
    var old = Array(berlin[..<end])
    old[4] = 0
    let zone = try ZoneRules(name: "Old", tzif: old)
    let summer = try #require(Instant(rfc3339: "2026-07-01T00:00:00Z"))
    #expect(zone.offset(at: summer) == 7200)
    #expect(zone.nextTransition(after: try #require(Instant(rfc3339: "2037-12-01T00:00:00Z"))) == nil)
  }

  @Test(arguments: ["Europe/Berlin", "Africa/Casablanca", "UTC"])
  func everyTruncationIsRefused(_ name: String) throws {
    let bytes = try InstalledZones.bytes(name)
    for length in 0..<bytes.count {
      #expect(throws: ZoneError.self) { try ZoneRules(name: name, tzif: Array(bytes[..<length])) }
    }
  }

  @Test(arguments: InstalledZones.difficult)
  func changedBytesNeverCrash(_ name: String) throws {
    let sound = try InstalledZones.bytes(name)
    var numbers = SeededNumbers(seed: 7)
    for _ in 0..<300 {
      var bytes = sound
      for _ in 0...Int.random(in: 0..<4, using: &numbers) {
        bytes[Int.random(in: 0..<bytes.count, using: &numbers)] = .random(in: 0...255, using: &numbers)
      }
      guard let zone = try? ZoneRules(name: name, tzif: bytes) else { continue }
      for seconds: Int64 in [.min, -3_000_000_000, 0, 1_700_000_000, 20_000_000_000, .max] {
        _ = zone.offset(at: Instant(seconds))
        _ = zone.nextTransition(after: Instant(seconds))
        _ = zone.resolve(CivilDateTime(wallSeconds: seconds))
      }
    }
  }
}
