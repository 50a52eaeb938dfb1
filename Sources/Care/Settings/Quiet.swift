public import Almanac

/// Hours in which nobody is to be disturbed, on the clock of this computer; what is critical is told all the same.
public struct QuietHours: Hashable, Sendable {
  public var window: ClockWindow
  /// Never critical.
  public var silences: Set<Importance>

  public init(_ window: ClockWindow, silences: Set<Importance> = [.low, .normal, .high]) {
    self.window = window
    self.silences = silences.subtracting([.critical])
  }
}

/// What becomes of what came due while Tend was not there.
public enum CatchUp: String, CaseIterable, Hashable, Sendable, Codable {
  /// Each is told, up to a cap.
  case tell
  /// It is recorded and listed in the digest; never of what is critical.
  case record
  /// What can still be answered is told; what was missed goes into the digest.
  case fold
}

/// No answer to anything for so long, while something waits, is a sign of its own.
public struct SilenceRule: Hashable, Sendable {
  public var after: TimeSpan
  /// A contact id; nil for whoever is there.
  public var contact: String?
  /// Nil takes those of the contact.
  public var channels: [ChannelName]?

  public init(after: TimeSpan, contact: String? = nil, channels: [ChannelName]? = nil) {
    self.after = after
    self.contact = contact
    self.channels = channels
  }
}
