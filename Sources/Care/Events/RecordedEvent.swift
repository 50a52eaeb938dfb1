public import Almanac

/// One line of the ledger.
///
/// Events are the truth; everything else is derived from them.
public struct RecordedEvent: Hashable, Sendable {
  /// Events are ordered by this number, whatever the clocks said.
  public var number: Int64
  public var stamp: EventStamp
  public var origin: EventOrigin
  public var occurrence: OccurrenceID?
  public var entry: EntryID?
  public var body: EventBody

  public init(
    number: Int64, stamp: EventStamp, origin: EventOrigin, occurrence: OccurrenceID? = nil,
    entry: EntryID? = nil, body: EventBody
  ) {
    self.number = number
    self.stamp = stamp
    self.origin = origin
    self.occurrence = occurrence
    self.entry = entry
    self.body = body
  }
}

/// An event that was decided and is not in the ledger yet.
public struct NewEvent: Hashable, Sendable {
  public var occurrence: OccurrenceID?
  public var entry: EntryID?
  public var body: EventBody

  public init(occurrence: OccurrenceID? = nil, entry: EntryID? = nil, _ body: EventBody) {
    self.occurrence = occurrence
    self.entry = entry
    self.body = body
  }
}

/// When an event was recorded, by both clocks: the wall clock can step, the boot clock cannot.
public struct EventStamp: Hashable, Sendable {
  public var at: Instant
  /// sd_id128 of the boot, 32 lower-case hexadecimal digits.
  public var bootID: String
  /// Milliseconds of CLOCK_BOOTTIME.
  public var sinceBoot: Int64

  public init(at: Instant, bootID: String, sinceBoot: Int64) {
    self.at = at
    self.bootID = bootID
    self.sinceBoot = sinceBoot
  }
}

/// Who recorded an event, and through what.
public struct EventOrigin: Hashable, Sendable {
  /// What `tendd` itself records has this as its actor and its channel.
  public static let daemon = "tendd"

  /// A contact id, a plain name, or `tendd`.
  public var actor: String
  /// The command or channel it came through: `take`, `undo`, `tendd`.
  public var channel: String
  /// The plan that was in force; nil before there was any.
  public var planRevision: Int64?

  public init(actor: String, channel: String, planRevision: Int64? = nil) {
    self.actor = actor
    self.channel = channel
    self.planRevision = planRevision
  }
}
