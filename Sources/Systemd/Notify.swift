import CSystemd
import Glibc

/// Tells the service manager how the service is doing, as `sd_notify` does for a unit of `Type=notify`.
///
/// Each call returns whether a manager took the message; `false` is normal for a process started by hand.
/// It sends the datagram itself because `sd_notify` takes the address from the environment only, and waits without
/// limit when the manager is stopped. Sockets of virtual machines (`vsock:`) are not supported.
public final class Notify {
  /// How long to wait for room in the manager's queue with a change of state, which must not be lost.
  private static let patienceInSeconds = 5

  private let sender: DatagramSender?

  /// Addresses the manager at a path, or at an abstract name that begins with `@`; `nil` when there is none.
  public init(socketPath: String?) {
    guard let socketPath else {
      sender = nil
      return
    }
    sender = try? DatagramSender(to: socketPath, patience: Self.patienceInSeconds)
  }

  /// Addresses the manager that started this process, by `$NOTIFY_SOCKET`.
  public convenience init(environment: [String: String]) {
    self.init(socketPath: environment["NOTIFY_SOCKET"])
  }

  /// The service is up, or has finished reloading: units that wait for it may start.
  @discardableResult
  public func ready(status: String? = nil) -> Bool {
    send(["READY=1"] + (status.map { [Self.statusLine($0)] } ?? []), waiting: true)
  }

  /// Sets the line that `systemctl status` shows, without ever waiting.
  ///
  /// New-lines and other control characters become spaces, for each line of a message is an assignment of its own.
  @discardableResult
  public func status(_ text: String) -> Bool {
    send([Self.statusLine(text)], waiting: false)
  }

  /// The service has begun to reload; ``ready(status:)`` ends it.
  ///
  /// Carries the time as well, as `Type=notify-reload` (systemd 253) wants it.
  @discardableResult
  public func reloading() -> Bool {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return send(
      ["RELOADING=1", "MONOTONIC_USEC=\(now.tv_sec * 1_000_000 + now.tv_nsec / 1000)"], waiting: true)
  }

  /// The service has begun to stop.
  @discardableResult
  public func stopping() -> Bool {
    send(["STOPPING=1"], waiting: true)
  }

  private func send(_ lines: [String], waiting: Bool) -> Bool {
    guard sender != nil else { return false }
    let message = Array(lines.joined(separator: "\n").utf8)
    do {
      try sender?.send(message, waiting: waiting)
      return true
    } catch {
      return false
    }
  }

  private static func statusLine(_ text: String) -> String {
    var line = String.UnicodeScalarView("STATUS=".unicodeScalars)
    line.append(contentsOf: text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 })
    return String(line)
  }
}
