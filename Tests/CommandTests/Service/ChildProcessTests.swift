import Glibc
import Testing

@testable import TendCommands

/// Programs that are run for a verb.
struct ChildProcessTests {
  private func shell(_ script: String) -> ChildProcess {
    ChildProcess("/bin/sh", ["-c", script], environment: ["PATH": "/usr/bin:/bin", "WORD": "a b"])
  }

  @Test func bothOutputsAreGatheredHoweverLong() throws {
    let ran = try shell(
      "head -c 300000 /dev/zero | tr '\\0' x; head -c 300000 /dev/zero | tr '\\0' y >&2; exit 7"
    ).capture()
    #expect(ran.ending == 7)
    #expect(ran.output == String(repeating: "x", count: 300_000))
    #expect(ran.problems == String(repeating: "y", count: 300_000))
  }

  @Test func itHasTheVariablesGivenAndNothingToRead() throws {
    let ran = try shell("printf '%s' \"$WORD\"; test -z \"$HOME\" && cat").capture()
    #expect(ran.output == "a b")
    #expect(ran.ending == 0)
  }

  @Test func aSignalIsSaidAsShellsSayIt() throws {
    #expect(try shell("kill -TERM $$").capture().ending == 128 + SIGTERM)
  }

  @Test func noSignalIsBlockedOrIgnoredInIt() throws {
    var blocked = sigset_t()
    var before = sigset_t()
    sigemptyset(&blocked)
    sigaddset(&blocked, SIGTERM)
    pthread_sigmask(SIG_BLOCK, &blocked, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    let ran = try ChildProcess("cat", ["/proc/self/status"], environment: [:]).capture()
    for name in ["SigBlk", "SigIgn"] {
      let line = try #require(ran.output.split(separator: "\n").first { $0.hasPrefix(name) })
      let signals = try #require(UInt64(line.split(separator: "\t")[1], radix: 16))
      // 32 and 33 belong to the C library, which lets nobody change them.
      #expect(signals & ~0x1_8000_0000 == 0, "\(line)")
    }
  }

  @Test func aProgramThatIsNotThereIsNamed() {
    #expect(throws: ChildProcessError.missing("nonesuch")) {
      try ChildProcess("nonesuch", environment: [:]).capture()
    }
    #expect(throws: ChildProcessError.cannotStart("/etc/passwd", errno: EACCES)) {
      try ChildProcess("/etc/passwd", environment: [:]).run()
    }
  }

  @Test func nothingStaysOpen() throws {
    func open() -> Int { (0..<256).count { fcntl(CInt($0), F_GETFD) >= 0 } }
    _ = try shell("true").capture()
    let before = open()
    for _ in 0..<20 { _ = try shell("true").capture() }
    // Other tests open and close files at the same time.
    #expect(open() < before + 20)
  }
}
