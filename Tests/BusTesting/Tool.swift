import Systemd

/// A program of the system that a test runs for its output.
enum Tool {
  /// Runs it to its end and returns the beginning of what it prints.
  ///
  /// With our own runner: Foundation's `Process` was seen to wait for ever for one that was over already.
  static func run(_ path: String, _ arguments: [String], environment: [String: String]) throws -> String {
    let loop = try EventLoop()
    let runner = ProgramRunner(
      loop: loop, bus: Bus(loop: loop, address: nil), atMost: 1, environment: environment, directory: "/")
    var outcome: ProgramOutcome?
    runner.run(Program(path: path, arguments: [path] + arguments), name: "tool") { outcome = $0 }
    while outcome == nil { _ = try loop.turn(waitingAtMost: .seconds(1)) }
    return outcome?.output ?? ""
  }
}
