public import Almanac

/// What makes an occurrence itself: the entry, the person's day, and the slot ("breakfast").
///
/// The nominal time is not part of it, so moving breakfast after the dose was given does not ring again.
public struct OccurrenceKey: Hashable, Sendable, Codable {
  public var entry: EntryID
  public var day: CivilDate
  public var slot: String

  public init(entry: EntryID, day: CivilDate, slot: String) {
    self.entry = entry
    self.day = day
    self.slot = slot
  }
}
