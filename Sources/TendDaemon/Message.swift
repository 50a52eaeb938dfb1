import Care

/// What is handed to a channel: an event, what it is about, and the words for it.
struct Message {
  let send: Send
  let event: RecordedEvent
  /// As it stands now.
  let occurrence: Occurrence?
  /// False while the ledger cannot be written: the text says so.
  let isRecorded: Bool
  /// With the privacy of the channel.
  let wording: Wording

  /// The message and its fields as the journal would have them; nil for an event that is only kept.
  var line: JournalLine? {
    let line = wording.line(event, occurrence: occurrence)
    return isRecorded ? line : line?.unrecorded()
  }
}
