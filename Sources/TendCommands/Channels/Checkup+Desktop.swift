import Desktop
import Systemd

extension Checkup {
  /// Asks the bus and the notification server, for five seconds at most.
  func desktop() throws -> [DoctorCheck] {
    let loop = try EventLoop()
    let bus = Bus(loop: loop, address: .user(environment: context.environment))
    guard bus.isConnected else {
      return [
        .warning(
          "bus", "there is no message bus of this user: \(bus.trouble ?? "nobody says why")",
          fix: systemctl == nil
            ? "log in through a session with systemd (Debian: sudo apt install dbus-user-session)"
            : "systemctl --user start dbus.socket (Debian: sudo apt install dbus-user-session)")
      ]
    }
    let server = NotificationServer(bus: bus, application: "Tend", desktopEntry: "tend") { _ in }
    var answer: Result<ServerInformation, BusFailure>?
    server.information { answer = $0 }
    let deadline = ContinuousClock.now + .seconds(5)
    while bus.isConnected, answer == nil || (server.isRunning && server.capabilities == nil),
      ContinuousClock.now < deadline
    {
      _ = try loop.turn(waitingAtMost: .milliseconds(200))
    }
    guard bus.isConnected else {
      return [.warning("bus", bus.trouble ?? "it went away", fix: "log out and in again")]
    }
    return [.ok("bus", "the message bus of this user answers"), popups(answer, server.capabilities)]
  }

  private func popups(
    _ answer: Result<ServerInformation, BusFailure>?, _ capabilities: ServerCapabilities?
  ) -> DoctorCheck {
    guard case .success(let information)? = answer else {
      return .warning(
        "desktop", "no notification server answers: no popups",
        fix: "log in to the desktop, or start dunst or mako there; without a screen nothing is amiss")
    }
    let name = "\(information.name) \(information.version)"
    guard let capabilities else {
      return .warning(
        "desktop", "\(name) does not say what it can do", fix: "tend test-channels desktop shows a popup")
    }
    let names = capabilities.names.sorted().joined(separator: ", ")
    guard capabilities.hasActions else {
      return .warning(
        "desktop", "\(name) shows popups without buttons (\(names))",
        fix: "answer with tend take, or use another notification server")
    }
    return .ok("desktop", "\(name) shows popups with buttons (\(names))")
  }
}
