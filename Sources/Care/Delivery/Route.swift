/// The way one message goes: through which channel, to whom.
public struct Route: Hashable, Sendable, Codable {
  public var channel: ChannelName
  /// A contact id; nil for whoever is there.
  public var contact: String?
  /// The step of the escalation that brought the contact in, from 1; nil for the reminder itself.
  public var step: Int?

  /// In place of a step: nobody answered anything for long.
  public static let silence = 0

  public init(_ channel: ChannelName, contact: String? = nil, step: Int? = nil) {
    self.channel = channel
    self.contact = contact
    self.step = step
  }

  /// It ends in the same place, so that a newer message takes the place of an older one.
  func leadsWhere(_ other: Route) -> Bool { channel == other.channel && contact == other.contact }
}
