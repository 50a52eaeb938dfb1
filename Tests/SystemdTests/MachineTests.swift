import Foundation
import Systemd
import Testing

struct MachineTests {
  @Test func theBootIDIsTheKernelsWithoutDashes() throws {
    let kernels = try String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
    #expect(try Machine.bootID() == kernels.filter(\.isHexDigit))
  }

  @Test func theKernelSaysWithoutPrivilegesWhetherTheClockIsSynchronised() {
    // Either answer is right: which, depends on the machine.
    #expect(throws: Never.self) { try Machine.clockIsSynchronised() }
  }

  @Test func anErrorNamesTheCallAndTheReason() {
    #expect(
      SystemdError(errno: 2, call: "inotify_add_watch").description
        == "inotify_add_watch: No such file or directory")
  }
}
