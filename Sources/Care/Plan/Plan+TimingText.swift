import Almanac

extension Plan {
  /// When an entry happens and, where doses differ, how much each time, in plain English.
  public func timingText(of entry: Entry) -> String {
    timesText(of: entry) + (entry.dosesText(moments: moments(of: entry)).map { ": \($0)" } ?? "")
  }

  /// When an entry happens: `every day at breakfast (07:30)`, or `as needed, at least 8 h apart, at most 3 in 24 h`.
  public func timesText(of entry: Entry) -> String {
    if let window = entry.window { return windowText(of: entry, window) }
    if let after = entry.after { return afterText(of: entry, after) }
    guard let limits = entry.asNeeded else {
      return entry.tie.map { tiedText(of: entry, $0) } ?? entry.timing.describe(moments: moments(of: entry))
    }
    var parts = ["as needed"] + limits.words
    if let from = entry.timing.from { parts.append("from \(from)") }
    if let until = entry.timing.until { parts.append("until \(until)") }
    if !limits.togetherWith.isEmpty {
      parts.append("counted together with \(Phrase.list(limits.togetherWith.map(\.text)))")
    }
    return parts.joined(separator: ", ")
  }
}
