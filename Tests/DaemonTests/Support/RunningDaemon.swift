import FileTesting
import Foundation
import Glibc

/// `tendd` as it is built, run as a process of its own in a home of a test's.
final class RunningDaemon {
  /// Beside the tests, where the package has the executable; nil where it was not built.
  static let program: String? = {
    let directory = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    let path = directory.appending(path: "tend").path(percentEncoded: false)
    return access(path, X_OK) == 0 ? path : nil
  }()

  private let process = Process()
  private let errors: String
  let manager: PaperJournal

  init(_ home: Home, _ name: String = "tendd", environment: [String: String] = [:]) throws {
    guard let program = RunningDaemon.program else { throw POSIXError(.ENOENT) }
    let link = home.directory.file("tendd")
    if access(link, X_OK) != 0 {
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: program)
    }
    errors = home.directory.file(name + ".log")
    manager = try PaperJournal(home.directory.file(name + "-notify"))
    try write("", to: errors)
    process.executableURL = URL(filePath: link)
    process.environment = ["HOME": home.directory.path, "NOTIFY_SOCKET": manager.path].merging(environment) {
      $1
    }
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
  }

  deinit { signal(SIGKILL) }

  var processID: Int32 { process.processIdentifier }

  /// What it said.
  var output: String { (try? text(of: errors)) ?? "" }

  func signal(_ number: CInt) {
    // Number 0 would be this very group of processes.
    if process.isRunning, process.processIdentifier > 0 { kill(process.processIdentifier, number) }
  }

  /// Waits for the end, and returns the exit code.
  func end() -> Int32 {
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// Waits until something holds, for twenty seconds at most.
  func waits(until condition: () -> Bool) -> Bool {
    let limit = ContinuousClock.now + .seconds(20)
    while !condition() {
      if ContinuousClock.now > limit || !process.isRunning { return condition() }
      usleep(5000)
    }
    return true
  }

  /// Waits until it has said so many times that it is ready.
  func isReady(times: Int = 1) -> Bool {
    waits { manager.lines.count { $0["READY"] == "1" } == times }
  }
}
