import Almanac
import Glibc
import Host
import Household
import Systemd

// What the computer itself has to bring along.

extension Checkup {
  var clock: DoctorCheck {
    (try? Machine.clockIsSynchronised()) == true
      ? .ok("clock", "synchronised")
      : .warning(
        "clock", "not synchronised: reminders may be early or late", fix: "sudo timedatectl set-ntp true")
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
    if let line = captured.problems.split(separator: "\n").first(where: { $0.contains("permission") }) {
      return .warning(
        "journal", "you may not read your own journal (\(line))",
        fix: "sudo usermod -aG systemd-journal $USER, then log in again")
    }
    // journald keeps its files below the id of the machine, here only when it may keep them.
    let machine = (try? RegularFile.read("/etc/machine-id", limit: 64)).map {
      String(decoding: $0.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }
    return access("/var/log/journal/\(machine ?? "")", F_OK) == 0
      ? .ok("journal", "kept over a restart, and yours to read")
      : .warning(
        "journal", "kept in memory only: its lines are gone after a restart; the record is not",
        fix: "sudo mkdir -p /var/log/journal && sudo systemctl restart systemd-journald")
  }

  var zone: DoctorCheck {
    do {
      let machine = try context.household.zones.machineZone()
      let path = context.household.zones.directory + "/tzdata.zi"
      let head = (try? RegularFile.read(path, limit: 4 << 20))?.prefix { $0 != UInt8(ascii: "\n") }
      let version = head.map { String(decoding: $0, as: UTF8.self).replacing("# version ", with: "") }
      return .ok("zone", machine.name + (version.map { ", zone data of \($0)" } ?? ""))
    } catch {
      return .problem(
        "zone", "\(error)", fix: "install tzdata, then sudo timedatectl set-timezone Europe/Berlin")
    }
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
