import Foundation
import Systemd

/// A real notification daemon (dunst) on a screen that nobody sees (Xvfb), on a private bus.
public final class PrivateDesktop {
  private static let programs = ["/usr/bin/Xvfb", "/usr/bin/dunst", "/usr/bin/dunstctl"]

  public static let whyNot: String? =
    PrivateBus.whyNot
    ?? programs.first { access($0, X_OK) != 0 }.map { "there is no \($0) (Debian: xvfb, dunst)" }

  public let bus: PrivateBus
  public let display: String
  private let screen = Process()
  private var server: Process?

  /// Starts the screen and the daemon; ``waitForServer(_:)`` tells when it listens.
  public init() throws {
    bus = try PrivateBus()
    let output = Pipe()
    screen.executableURL = URL(filePath: "/usr/bin/Xvfb")
    screen.arguments = ["-displayfd", "1", "-screen", "0", "800x600x24", "-nolisten", "tcp"]
    screen.standardOutput = output
    screen.standardError = FileHandle.nullDevice
    try screen.run()
    let number = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    display = ":" + number.trimmingCharacters(in: .whitespacesAndNewlines)
    try Self.settings(menu: menu).write(toFile: settings, atomically: false, encoding: .utf8)
    try "#!/bin/sh\ngrep -m 1 -F -f '\(wish)'\n".write(toFile: menu, atomically: false, encoding: .utf8)
    guard chmod(menu, 0o755) == 0 else { throw CocoaError(.fileWriteNoPermission) }
    try startServer()
  }

  deinit {
    stopServer()
    end(screen)
  }

  public func startServer() throws {
    let server = Process()
    server.executableURL = URL(filePath: "/usr/bin/dunst")
    server.arguments = ["-config", settings]
    server.environment = environment
    server.standardOutput = FileHandle.nullDevice
    server.standardError = FileHandle.nullDevice
    try server.run()
    self.server = server
  }

  public func stopServer() {
    if let server { end(server) }
    server = nil
  }

  /// Chooses a button of the popups on the screen, as a person does from dunst's menu of them.
  public func press(_ label: String) throws {
    try "#\(label)\n".write(toFile: wish, atomically: false, encoding: .utf8)
    _ = try control("context")
  }

  /// Runs `dunstctl` and returns what it prints.
  @discardableResult
  public func control(_ arguments: String...) throws -> String {
    try Tool.run("/usr/bin/dunstctl", arguments, environment: environment)
  }

  public var environment: [String: String] {
    [
      "DISPLAY": display, "DBUS_SESSION_BUS_ADDRESS": bus.address, "HOME": bus.directory,
      "XDG_RUNTIME_DIR": bus.directory, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
    ]
  }

  private var settings: String { "\(bus.directory)/dunstrc" }
  private var menu: String { "\(bus.directory)/menu" }
  private var wish: String { "\(bus.directory)/wish" }

  private static func settings(menu: String) -> String {
    """
    [global]
    width = (300, 460)
    height = 300
    offset = 20x20
    font = DejaVu Sans 11
    format = "<b>%s</b>\\n%b"
    markup = full
    word_wrap = yes
    show_indicators = yes
    dmenu = \(menu)
    """
  }

  /// Not by SIGTERM: children inherit the signals that the test's thread has blocked.
  private func end(_ process: Process) {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
