public import Almanac

/// It is counted from when another medicine was really taken.
public struct After: Hashable, Sendable {
  /// The longest delay: what was taken longer ago is not looked at any more.
  public static let longest = TimeSpan.days(2)

  public var entry: EntryID
  public var delay: TimeSpan

  public init(entry: EntryID, delay: TimeSpan) {
    self.entry = entry
    self.delay = delay
  }

  /// Whether it is counted from what was answered so: a dose that was taken, or a visit that took place.
  func counts(_ outcome: Outcome) -> Bool { outcome.isIntake || outcome == .attended }
}

extension Plan {
  /// `1 hour after Levothyroxine is taken`.
  func afterText(of entry: Entry, _ after: After) -> String {
    let name = self.entry(after.entry)?.name ?? after.entry.text
    let happened = self.entry(after.entry)?.kind == .appointment ? "was attended" : "is taken"
    var text = "\(after.delay.plain) after \(name) \(happened)"
    if let from = entry.timing.from { text += ", from \(from)" }
    if let until = entry.timing.until { text += ", until \(until)" }
    return text
  }
}
