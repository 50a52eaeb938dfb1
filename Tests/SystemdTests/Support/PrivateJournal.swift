import Foundation
import Testing

/// A real systemd-journald in a mount namespace of its own, whose `/run` is empty at the start.
final class PrivateJournal {
  private static let program = "/lib/systemd/systemd-journald"
  /// Auditing and the kernel's log belong to the whole machine; the rest keeps it from limiting and from disks.
  private static let settings = "[Journal]\nStorage=volatile\nAudit=no\nReadKMsg=no\nRateLimitBurst=0\n"

  static let whyNot: Comment? =
    if geteuid() != 0 { "a private journald needs root" } else if access(program, X_OK) != 0 {
      "there is no \(program)"
    } else { nil }

  private let process = Process()
  private let directory = try? TemporaryDirectory()

  init() throws {
    let directory = try #require(directory)
    let readiness = try DatagramReceiver(directory["notify"])
    let script = """
      mount -t tmpfs none /run && mkdir -p /run/systemd/journald.conf.d &&
      printf '\(Self.settings)' > /run/systemd/journald.conf.d/test.conf && exec \(Self.program)
      """
    process.executableURL = URL(filePath: "/usr/bin/unshare")
    process.arguments = ["--mount", "--propagation", "private", "sh", "-c", script]
    process.environment = ["PATH": "/usr/bin:/bin", "NOTIFY_SOCKET": directory["notify"]]
    try process.run()
    while try !readiness.receiveText().contains("READY=1") {}
  }

  deinit {
    end(process)
  }

  private var root: String { "/proc/\(process.processIdentifier)/root" }
  var socketPath: String { "\(root)/run/systemd/journal/socket" }

  func signal(_ number: CInt) {
    kill(process.processIdentifier, number)
  }

  /// The first entries of a sender, as `journalctl -o json` prints them; waits for them, but not forever.
  func entries(_ count: Int, from identifier: String) throws -> [[String: Any]] {
    let reader = Process()
    let output = Pipe()
    reader.executableURL = URL(filePath: "/usr/bin/journalctl")
    reader.arguments = [
      "--directory=\(root)/run/log/journal", "--output=json", "--all", "--follow",
      "--lines=all", "SYSLOG_IDENTIFIER=\(identifier)",
    ]
    reader.standardOutput = output
    try reader.run()
    defer { end(reader) }
    var text = Data()
    var lines = 0
    while lines < count {
      var readable = pollfd(fd: output.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
      try #require(poll(&readable, 1, 20_000) == 1, "\(lines) of \(count) entries came")
      let more = output.fileHandleForReading.availableData
      try #require(!more.isEmpty, "journalctl ended")
      lines += more.count { $0 == 0x0A }
      text.append(more)
    }
    return try text.split(separator: 0x0A).prefix(count).map {
      try #require(try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any])
    }
  }
}

/// Not by SIGTERM: children inherit the signals that the test's thread has blocked.
private func end(_ process: Process) {
  kill(process.processIdentifier, SIGKILL)
  process.waitUntilExit()
}
