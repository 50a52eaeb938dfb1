/// Follows who has a name on the bus; see ``Bus/watchName(_:handler:)``.
public final class BusNameWatch: BusAttachment {
  public let name: String
  /// The unique name of the connection that has it, `nil` while nobody does or there is no bus.
  public private(set) var owner: String?
  /// Whether the bus of the moment has said who has it, or that nobody does.
  private(set) var isAnswered = false
  /// Called when that becomes known, and when the bus went away.
  var onAnswer: () -> Void = {}
  private let handler: (String?) -> Void
  private var changes: BusSubscription?
  /// Counts connections, so that an answer from an earlier one is not believed.
  private var round = 0

  init(_ name: String, handler: @escaping (String?) -> Void) {
    self.name = name
    self.handler = handler
    let rule = BusRule(
      sender: Driver.name, path: Driver.path, interface: Driver.name, member: "NameOwnerChanged",
      argument: name)
    changes = BusSubscription(rule) { [weak self] in self?.changed($0) }
  }

  func attach(to connection: BusConnection) throws(SystemdError) {
    // Listen before asking, so that no change falls in between.
    try changes?.attach(to: connection)
    round += 1
    let asked = round
    try connection.call(
      BusCall(to: Driver.name, at: Driver.path, Driver.name, "GetNameOwner", [.string(name)])
    ) { [weak self] reply in
      guard let self, round == asked else { return }
      if case .success(let values) = reply { set(values.first?.string) }
      isAnswered = true
      onAnswer()
    }
  }

  func detach() {
    round += 1
    changes?.detach()
    isAnswered = false
    set(nil)
    onAnswer()
  }

  private func changed(_ signal: BusSignal) {
    guard signal.arguments.count == 3, let new = signal.arguments[2].string else { return }
    set(new.isEmpty ? nil : new)
  }

  private func set(_ new: String?) {
    guard new != owner else { return }
    owner = new
    handler(new)
  }
}

extension Bus {
  /// Calls `handler` whenever the name gets another owner, and with `nil` when it has none any more.
  ///
  /// A service that restarts under the name shows as another owner. The first call comes once the bus has answered,
  /// if there is an owner then.
  public func watchName(_ name: String, handler: @escaping (String?) -> Void) -> BusNameWatch {
    let watch = BusNameWatch(name, handler: handler)
    add(watch)
    return watch
  }
}

/// The bus itself, as something to call.
enum Driver {
  static let name = "org.freedesktop.DBus"
  static let path = "/org/freedesktop/DBus"
}
