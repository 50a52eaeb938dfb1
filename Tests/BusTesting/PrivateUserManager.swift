import Foundation

/// A real `systemd --user` with its own bus, in a mount namespace of its own whose `/run` is empty at the start.
public final class PrivateUserManager {
  private static let program = "/lib/systemd/systemd"
  private static let script = """
    mount -t tmpfs none /run && mount --make-shared /run && mkdir -p /run/systemd/system /run/user/0 && chmod 700 /run/user/0 &&
    exec \(program) --user --log-target=null
    """

  public static let whyNot: String? =
    if geteuid() != 0 { "a private user manager needs root" } else if access(program, X_OK) != 0 {
      "there is no \(program)"
    } else if access("/usr/lib/systemd/user/dbus.socket", F_OK) != 0 {
      "there is no user bus (Debian: dbus-user-session)"
    } else { nil }

  /// SIGRTMIN+24, which the manager reads as "exit".
  private static let exit: CInt = 34 + 24
  private let process = Process()
  private let home: String

  /// Returns once the manager answers on its bus.
  public init() throws {
    home = "/tmp/manager-tests-\(UInt32.random(in: 0...UInt32.max))"
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: false)
    process.executableURL = URL(filePath: "/usr/bin/unshare")
    process.arguments = ["--mount", "--propagation", "private", "sh", "-c", Self.script]
    process.environment = [
      "PATH": "/usr/bin:/bin", "HOME": home, "XDG_RUNTIME_DIR": "/run/user/0", "TEND_MANAGER": "yes",
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    let limit = ContinuousClock.now + .seconds(20)
    while try !property("SystemState").contains("running") {
      guard ContinuousClock.now < limit, process.isRunning else { throw CocoaError(.fileNoSuchFile) }
      usleep(50_000)
    }
  }

  deinit {
    stop()
    try? FileManager.default.removeItem(atPath: home)
  }

  public func stop() {
    guard process.isRunning else { return }
    let ours = namespace(of: process.processIdentifier)
    // Not by SIGTERM: children inherit the signals that the test's thread has blocked.
    kill(process.processIdentifier, Self.exit)
    let limit = ContinuousClock.now + .seconds(5)
    while process.isRunning, ContinuousClock.now < limit { usleep(20_000) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    // Without control groups of its own it leaves its services behind, the bus among them.
    for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
      if let process = pid_t(name), ours != nil, namespace(of: process) == ours { kill(process, SIGKILL) }
    }
  }

  /// The mount namespace of a process; nobody but the manager's own processes shares it.
  private func namespace(of process: pid_t) -> String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/ns/mnt")
  }

  public var address: String { "unix:path=\(root)/run/user/0/bus" }

  /// What the manager says of itself, as `busctl` prints it.
  public func property(_ name: String) throws -> String {
    try busctl(
      "get-property", "org.freedesktop.systemd1", "/org/freedesktop/systemd1",
      "org.freedesktop.systemd1.Manager", name)
  }

  /// Runs `busctl` on its bus and returns what it prints.
  public func busctl(_ arguments: String...) throws -> String {
    try run("/usr/bin/busctl", ["--address=\(address)"] + arguments)
  }

  /// Runs `systemctl --user` and returns what it prints.
  public func systemctl(_ arguments: String...) throws -> String {
    try run("/usr/bin/systemctl", ["--user"] + arguments)
  }

  private var root: String { "/proc/\(process.processIdentifier)/root" }

  private func run(_ program: String, _ arguments: [String]) throws -> String {
    try Tool.run(
      program, arguments,
      environment: [
        "PATH": "/usr/bin:/bin", "XDG_RUNTIME_DIR": "\(root)/run/user/0", "DBUS_SESSION_BUS_ADDRESS": address,
      ])
  }
}
