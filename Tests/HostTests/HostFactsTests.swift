import Almanac
import Foundation
import Host
import Testing

@testable import Host

@Suite struct HostFactsTests {
  @Test func theBootHasAnIdOfThirtyTwoDigits() throws {
    let id = try Boot.id()
    #expect(id.count == 32 && id.allSatisfy { $0.isHexDigit && !$0.isUppercase })
    #expect(try Boot.id() == id)
  }

  @Test func theWallClockIsNeverAheadOfTheTime() {
    let before = Int64(Date().timeIntervalSince1970.rounded(.down))
    let now = WallClock.system.now().secondsSinceEpoch
    let after = Int64(Date().timeIntervalSince1970.rounded(.down))
    #expect((before...after).contains(now))
  }

  @Test func theBootClockCountsMilliseconds() throws {
    func uptime() throws -> Int64 {
      let text = String(decoding: try RegularFile.read("/proc/uptime", limit: 100), as: UTF8.self)
      return Int64(try #require(Double(text.split(separator: " ")[0])) * 1000)
    }
    let before = try uptime()
    let now = WallClock.system.sinceBoot()
    #expect((before - 10...(try uptime()) + 10).contains(now))
  }

  @Test func aFixedClockStandsStill() {
    let clock = WallClock.fixed(Instant(5), sinceBoot: 7)
    #expect(clock.now() == Instant(5))
    #expect(clock.sinceBoot() == 7)
  }

  @Test func theDiskOfTheseTestsIsLocal() {
    #expect(FileSystemKind.network(at: NSTemporaryDirectory() + "not/there/yet") == nil)
  }

  @Test(arguments: [
    ("/home/m/.local/state/tend", "nfs4"), ("/home/m/My Disk/x", "fuse.sshfs"), ("/home/mary", nil),
    ("/", nil),
    ("/mnt/usb/tend", nil), ("/home/m/local", nil), ("/home/m/local/deeper", nil), ("/home/m/locale", "nfs4"),
  ])
  func theMountAPathIsOnDecides(path: String, kind: String?) {
    let mounts = """
      22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/vda rw
      30 22 0:52 / /home/m rw,relatime shared:9 - nfs4 host:/home rw
      31 30 0:53 / /home/m/My\\040Disk rw - fuse.sshfs host:/ rw
      32 22 8:17 / /mnt/usb rw - fuseblk /dev/sdb1 rw
      33 30 0:54 / /home/m/local rw - nfs4 host:/x rw
      34 33 8:18 / /home/m/local rw master:1 - ext4 /dev/sdc1 rw

      """
    #expect(FileSystemKind.network(at: path, mounts: mounts) == kind)
  }
}
