public import Almanac

/// A way to tell people, as `[channel.NAME]` sets it up.
public struct Channel: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case journal
    case desktop
    /// A program with its arguments, run without a shell.
    case command([String])
  }

  public static let defaultTimeout = TimeSpan(seconds: 30)
  public static let defaultSnooze = TimeSpan.minutes(10)
  public static let defaultSkipReasons = ["asleep", "unwell", "refused", "the care team said so"]

  public var name: ChannelName
  public var kind: Kind
  /// How long it may take to say what came of a message.
  public var timeout: TimeSpan
  /// How much of a name or dose may go through it; nil is what the settings say for all.
  public var privacy: Settings.Privacy?
  /// Files with secrets that its command is given, in the order of the settings.
  public var credentials: [Credential] = []
  /// How long the button of a popup snoozes.
  public var snooze = Channel.defaultSnooze
  /// What a popup offers as reasons of a skip.
  public var skipReasons = Channel.defaultSkipReasons
  /// It tells nobody: its command is run this often, as a sign of life, while all is well with tendd.
  public var heartbeat: TimeSpan?
  /// Nobody asked for it in the settings: where it is not there, nothing is amiss.
  public var isAssumed = false

  /// A secret that its command knows by a name, and the file it stands in.
  public struct Credential: Hashable, Sendable {
    public var name: String
    /// Below the directory of the plan where it is not absolute.
    public var file: String

    public init(name: String, file: String) {
      self.name = name
      self.file = file
    }
  }

  public init(
    name: ChannelName, kind: Kind, timeout: TimeSpan = Channel.defaultTimeout,
    privacy: Settings.Privacy? = nil
  ) {
    self.name = name
    self.kind = kind
    self.timeout = timeout
    self.privacy = privacy
  }

  /// Those that are there without being set up.
  public static let builtIn = [
    Channel(name: .journal, kind: .journal), Channel(name: .desktop, kind: .desktop),
  ]
}
