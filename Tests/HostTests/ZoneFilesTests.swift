import Almanac
import FileTesting
import Foundation
import Glibc
import Host
import Testing

@Suite struct ZoneFilesTests {
  static let leapy = "/usr/share/zoneinfo/right/Europe/Berlin"

  let root: TemporaryDirectory
  /// 2026-07-01T12:00:00Z.
  let summer = Instant(1_782_907_200)

  /// A root with three zones, copies of the system's.
  init() throws {
    root = try TemporaryDirectory()
    _ = try root.makeDirectory("etc")
    for name in ["Europe/Berlin", "Asia/Kathmandu", "America/Argentina/Ushuaia"] {
      let path = root.file("usr/share/zoneinfo/\(name)")
      let directory = (path as NSString).deletingLastPathComponent
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        at: URL(fileURLWithPath: "/usr/share/zoneinfo/\(name)").resolvingSymlinksInPath(),
        to: URL(fileURLWithPath: path))
    }
  }

  func files(_ environment: Environment = [:]) -> ZoneFiles {
    ZoneFiles(environment: environment, root: root.path)
  }

  @Test func aZoneIsReadFromItsFile() throws {
    let files = files()
    let berlin = try files.load(named: "Europe/Berlin")
    #expect(berlin.name == "Europe/Berlin")
    #expect(berlin.offset(at: summer) == 7200)
    #expect(try files.load(named: "America/Argentina/Ushuaia").offset(at: summer) == -3 * 3600)
  }

  @Test func aZoneIsReadAgainOnlyWhenItsFileChanges() throws {
    let files = files()
    let path = root.file("usr/share/zoneinfo/Europe/Berlin")
    #expect(try files.load(named: "Europe/Berlin").offset(at: summer) == 7200)
    try AtomicFile.write(
      path, try RegularFile.read(root.file("usr/share/zoneinfo/Asia/Kathmandu"), limit: 1 << 20))
    #expect(try files.load(named: "Europe/Berlin").offset(at: summer) == 20_700)
    unlink(path)
    #expect(throws: ZoneFileError.self) { try files.load(named: "Europe/Berlin") }
  }

  @Test(arguments: [
    "", "/etc/passwd", "../../etc/passwd", "Europe/../Europe/Berlin", "Europe//Berlin", "./Berlin",
    "Europe/Berlin/", "Europe/Berlin\0", "right/Europe/Berlin", String(repeating: "a", count: 300),
    "Factory", "posix/Factory",
  ])
  func whatIsNoNameIsRefusedUnread(name: String) {
    #expect { try files().load(named: name) } throws: { error in
      guard case .badName(name, reason: _) = error as? ZoneFileError else { return false }
      return true
    }
  }

  @Test func aMissingZoneIsAnErrorThatNamesTheFile() {
    #expect { try files().load(named: "Europe/Atlantis") } throws: { error in
      "\(error)" == "there is no time zone “Europe/Atlantis” on this computer: "
        + "\(root.path)/usr/share/zoneinfo/Europe/Atlantis is missing"
    }
  }

  @Test func whatIsNoZoneFileIsAnError() throws {
    try write("Europe/Berlin", to: root.file("usr/share/zoneinfo/zone.tab"))
    #expect(throws: ZoneFileError.self) { try files().load(named: "zone.tab") }
    #expect(throws: ZoneFileError.self) { try files().load(named: "Europe") }
  }

  @Test(.enabled(if: access(ZoneFilesTests.leapy, R_OK) == 0, "the tzdata of this system has no right/"))
  func aFileThatCountsLeapSecondsIsRefusedUnderAnyName() throws {
    try FileManager.default.copyItem(
      atPath: ZoneFilesTests.leapy, toPath: root.file("usr/share/zoneinfo/Honest"))
    #expect(
      throws: ZoneFileError.unusable(
        file: root.file("usr/share/zoneinfo/Honest"), .leapSeconds(zone: "Honest"))
    ) { try files().load(named: "Honest") }
  }

  @Test(arguments: [
    "../usr/share/zoneinfo/Europe/Berlin", "/usr/share/zoneinfo/Europe/Berlin",
    "/usr/share/zoneinfo/posix/Europe/Berlin",
  ])
  func theMachinesZoneIsNamedAfterItsLink(target: String) throws {
    symlink(target, root.file("etc/localtime"))
    let zone = try files(["TZ": "Asia/Kathmandu"]).machineZone()
    #expect(zone.name == "Europe/Berlin")
    #expect(zone.offset(at: summer) == 7200)
  }

  @Test func aCopyInsteadOfALinkIsNamedByTheTimezoneFileWhileThatIsTrue() throws {
    let copy = try RegularFile.read(root.file("usr/share/zoneinfo/Europe/Berlin"), limit: 1 << 20)
    try AtomicFile.write(root.file("etc/localtime"), copy)
    #expect(try files().machineZone().name == "localtime")
    try write("Europe/Berlin\n", to: root.file("etc/timezone"))
    #expect(try files().machineZone().name == "Europe/Berlin")
    try write("Asia/Kathmandu\n", to: root.file("etc/timezone"))
    let zone = try files().machineZone()
    #expect(zone.name == "localtime")
    #expect(zone.offset(at: summer) == 7200)
  }

  @Test func withoutALocaltimeTheMachineIsOnUTC() throws {
    #expect(try files().machineZone() == .utc)
  }

  @Test func aLocaltimeThatLeadsNowhereIsAnError() {
    symlink("../usr/share/zoneinfo/Europe/Atlantis", root.file("etc/localtime"))
    #expect { try files().machineZone() } throws: { "\($0)".contains("Europe/Atlantis") }
  }

  @Test(arguments: [
    ("Asia/Kathmandu", 20_700), (":Asia/Kathmandu", 20_700), ("", 0), (":", 0), ("UTC+3", -10_800),
    ("<+0330>-3:30", 12_600), ("CET-1CEST,M3.5.0,M10.5.0/3", 7200),
  ])
  func theShellsZoneIsWhatIsShown(setting: String, offset: Int) throws {
    symlink("../usr/share/zoneinfo/Europe/Berlin", root.file("etc/localtime"))
    #expect(try files(["TZ": setting]).displayZone().offset(at: summer) == offset)
  }

  @Test func withoutASettingTheMachinesZoneIsShown() throws {
    symlink("../usr/share/zoneinfo/Europe/Berlin", root.file("etc/localtime"))
    #expect(try files().displayZone().name == "Europe/Berlin")
  }

  @Test func aSettingMayBeAPath() throws {
    let path = root.file("usr/share/zoneinfo/Asia/Kathmandu")
    #expect(try files(["TZ": path]).displayZone().name == "Asia/Kathmandu")
  }

  @Test(arguments: ["Europe/Atlantis", "nonsense", "EST5EDT7", "../passwd"])
  func aSettingThatMeansNothingIsAnErrorAndNotUTC(setting: String) {
    #expect(throws: ZoneFileError.self) { try files(["TZ": setting]).displayZone() }
  }

  @Test func anotherDirectoryOfZonesMayBeNamed() throws {
    let files = ZoneFiles(environment: ["TZDIR": root.file("usr/share/zoneinfo")])
    #expect(try files.load(named: "Asia/Kathmandu").offset(at: summer) == 20_700)
  }
}
