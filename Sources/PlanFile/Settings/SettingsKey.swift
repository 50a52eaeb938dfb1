enum SettingsKey: String, TableKey {
  case me, privacy, remind, channel, quiet, silence
  case catchUp = "catch-up"
  case changesShownFor = "changes-shown-for"
}

/// Of `[remind.IMPORTANCE]`.
enum LadderKey: String, TableKey {
  case `repeat`
  case lateAfter = "late-after"
  case missedAfter = "missed-after"
  case channels, escalate
  case catchUp = "catch-up"
  case budget
}

enum QuietKey: String, TableKey { case from, until, silences }

enum CatchUpKey: String, TableKey { case cap }

/// Of `[channel.NAME]`: which of them stand there depends on what it is.
enum ChannelKey: String, TableKey {
  case command, timeout, privacy, heartbeat, credentials, snooze
  case skipReasons = "skip-reasons"

  static let ofCommand: [ChannelKey] = [.command, .timeout, .privacy, .heartbeat, .credentials]
  static let ofDesktop: [ChannelKey] = [.timeout, .privacy, .snooze, .skipReasons]
  static let ofJournal: [ChannelKey] = [.privacy]
}
