import Foundation

/// A real message bus of the test's own, on a socket in a directory of its own.
///
/// It starts nothing and knows no services but those of the tests.
public final class PrivateBus {
  private static let program = "/usr/bin/dbus-daemon"

  public static let whyNot: String? =
    access(program, X_OK) == 0 ? nil : "there is no \(program) (Debian: dbus)"

  public let directory: String
  private var process: Process?

  /// Starts the bus, unless it is to be started later.
  public init(started: Bool = true) throws {
    // Short, because a socket's path holds 107 bytes.
    directory = "/tmp/bus-tests-\(UInt32.random(in: 0...UInt32.max))"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
    try Self.settings(socket: socketPath).write(
      toFile: "\(directory)/bus.conf", atomically: false, encoding: .utf8)
    if started { try start() }
  }

  deinit {
    stop()
    try? FileManager.default.removeItem(atPath: directory)
  }

  public var socketPath: String { "\(directory)/bus" }

  /// As in `DBUS_SESSION_BUS_ADDRESS`.
  public var address: String { "unix:path=\(socketPath)" }

  /// Returns once the bus listens.
  public func start() throws {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: Self.program)
    process.arguments = [
      "--config-file=\(directory)/bus.conf", "--nofork", "--nopidfile", "--print-address=1",
    ]
    process.standardOutput = output
    // As root it complains of a limit it may not raise.
    process.standardError = FileHandle.nullDevice
    try process.run()
    self.process = process
    let line = output.fileHandleForReading.availableData
    guard !line.isEmpty else { throw CocoaError(.fileNoSuchFile) }
  }

  /// Ends the bus and takes its socket away, as the end of a session does.
  public func stop() {
    guard let process else { return }
    // Not by SIGTERM: children inherit the signals that the test's thread has blocked.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    unlink(socketPath)
    self.process = nil
  }

  /// Stops answering, or goes on.
  public func signal(_ number: CInt) {
    if let process { kill(process.processIdentifier, number) }
  }

  private static func settings(socket: String) -> String {
    """
    <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
      "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
    <busconfig>
      <type>session</type>
      <listen>unix:path=\(socket)</listen>
      <policy context="default">
        <allow send_destination="*" eavesdrop="true"/>
        <allow eavesdrop="true"/>
        <allow own="*"/>
      </policy>
    </busconfig>
    """
  }
}
