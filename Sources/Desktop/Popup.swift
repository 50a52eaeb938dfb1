/// What a popup of the desktop shows and offers, as plain text.
public struct Popup: Hashable, Sendable {
  public enum Urgency: UInt8, Hashable, Sendable {
    case low = 0
    case normal = 1
    /// Servers keep these until they are dismissed, and show them over full-screen windows.
    case critical = 2
  }

  public struct Action: Hashable, Sendable {
    /// What comes back when it is pressed; `default` is a click on the popup itself.
    public var key: String
    /// What the button says.
    public var label: String

    public init(key: String, label: String) {
      self.key = key
      self.label = label
    }
  }

  public var summary: String
  /// May have several lines.
  public var body: String
  public var urgency: Urgency
  /// As the desktop notification specification has them; of ours, `x-vendor.class`.
  public var category: String?
  /// Buttons in their order, dropped where the server has none.
  public var actions: [Action]
  /// A last line of the body where buttons are dropped: what to do instead.
  public var withoutButtons: String?
  /// Whether it stays until it is answered or dismissed; servers may do otherwise.
  public var stays: Bool

  public init(
    summary: String, body: String = "", urgency: Urgency = .normal, category: String? = nil,
    actions: [Action] = [], withoutButtons: String? = nil, stays: Bool = true
  ) {
    self.withoutButtons = withoutButtons
    self.summary = summary
    self.body = body
    self.urgency = urgency
    self.category = category
    self.actions = actions
    self.stays = stays
  }
}

/// A popup on the screen: its number, and the server that gave it, for a restarted one counts anew.
public struct PopupID: Hashable, Sendable {
  /// The bus, and the connection of the server on it: neither is the same again after a restart.
  public var server: String
  public var number: UInt32

  public init(server: String, number: UInt32) {
    self.server = server
    self.number = number
  }
}
