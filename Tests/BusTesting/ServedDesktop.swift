import Foundation
import Synchronization
import Systemd

/// A private bus with a ``FakeNotificationServer`` on a thread of its own, for what has a loop of its own and waits.
public final class ServedDesktop: Sendable {
  public let address: String
  private let summaries = Mutex<[String]>([])
  private let isOver = Mutex(false)
  private let ended = DispatchSemaphore(value: 0)

  /// Returns once the server has its name.
  public init(on bus: PrivateBus, capabilities: [String] = ["actions", "body"]) throws {
    address = bus.address
    let begun = DispatchSemaphore(value: 0)
    Thread.detachNewThread { [self] in
      defer { ended.signal() }
      guard let loop = try? EventLoop() else {
        begun.signal()
        return
      }
      let server = FakeNotificationServer(loop: loop, address: address, capabilities: capabilities)
      while !server.isThere { _ = try? loop.turn(waitingAtMost: .milliseconds(50)) }
      begun.signal()
      while !isOver.withLock({ $0 }) {
        _ = try? loop.turn(waitingAtMost: .milliseconds(20))
        summaries.withLock { $0 = server.shown.map(\.summary) }
      }
    }
    begun.wait()
  }

  /// The titles of the popups that were shown, oldest first; ends the server.
  public func end() -> [String] {
    isOver.withLock { $0 = true }
    ended.wait()
    return summaries.withLock { $0 }
  }
}
