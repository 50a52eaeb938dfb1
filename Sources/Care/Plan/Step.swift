public import Almanac

/// What is derived from another entry and is an occurrence of its own: a preparation, a notice, a refill, a review.
///
/// It follows its parent in person, zone, name, pause, silence and removal, and is answered *done*.
public struct Step: Hashable, Sendable {
  /// What is to be done, as the plan says it or as Tend words it: "Blood draw, fasting".
  public var text: String
  /// That of its parent.
  public var silence: Entry.Silence?
  /// What it asks to arrange, where each time has dates of its own; its text names none then.
  public var arranging: Arranging?

  /// A visit that has no date yet.
  public enum Arranging: Hashable, Sendable {
    /// From the day of the step on, so many days more.
    case window(days: Int)
    /// So many days after the one that was attended on the day of the step.
    case next(after: Int)
  }

  public init(text: String, silence: Entry.Silence? = nil, arranging: Arranging? = nil) {
    self.arranging = arranging
    self.text = text
    self.silence = silence
  }
}

extension Step {
  /// With the dates of the time on this day: `arrange it for Fri 25 Dec to Thu 31 Dec`.
  func text(on day: CivilDate) -> String {
    switch arranging {
    case .window(let days): "\(text) for \(VisitSpan(first: day, last: day + days).words)"
    case .next(let days): "\(text), about \(Phrase.date(day + days, near: day))"
    case nil: text
    }
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
