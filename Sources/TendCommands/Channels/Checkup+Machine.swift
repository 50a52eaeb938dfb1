import Almanac
import Glibc
import Host
import Household
import Systemd

// What the computer itself has to bring along.

extension Checkup {
  var clock: DoctorCheck {
    if let clock = HouseholdState.clock(context) {
      return .problem("clock", clock, fix: "sudo timedatectl set-ntp true")
    }
    return (try? Machine.clockIsSynchronised()) == true
      ? .ok("clock", "synchronised")
      : .warning(
        "clock", "not synchronised: reminders may be early or late",
        fix: "sudo timedatectl set-ntp true (Debian: sudo apt install systemd-timesyncd)")
  }

  var journal: DoctorCheck {
    let captured: ChildProcess.Captured
    do {
      captured = try ChildProcess(
        "journalctl", ["--user", "-n", "1", "-t", "tend", "-o", "cat"], environment: context.environment
      ).capture()
    } catch {
      return .warning("journal", "\(error)", fix: "tend history shows what was recorded and told")
    }
    let denial = captured.problems.split(separator: "\n").first { $0.contains("permission") }
    // One that is kept in memory is for administrators to read; kept on the disk, everybody has a part of their own.
    guard isKept else {
      return .warning(
        "journal",
        "kept in memory only: its lines are gone after a restart; the record is not"
          + (denial == nil ? "" : ". Nor may you read them"),
        fix: "sudo mkdir -p /var/log/journal && sudo systemctl restart systemd-journald"
          + "; if it stays so: Storage=persistent in /etc/systemd/journald.conf")
    }
    if let denial {
      return .warning(
        "journal", "you may not read your own journal (\(denial))",
        fix: "sudo usermod -aG systemd-journal $USER, then log in again")
    }
    return .ok("journal", "kept over a restart, and yours to read")
  }

  /// journald keeps its files below the id of the machine: in `/var` when they last, in `/run` when it may not keep them.
  private var isKept: Bool {
    let line = try? RegularFile.read(context.root + "/etc/machine-id", limit: 64)
    guard let id = line.map({ String(decoding: $0.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self) }),
      !id.isEmpty
    else { return false }
    let kept = "\(context.root)/var/log/journal/\(id)"
    guard access(kept, F_OK) == 0 else { return false }
    // What is left of one in memory stays until the next start of the computer, though nothing is added to it any more.
    guard let memory = Self.modified("\(context.root)/run/log/journal/\(id)") else { return true }
    return Self.modified(kept + "/system.journal").map { $0 > memory } ?? false
  }

  private static func modified(_ path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mtim.tv_sec : nil
  }

  var zone: DoctorCheck {
    do {
      let machine = try context.household.zones.machineZone()
      let path = context.household.zones.directory + "/tzdata.zi"
      let head = (try? RegularFile.read(path, limit: 4 << 20))?.prefix { $0 != UInt8(ascii: "\n") }
      let version = head.map { String(decoding: $0, as: UTF8.self).replacing("# version ", with: "") }
      if let version, Self.isOld(version, now: context.now) {
        return .warning(
          "zone", "\(machine.name), but the zone data is of \(version): a law since then may move the clocks",
          fix: "update tzdata (Debian: sudo apt update && sudo apt install tzdata)")
      }
      return .ok("zone", machine.name + (version.map { ", zone data of \($0)" } ?? ""))
    } catch {
      return .problem(
        "zone", "\(error)",
        fix: "install tzdata anew (Debian: sudo apt install --reinstall tzdata), "
          + "then sudo timedatectl set-timezone Europe/Berlin")
    }
  }

  /// Whether zone data of that name, such as `2025b`, is of the year before last or older: there are new ones every year.
  static func isOld(_ version: String, now: Instant) -> Bool {
    guard version.count >= 5, let year = Int64(version.prefix(4)) else { return false }
    return Int64(ZoneRules.utc.local(at: now).date.year) - year >= 2
  }

  var room: DoctorCheck {
    var info = statvfs()
    guard statvfs(context.household.paths.stateDirectory, &info) == 0 else {
      return .warning("disk", "there is no record yet", fix: "tend service install")
    }
    let megabytes = (UInt64(info.f_bavail) * UInt64(info.f_frsize)) >> 20
    return megabytes > 64
      ? .ok("disk", "\(megabytes) MB free")
      : .problem(
        "disk", "\(megabytes) MB free: soon nothing can be recorded",
        fix: "make room on the disk of \(context.household.paths.stateDirectory)")
  }
}
