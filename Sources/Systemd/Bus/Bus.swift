import CSystemd
import Glibc

/// A message bus, whether it is there just now or not.
///
/// The bus of a user may come up after us, go away and come back. What is asked of this object for good (a
/// subscription, a watch on a name, a published object, a name of our own) is set up anew with each connection; a call
/// is for the connection of the moment, and fails at once where there is none.
///
/// Without a bus nothing polls: after a few attempts it waits until a socket appears at the address, or until
/// somebody calls.
public final class Bus {
  public let address: BusAddress?
  /// Why there is no connection, for people; `nil` while there is one.
  public private(set) var trouble: String?
  private let loop: EventLoop
  private let patience: Duration
  private(set) var connection: BusConnection?
  private var attachments: [WeakAttachment] = []
  private var directory: FileWatch?
  private var nextAttempt: Countdown?
  private var attempts = 0
  private var connectedAt: ContinuousClock.Instant?

  /// Pauses between the attempts that follow on a lost connection or a new socket.
  private static let pauses: [Duration] = [.milliseconds(50), .milliseconds(500), .seconds(5), .seconds(30)]
  /// How long a connection must have lasted for its loss to be nothing but bad luck.
  private static let lasting = Duration.seconds(60)

  /// Connects as soon as it can; with no address there will never be a bus.
  ///
  /// `patience` is how long a bus may take to greet before the connection is given up.
  public init(loop: EventLoop, address: BusAddress?, patience: Duration = .seconds(10)) {
    self.loop = loop
    self.address = address
    self.patience = patience
    connect()
  }

  /// Whether there is a connection, be it one that the bus has yet to greet.
  public var isConnected: Bool { connection != nil }

  /// Tells this bus from every other, and from itself before it was started anew; `nil` until it has greeted us.
  public var identity: String? { connection?.identity }

  /// Calls, and passes the reply on from a later turn of the loop: exactly once, unless the bus object goes away.
  public func call(_ call: BusCall, reply: @escaping (BusReply) -> Void) {
    if connection == nil { connect() }
    guard let connection else {
      let reason = trouble ?? "not connected"
      loop.post { reply(.failure(.disconnected(reason))) }
      return
    }
    do {
      try connection.call(call, reply: reply)
    } catch {
      loop.post { reply(.failure(.malformed(error))) }
    }
  }

  /// Sets something up for this connection and each later one, for as long as it lives.
  func add(_ attachment: any BusAttachment) {
    attachments.removeAll { $0.attachment == nil }
    attachments.append(WeakAttachment(attachment: attachment))
    if let connection { attach(attachment, to: connection) }
  }

  private func connect() {
    guard connection == nil else { return }
    guard let address else {
      trouble = "no address: neither DBUS_SESSION_BUS_ADDRESS nor XDG_RUNTIME_DIR is set"
      return
    }
    // Watch before trying, so that no socket falls in between.
    watchDirectory(of: address)
    do {
      let connection = try BusConnection(loop: loop, address: address, patience: patience) { [weak self] in
        self?.lost($0)
      }
      self.connection = connection
      trouble = nil
      connectedAt = .now
      directory = nil
      nextAttempt = nil
      for item in attachments {
        if let attachment = item.attachment { attach(attachment, to: connection) }
      }
    } catch {
      trouble = "\(address.text): \(error)"
    }
  }

  private func attach(_ attachment: any BusAttachment, to connection: BusConnection) {
    do {
      try attachment.attach(to: connection)
    } catch {
      // Out of memory, or a connection that ended this instant: the next one brings it back.
      trouble = "\(error)"
    }
  }

  private func lost(_ connection: BusConnection) {
    guard connection === self.connection else { return }
    self.connection = nil
    trouble = "the message bus went away"
    for item in attachments { item.attachment?.detach() }
    if let connectedAt, ContinuousClock.now - connectedAt > Bus.lasting { attempts = 0 }
    if let address { watchDirectory(of: address) }
    retry()
  }

  private func retry() {
    guard attempts < Bus.pauses.count else { return }
    let pause = Bus.pauses[attempts]
    attempts += 1
    nextAttempt = try? loop.after(pause) { [weak self] in
      guard let self else { return }
      connect()
      if connection == nil { retry() }
    }
  }

  private func watchDirectory(of address: BusAddress) {
    guard directory?.isActive != true, let path = address.socketPath, let slash = path.lastIndex(of: "/")
    else { return }
    let name = String(path[path.index(after: slash)...])
    let parent = slash == path.startIndex ? "/" : String(path[..<slash])
    // Without a directory there is nothing to wait for; a call tries anyway.
    directory = try? loop.watchDirectory(parent, for: [.created, .movedIn]) { [weak self] event in
      guard let self, event.name == name, connection == nil else { return }
      // The socket may not be listened on yet, so even a first attempt waits a moment.
      attempts = 0
      retry()
    }
  }
}

/// Something that each new connection sets up anew.
protocol BusAttachment: AnyObject {
  func attach(to connection: BusConnection) throws(SystemdError)
  /// The connection is over.
  func detach()
}

private struct WeakAttachment {
  weak var attachment: (any BusAttachment)?
}
