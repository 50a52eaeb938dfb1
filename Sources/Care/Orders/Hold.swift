public import Almanac

/// The care team stopped an entry for now: silent, listed every day, left out of adherence.
///
/// Not the household's pause; both at once is possible, and each ends for itself.
public struct Hold: Hashable, Sendable, Codable {
  /// From this instant on.
  public var from: Instant
  /// Up to this one, exclusive; nil until it is released.
  public var until: Instant?
  /// Who ordered it: a contact id, or a plain name.
  public var by: String
  public var reason: String

  public init(from: Instant, until: Instant? = nil, by: String, reason: String) {
    self.from = from
    self.until = until
    self.by = by
    self.reason = reason
  }

  public func covers(_ instant: Instant) -> Bool {
    instant >= from && (until.map { instant < $0 } ?? true)
  }
}

/// The care team lets an entry go on.
public struct HoldEnd: Hashable, Sendable, Codable {
  /// Who ordered it.
  public var by: String
  public var reason: String?

  public init(by: String, reason: String? = nil) {
    self.by = by
    self.reason = reason
  }
}

/// A person is in hospital: what is done at home for them is held; appointments and what others do go on.
///
/// It ends entry by entry, as the walk through the list at going home settles each.
public struct Stay: Hashable, Sendable, Codable {
  public var person: String
  public var from: Instant
  public var by: String
  public var reason: String?
  /// When all of it was over; nil while something still waits.
  public var until: Instant?
  /// The entries that go on, or were settled otherwise, and from when.
  public var settled: [EntryID: Instant]

  public init(person: String, from: Instant, by: String, reason: String? = nil) {
    self.person = person
    self.from = from
    self.by = by
    self.reason = reason
    settled = [:]
  }

  public func covers(_ entry: EntryID, _ instant: Instant) -> Bool {
    let end = [settled[entry.written], until].compactMap(\.self).min()
    return instant >= from && (end.map { instant < $0 } ?? true)
  }

  /// Going home has begun, and not everything is settled.
  public var isHalfOver: Bool { until == nil && !settled.isEmpty }
}

/// A part of going home: these entries were gone through.
public struct Discharge: Hashable, Sendable, Codable {
  public var person: String
  public var entries: [EntryID]
  /// Nothing waits any more.
  public var isOver: Bool
  public var by: String

  public init(person: String, entries: [EntryID], isOver: Bool, by: String) {
    self.person = person
    self.entries = entries
    self.isOver = isOver
    self.by = by
  }
}
