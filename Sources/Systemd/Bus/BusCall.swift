/// A method call on the bus, as a value.
public struct BusCall: Hashable, Sendable {
  /// Whom to call: a well-known name, or the unique name of one connection.
  public var destination: String
  public var path: String
  public var interface: String
  public var member: String
  public var arguments: [BusValue]
  /// How long the other side may take; starting it, where that is needed, included.
  public var timeout: Duration
  /// Whether the bus may start the service that belongs to the name.
  public var mayStartService: Bool

  public init(
    to destination: String, at path: String, _ interface: String, _ member: String,
    _ arguments: [BusValue] = [], timeout: Duration = .seconds(10), mayStartService: Bool = true
  ) {
    self.destination = destination
    self.path = path
    self.interface = interface
    self.member = member
    self.arguments = arguments
    self.timeout = timeout
    self.mayStartService = mayStartService
  }
}

/// What a call brought: the values of the reply, or why there is none.
public typealias BusReply = Result<[BusValue], BusFailure>
