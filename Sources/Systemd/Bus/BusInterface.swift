/// An interface that an object of ours offers on the bus.
public struct BusInterface {
  public struct Argument: Hashable, Sendable {
    public var name: String
    public var type: String

    public init(_ name: String, _ type: String) {
      self.name = name
      self.type = type
    }
  }

  public struct Method {
    public var name: String
    public var takes: [Argument]
    public var returns: [Argument]
    /// Replies now or later; see ``BusInvocation``.
    public var handler: (BusInvocation) -> Void

    public init(
      _ name: String, takes: [Argument] = [], returns: [Argument] = [],
      handler: @escaping (BusInvocation) -> Void
    ) {
      self.name = name
      self.takes = takes
      self.returns = returns
      self.handler = handler
    }
  }

  /// A property that others may read.
  public struct Property {
    public var name: String
    public var type: String
    /// The value of the moment, of just that type.
    public var value: () -> BusValue

    public init(_ name: String, _ type: String, value: @escaping () -> BusValue) {
      self.name = name
      self.type = type
      self.value = value
    }
  }

  public struct Signal {
    public var name: String
    public var carries: [Argument]

    public init(_ name: String, carries: [Argument] = []) {
      self.name = name
      self.carries = carries
    }
  }

  public var name: String
  public var methods: [Method]
  public var properties: [Property]
  public var signals: [Signal]

  public init(
    _ name: String, methods: [Method] = [], properties: [Property] = [], signals: [Signal] = []
  ) {
    self.name = name
    self.methods = methods
    self.properties = properties
    self.signals = signals
  }
}
