public import Almanac

/// What an edit made of an entry, and who ordered it: kept with the edit.
public struct ChangeOrder: Hashable, Sendable, Codable {
  /// A contact id, or a plain name; nil where nobody was named.
  public var by: String?
  /// The day of the order; that of the edit where none was said.
  public var on: CivilDate
  public var parts: [ChangedPart]

  public init(by: String? = nil, on: CivilDate, parts: [ChangedPart]) {
    self.by = by
    self.on = on
    self.parts = parts
  }

  /// `dose changed 3 Dec by Dr Okafor: 100 mg → 50 mg`, of what the hand has to know; nil where none of that changed.
  public func alert(name: (String) -> String, on day: CivilDate) -> String? {
    let shown = parts.filter { ["dose", "doses", "take", "time", "food"].contains($0.label) }
    guard let first = shown.first else { return nil }
    let words = shown.map { part in
      let change = "\(part.old ?? "nothing") → \(part.new ?? "nothing")"
      return part == first ? change : "\(part.label) \(change)"
    }
    let who = by.map { " by \(name($0))" } ?? ""
    return "\(first.label) changed \(Phrase.date(on, near: day))\(who): \(words.joined(separator: ", "))"
  }
}

/// One part of an entry in plain words, before and after.
public struct ChangedPart: Hashable, Sendable, Codable {
  /// The key of the plan, or a word for several of them: `dose`, `time`.
  public var label: String
  public var old: String?
  public var new: String?

  public init(label: String, old: String?, new: String?) {
    self.label = label
    self.old = old
    self.new = new
  }
}
