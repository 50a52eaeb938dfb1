import Glibc
public import Systemd

/// The notification server of the desktop (`org.freedesktop.Notifications`), whether it is there just now or not.
///
/// Nothing here waits: results come from a later turn of the loop. A server that is not running is started by the
/// bus where the desktop provides for that.
public final class NotificationServer {
  public enum Event: Hashable, Sendable {
    /// A server is there and knows of none of our popups: show again what still matters.
    case appeared(ServerCapabilities)
    /// It is gone, and every popup with it.
    case disappeared
    /// A button was pressed, or with the key `default` the popup itself.
    case pressed(PopupID, action: String)
    /// It is no longer on the screen.
    case closed(PopupID, CloseReason)
  }

  public enum CloseReason: UInt32, Hashable, Sendable {
    case expired = 1
    /// By the person at the desktop.
    case dismissed = 2
    /// By ``NotificationServer/close(_:)``.
    case asked = 3
    case other = 4
  }

  static let name = "org.freedesktop.Notifications"
  static let path = "/org/freedesktop/Notifications"

  /// What the present server can do; `nil` until it has said so.
  public private(set) var capabilities: ServerCapabilities?
  /// Which server it is; `nil` until it has said so.
  public private(set) var presentServer: ServerInformation?
  private let bus: Bus
  private let application: String
  private let desktopEntry: String
  private let patience: Duration
  private let handler: (Event) -> Void
  private var watch: BusNameWatch?
  private var signals: BusSubscription?
  private var waiting: [(BusFailure?) -> Void] = []

  /// - Parameters:
  ///   - application: the name shown with each popup.
  ///   - desktopEntry: the name of the application's `.desktop` file, without the ending.
  ///   - patience: how long each call may take.
  public init(
    bus: Bus, application: String, desktopEntry: String, patience: Duration = .seconds(5),
    handler: @escaping (Event) -> Void
  ) {
    self.bus = bus
    self.application = application
    self.desktopEntry = desktopEntry
    self.patience = patience
    self.handler = handler
    watch = bus.watchName(Self.name) { [weak self] in self?.ownerChanged($0) }
    signals = bus.subscribe(BusRule(sender: Self.name, path: Self.path, interface: Self.name)) {
      [weak self] in self?.heard($0)
    }
  }

  /// Whether a server runs; one that the bus would start at the first popup does not yet.
  public var isRunning: Bool { watch?.owner != nil }

  /// Whether the popup is one of the server that runs now.
  public func isOfPresentServer(_ id: PopupID) -> Bool { id.server == watch?.owner.map(identity) }

  /// What tells a server from every other, also for a process that is started later.
  private func identity(of owner: String) -> String { "\(bus.identity ?? "?")/\(owner)" }

  /// Shows a popup, in the place of an earlier one if that is still on the screen.
  public func show(
    _ popup: Popup, replacing earlier: PopupID? = nil,
    reply: @escaping (Result<PopupID, BusFailure>) -> Void
  ) {
    withCapabilities { [weak self] failure in
      guard let self else { return }
      if let failure { return reply(.failure(failure)) }
      guard let server = watch?.owner else {
        return reply(.failure(.noReply("the notification server went away")))
      }
      let replaced = earlier.map { self.isOfPresentServer($0) ? $0.number : 0 } ?? 0
      let identity = identity(of: server)
      call("Notify", arguments(of: popup, replacing: replaced), to: server) { result in
        reply(
          result.flatMap { values in
            guard values.count == 1, let number = values[0].uint32 else {
              return .failure(Self.wrongReply("Notify"))
            }
            return .success(PopupID(server: identity, number: number))
          })
      }
    }
  }

  /// Takes a popup from the screen; one that is gone, or of an earlier server, is left alone.
  public func close(_ id: PopupID) {
    guard let server = watch?.owner, isOfPresentServer(id), id.number != 0 else { return }
    call("CloseNotification", [.uint32(id.number)], to: server) { _ in }
  }

  /// Asks which server it is.
  public func information(reply: @escaping (Result<ServerInformation, BusFailure>) -> Void) {
    call("GetServerInformation", [], to: Self.name) { result in
      reply(
        result.flatMap { values in
          let texts = values.compactMap(\.string)
          guard texts.count == 4 else { return .failure(Self.wrongReply("GetServerInformation")) }
          return .success(
            ServerInformation(name: texts[0], vendor: texts[1], version: texts[2], specification: texts[3]))
        })
    }
  }

