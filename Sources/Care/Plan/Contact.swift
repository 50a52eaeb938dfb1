/// Someone on the care team, a carer or an organisation.
public struct Contact: Hashable, Sendable {
  /// What a step of the escalation names in place of an id: whoever is on duty when the step is taken.
  public static let onDuty = "on-duty"

  public var id: String
  public var name: String
  public var role: String?
  public var phone: String?
  public var email: String?
  /// How to reach them when something is not answered.
  public var channels: [ChannelName]
  /// When they may be told, on the clock of this computer; nil for always.
  public var hours: ClockWindow?
  /// How much of a name or dose may reach them; nil is what the channel and the settings say.
  public var privacy: Settings.Privacy?

  /// When they are on duty, on the clock of this computer; empty where the plan does not say.
  public var duty: [Duty] = []

  /// A page: of a support group, of a finder of centers or trials.
  public var url: String?
  /// Further pages, some with a name.
  public var links: [Link] = []
  /// A word for the family.
  public var notes: String?

  public init(
    id: String, name: String, role: String? = nil, phone: String? = nil, email: String? = nil,
    url: String? = nil, notes: String? = nil, channels: [ChannelName] = [], hours: ClockWindow? = nil,
    privacy: Settings.Privacy? = nil
  ) {
    self.url = url
    self.notes = notes
    self.id = id
    self.name = name
    self.role = role
    self.phone = phone
    self.email = email
    self.channels = channels
    self.hours = hours
    self.privacy = privacy
  }
}
