import Glibc
public import Systemd

/// A notification server that does as it is told: well, badly, or not at all.
public final class FakeNotificationServer {
  /// What the server does with `Notify` and `GetCapabilities`.
  public enum Behaviour {
    case shows
    case refuses
    case hangs
  }

  /// One call of `Notify`.
  public struct Shown: Equatable {
    public var number: UInt32
    public var replaced: UInt32
    public var application: String
    public var summary: String
    public var body: String
    public var actions: [String]
    public var hints: [String: BusValue]
    public var timeout: Int
  }

  public var behaviour = Behaviour.shows
  public var capabilities: [String]
  /// Given to every popup, as no server should.
  public var onlyNumber: UInt32?
  /// Every call of `Notify` that was answered well.
  public private(set) var shown: [Shown] = []
  /// The numbers that were asked to be closed.
  public private(set) var closed: [UInt32] = []
  private let bus: Bus
  private var object: BusPublication?
  private var name: BusName?
  private var last: UInt32
  private var unanswered: [BusInvocation] = []
  private let repliesWrongly: Bool

  private static let interface = "org.freedesktop.Notifications"

  /// Takes its place on the bus, with a connection of its own.
  ///
  /// `first` is the number of the first popup. One that replies wrongly does so with values of other types.
  public init(
    loop: EventLoop, address: String, capabilities: [String] = ["actions", "body", "body-markup"],
    first: UInt32 = 1, repliesWrongly: Bool = false, serverName: String = "fake"
  ) {
    self.capabilities = capabilities
    last = first - 1
    self.repliesWrongly = repliesWrongly
    bus = Bus(loop: loop, address: BusAddress(address))
    object = bus.publish(
      BusInterface(
        Self.interface,
        methods: [
          .init("GetCapabilities", returns: Self.arguments(repliesWrongly ? "ds" : "as")) { [weak self] in
            self?.tell($0)
          },
          .init(
            "Notify", takes: Self.arguments("susssasa{sv}i"),
            returns: Self.arguments(repliesWrongly ? "ds" : "u")
          ) { [weak self] in self?.notify($0) },
          .init("CloseNotification", takes: [.init("id", "u")]) { [weak self] in self?.close($0) },
          .init("GetServerInformation", returns: Self.arguments("ssss")) { [serverName] in
            try? $0.reply([.string(serverName), .string("Tend"), .string("1"), .string("1.2")])
          },
        ],
        signals: [
          .init("NotificationClosed", carries: Self.arguments("uu")),
          .init("ActionInvoked", carries: Self.arguments("us")),
        ]), at: "/org/freedesktop/Notifications")
    name = bus.own(Self.interface)
  }

  /// Whether it has its name on the bus.
  public var isThere: Bool { name?.isOurs == true }

  /// Presses a button of a popup.
  public func press(_ number: UInt32, _ action: String) throws {
    try object?.emit("ActionInvoked", [.uint32(number), .string(action)])
  }

  /// Closes a popup: 1 expired, 2 dismissed.
  public func dismiss(_ number: UInt32, reason: UInt32 = 2) throws {
    try object?.emit("NotificationClosed", [.uint32(number), .uint32(reason)])
  }

  private func tell(_ call: BusInvocation) {
    answer(call) { [.strings(self.capabilities)] }
  }

  private func notify(_ call: BusInvocation) {
    answer(call) {
      let values = call.arguments
      let replaced = values[1].uint32 ?? 0
      if replaced == 0 { self.last += 1 }
      let number = self.onlyNumber ?? (replaced == 0 ? self.last : replaced)
      self.shown.append(
        Shown(
          number: number, replaced: replaced, application: values[0].string ?? "",
          summary: values[3].string ?? "", body: values[4].string ?? "", actions: values[5].strings ?? [],
          hints: values[6].dictionary ?? [:], timeout: values[7].integer ?? -1))
      return [.uint32(number)]
    }
  }

  private func close(_ call: BusInvocation) {
    let number = call.arguments.first?.uint32 ?? 0
    closed.append(number)
    try? call.reply()
    try? dismiss(number, reason: 3)
  }

  private func answer(_ call: BusInvocation, _ values: () -> [BusValue]) {
    switch behaviour {
    case .shows: try? call.reply(repliesWrongly ? [.double(0.5), .string("?")] : values())
    case .refuses:
      try? call.refuse(name: "org.freedesktop.Notifications.MaxNotificationsExceeded", message: "full")
    case .hangs: unanswered.append(call)
    }
  }

  private static func arguments(_ types: String) -> [BusInterface.Argument] {
    var rest = types[...]
    var arguments: [BusInterface.Argument] = []
    while !rest.isEmpty {
      let isArray = rest.first == "a"
      let length = rest.hasPrefix("a{") ? 5 : isArray ? 2 : 1
      arguments.append(.init("argument\(arguments.count)", String(rest.prefix(length))))
      rest = rest.dropFirst(length)
    }
    return arguments
  }
}
