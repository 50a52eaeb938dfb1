import Care

/// What the channels said since the last look.
struct ChannelNews {
  /// To be recorded.
  var reports: [NewEvent] = []
  /// The channels that have come back: what they refused is due at once.
  var returned: Set<ChannelName> = []
}
