/// A well-known name of ours, held for as long as this lives; see ``Bus/own(_:)``.
public final class BusName: BusAttachment {
  public let name: String
  /// Whether the bus has given it to us.
  public private(set) var isOurs = false
  private weak var connection: BusConnection?
  private var acquired: BusSubscription?

  init(_ name: String) {
    self.name = name
    let rule = BusRule(
      sender: Driver.name, path: Driver.path, interface: Driver.name, member: "NameAcquired", argument: name)
    acquired = BusSubscription(rule) { [weak self] _ in self?.isOurs = true }
  }

  func attach(to connection: BusConnection) throws(SystemdError) {
    self.connection = connection
    try acquired?.attach(to: connection)
    // 0: wait in line for a name that somebody else has, and take nobody's away.
    try connection.call(
      BusCall(to: Driver.name, at: Driver.path, Driver.name, "RequestName", [.string(name), .uint32(0)])
    ) { [weak self, weak connection] reply in
      guard let self, self.connection === connection, case .success(let values) = reply else { return }
      // 1: ours now; 4: ours already.
      if values == [.uint32(1)] || values == [.uint32(4)] { isOurs = true }
    }
  }

  func detach() {
    acquired?.detach()
    connection = nil
    isOurs = false
  }

  deinit {
    // On a connection that is gone, so is the name.
    try? connection?.call(
      BusCall(to: Driver.name, at: Driver.path, Driver.name, "ReleaseName", [.string(name)]), reply: { _ in })
  }
}

extension Bus {
  /// Takes a name on the bus each time there is one, at once or when whoever has it gives it up.
  ///
  /// Publish the objects first: whoever waits for the name finds them then.
  public func own(_ name: String) -> BusName {
    let owned = BusName(name)
    add(owned)
    return owned
  }
}
