public import Almanac

/// How to remind: what `settings.toml` says, over the defaults below.
public struct Settings: Hashable, Sendable {
  /// Who is at this keyboard: the contact id (or plain name) recorded with an answer unless `--by` says otherwise.
  public var me: String
  public var privacy: Privacy
  /// What `[remind.IMPORTANCE]` says; an importance that is absent has the default ladder.
  public var ladders: [Importance: Ladder]
  /// What `[channel.NAME]` sets up; `journal` and `desktop` are there without it.
  public var channels: [Channel]
  public var quiet: QuietHours?
  public var silence: SilenceRule?
  /// How many of what came due while Tend was away are told one by one; the rest goes into the digest.
  public var catchUpCap: Int
  /// For how many days after a change was ordered its alerts say what changed; 0 for never.
  public var changesShownFor: TimeSpan

  public init(
    me: String = "me", privacy: Privacy = .full, ladders: [Importance: Ladder] = [:],
    channels: [Channel] = [], quiet: QuietHours? = nil, silence: SilenceRule? = nil, catchUpCap: Int = 10,
    changesShownFor: TimeSpan = .days(7)
  ) {
    self.me = me
    self.privacy = privacy
    self.ladders = ladders
    self.channels = channels
    self.quiet = quiet
    self.silence = silence
    self.catchUpCap = catchUpCap
    self.changesShownFor = changesShownFor
  }

  /// Those of them that only give a sign of life.
  public var heartbeats: [Channel] { channels.filter { $0.heartbeat != nil } }

  /// Those that tell, and the ones that are there without being set up.
  public var allChannels: [Channel] {
    let channels = channels.filter { $0.heartbeat == nil }
    let builtIn = Channel.builtIn.filter { builtIn in !channels.contains { $0.name == builtIn.name } }
    return builtIn.map { channel in
      var channel = channel
      channel.isAssumed = !ladders.values.contains { $0.channels?.contains(channel.name) ?? false }
      return channel
    } + channels
  }

  /// How much the lines of the journal may say; `[channel.journal]` may say otherwise than the settings do.
  public var journalPrivacy: Privacy { channels.first { $0.name == .journal }?.privacy ?? privacy }

  /// How much of a name or dose may leave the ledger in journal lines, STATUS and on screens of others.
  public enum Privacy: String, CaseIterable, Hashable, Sendable, Codable {
    /// Names the medicine and the dose: vague alerts get the wrong pill taken.
    case full
    /// Only the occurrence id and neutral text.
    case discreet
  }
}

/// When an unanswered occurrence is told again, called late and called missed.
///
/// Every part is optional: what is nil falls back to the defaults of the importance and kind.
public struct Ladder: Hashable, Sendable {
  /// The time between reminders until someone answers or it is missed.
  public var repeatEvery: TimeSpan?
  /// How often it is told again at most; nil where only `repeatEvery` is said, and then until it is missed.
  public var repeats: Int?
  public var lateAfter: TimeSpan?
  public var missedAfter: TimeSpan?
  /// Where nothing is said of channels: popups, where there is somebody to see them.
  static let defaultChannels = [ChannelName.desktop]

  /// Through what its reminders go; the journal has them all the same.
  public var channels: [ChannelName]?
  /// Who is brought in when nobody answers; in the order of their delays.
  public var escalate: [EscalationRule]?
  public var catchUp: CatchUp?
  /// Of low importance: how often a day it may interrupt, all its entries together.
  public var budget: Int?

  public init(
    repeatEvery: TimeSpan? = nil, repeats: Int? = nil, lateAfter: TimeSpan? = nil,
    missedAfter: TimeSpan? = nil,
    channels: [ChannelName]? = nil, escalate: [EscalationRule]? = nil, catchUp: CatchUp? = nil,
    budget: Int? = nil
  ) {
    self.repeatEvery = repeatEvery
    self.repeats = repeats
    self.lateAfter = lateAfter
    self.missedAfter = missedAfter
    self.channels = channels
    self.escalate = escalate
    self.catchUp = catchUp
    self.budget = budget
  }
}