  private func call(
    _ member: String, _ arguments: [BusValue], to destination: String, reply: @escaping (BusReply) -> Void
  ) {
    bus.call(
      BusCall(to: destination, at: Self.path, Self.name, member, arguments, timeout: patience), reply: reply)
  }

  private static func wrongReply(_ member: String) -> BusFailure {
    .malformed(SystemdError(errno: EBADMSG, call: member))
  }
}

extension NotificationServer {
  /// Goes on once the server has said what it can do, which may mean that the bus starts it first.
  private func withCapabilities(_ next: @escaping (BusFailure?) -> Void) {
    if capabilities != nil { return next(nil) }
    waiting.append(next)
    if waiting.count == 1 { askCapabilities() }
  }

  private func askCapabilities() {
    let asked = watch?.owner
    call("GetCapabilities", [], to: asked ?? Self.name) { [weak self] result in
      guard let self else { return }
      // Another server took the place of the one that was asked: what counts is what that one can do.
      if let asked, let owner = watch?.owner, owner != asked { return askCapabilities() }
      switch result {
      case .failure(let failure): endWaiting(failure)
      // A server that answers nonsense still gets the plain text.
      case .success(let values): learned(ServerCapabilities(values.first?.strings ?? []))
      }
    }
  }

  private func learned(_ capabilities: ServerCapabilities) {
    guard watch?.owner != nil else { return endWaiting(.noReply("the notification server went away")) }
    self.capabilities = capabilities
    let asked = watch?.owner
    information { [weak self] in
      if let self, watch?.owner == asked { presentServer = try? $0.get() }
    }
    handler(.appeared(capabilities))
    endWaiting(nil)
  }

  private func endWaiting(_ failure: BusFailure?) {
    let ended = waiting
    waiting = []
    for next in ended { next(failure) }
  }

  private func ownerChanged(_ owner: String?) {
    let wasKnown = capabilities != nil
    capabilities = nil
    presentServer = nil
    if wasKnown { handler(.disappeared) }
    if owner != nil, waiting.isEmpty { withCapabilities { _ in } }
  }

  private func heard(_ signal: BusSignal) {
    guard let server = watch?.owner, signal.sender == server, let number = signal.arguments.first?.uint32
    else { return }
    let id = PopupID(server: identity(of: server), number: number)
    switch signal.member {
    case "ActionInvoked":
      guard signal.arguments.count == 2, let action = signal.arguments[1].string else { return }
      handler(.pressed(id, action: action))
    case "NotificationClosed":
      let reason = signal.arguments.dropFirst().first?.uint32.flatMap { CloseReason(rawValue: $0) }
      handler(.closed(id, reason ?? .other))
    default: break
    }
  }
}

extension NotificationServer {
  private func arguments(of popup: Popup, replacing number: UInt32) -> [BusValue] {
    let capabilities = capabilities ?? ServerCapabilities([])
    var summary = PopupText.plain(popup.summary, isOneLine: true)
    var body = PopupText.plain(popup.body, isOneLine: false)
    if !capabilities.hasActions, !popup.actions.isEmpty, let instead = popup.withoutButtons {
      body += (body.isEmpty ? "" : "\n") + PopupText.plain(instead, isOneLine: true)
    }
    if !capabilities.hasBody, !body.isEmpty {
      summary += " — " + PopupText.plain(body, isOneLine: true)
      body = ""
    }
    if capabilities.hasBodyMarkup { body = PopupText.escaped(body) }
    var hints: [String: BusValue] = [
      "urgency": .byte(popup.urgency.rawValue), "desktop-entry": .string(desktopEntry),
    ]
    if let category = popup.category { hints["category"] = .string(category) }
    let actions = capabilities.hasActions ? popup.actions.flatMap { [$0.key, $0.label] } : []
    return [
      .string(application), .uint32(number), .string(desktopEntry), .string(summary), .string(body),
      .strings(actions.map { PopupText.plain($0, isOneLine: true) }), .dictionary(hints),
      .int32(popup.stays ? 0 : -1),
    ]
  }
}
