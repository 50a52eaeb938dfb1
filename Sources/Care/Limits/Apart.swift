public import Almanac

/// A time to keep between one medicine and another, as the care team wrote it.
public struct Apart: Hashable, Sendable {
  public var entry: EntryID
  /// Before as well as after.
  public var by: TimeSpan

  public init(entry: EntryID, by: TimeSpan) {
    self.entry = entry
    self.by = by
  }

  /// `cholestyramine by 4h`.
  public var words: String { "\(entry) by \(by)" }
}
