public import Almanac

/// What is derived from another entry and is an occurrence of its own: a preparation, a notice, a refill, a review.
///
/// It follows its parent in person, zone, name, pause, silence and removal, and is answered *done*.
public struct Step: Hashable, Sendable {
  /// What is to be done, as the plan says it or as Tend words it: "Blood draw, fasting".
  public var text: String
  /// That of its parent.
  public var silence: Entry.Silence?

  public init(text: String, silence: Entry.Silence? = nil) {
    self.text = text
    self.silence = silence
  }
}

extension Entry {
  /// A step of this entry.
  ///
  /// - Parameters:
  ///   - word: Its own part of the id, which its history hangs on; unique among the steps of the entry.
  ///   - text: What is to be done.
  public func step(
    _ word: String, _ text: String, timing: Timing, importance: Importance? = nil,
    lateAfter: TimeSpan? = nil, missedAfter: TimeSpan? = nil
  ) -> Entry? {
    guard let id = EntryID(id, step: word) else { return nil }
    return Entry(
      id: id, person: person, name: "\(name): \(text)", timing: timing, zone: zone,
      importance: importance ?? self.importance.map { min($0, .normal) }, lateAfter: lateAfter,
      missedAfter: missedAfter, detail: .step(Step(text: text, silence: silence)))
  }
}
