public import Almanac

/// A limit of the care team that a dose at some moment does not keep.
public struct Breach: Hashable, Sendable, Codable {
  /// The key of the plan that says so.
  public enum Rule: String, Hashable, Sendable, Codable {
    case minInterval = "min-interval"
    case maxPer24h = "max-per-24h"
    /// Before `from` or after `until` of a medicine taken as needed.
    case dates
    case notWithin = "not-within"
    case apartFrom = "apart-from"
    /// The doses of one day of the person come to more than that.
    case maxPerDay = "max-per-day"
    /// The care team stopped it for now.
    case held
  }

  public var rule: Rule
  /// `at least 8 h apart`.
  public var words: String
  /// From when on this limit allows a dose; nil for not at all.
  public var allowedFrom: Instant?
  /// When the time in which it was allowed ended, where that is what forbids it.
  public var closedAt: Instant?

  public init(rule: Rule, words: String, allowedFrom: Instant?, closedAt: Instant? = nil) {
    self.rule = rule
    self.words = words
    self.allowedFrom = allowedFrom
    self.closedAt = closedAt
  }
}

/// How an answer stood to the limits when it was recorded.
public struct LimitNote: Hashable, Sendable, Codable {
  /// The limits that the dose did not keep: overridden, or found out afterwards.
  public var breaches: [Breach]
  /// Why it was taken all the same, in the words of whoever said so.
  public var override: String?
  /// What was left of an as-needed medicine after this dose; nil for every other.
  public var room: RoomNote?

  public init(breaches: [Breach] = [], override: String? = nil, room: RoomNote? = nil) {
    self.breaches = breaches
    self.override = override
    self.room = room
  }
}

/// What a dose left of an as-needed medicine, as it was recorded: copied, so that history stays what it was.
public struct RoomNote: Hashable, Sendable, Codable {
  /// Doses in the 24 hours before, this one among them.
  public var used: Int
  public var maxPer24h: Int?
  /// When the next dose is allowed; nil for at once.
  public var nextAllowed: Instant?
  /// Of the last dose that is left: when there is room for another one after it.
  public var freesUp: Instant?
  /// There may have been more doses than are known.
  public var caution: Caution?

  public init(
    used: Int, maxPer24h: Int?, nextAllowed: Instant?, freesUp: Instant?, caution: Caution? = nil
  ) {
    self.used = used
    self.maxPer24h = maxPer24h
    self.nextAllowed = nextAllowed
    self.freesUp = freesUp
    self.caution = caution
  }
}
