public import Almanac

/// The limits of a medicine that is taken as needed, as the care team wrote them.
///
/// It has no times of its own: these say how close together doses may be, and how many there may be.
public struct AsNeeded: Hashable, Sendable {
  /// From one dose to the next.
  public var minInterval: TimeSpan?
  /// Doses within any 24 hours that pass; one exactly 24 hours old no longer counts.
  public var maxPer24h: Int?
  /// Other medications whose doses count as doses of this one: the same substance under another entry.
  public var togetherWith: [EntryID]

  public init(minInterval: TimeSpan? = nil, maxPer24h: Int? = nil, togetherWith: [EntryID] = []) {
    self.minInterval = minInterval
    self.maxPer24h = maxPer24h
    self.togetherWith = togetherWith
  }

  /// Whether a dose of an entry is a dose of this medicine, `own`.
  public func counts(_ entry: EntryID, as own: EntryID) -> Bool {
    entry == own || togetherWith.contains(entry)
  }

  /// How far back doses matter.
  public var reach: Int64 { max(AsNeeded.day, minInterval?.seconds ?? 0) }

  /// `at least 8 h apart`, `at most 3 in 24 h`: the limits there are.
  public var words: [String] { [intervalWords, maximumWords].compactMap(\.self) }

  var intervalWords: String? { minInterval.map { "at least \(Phrase.length($0.seconds)) apart" } }
  var maximumWords: String? { maxPer24h.map { "at most \($0) in 24 h" } }

  /// What a dose at this moment would break, or broke, beside the others that were really taken.
  ///
  /// Doses after the moment count too: a fact may be recorded after what followed it.
  public func breaches(at moment: Instant, among taken: [Instant]) -> [Breach] {
    var breaches: [Breach] = []
    if let minInterval, let words = intervalWords, let latest = taken.max(),
      taken.contains(where: { abs($0 - moment) < minInterval.seconds })
    {
      breaches.append(
        Breach(rule: .minInterval, words: words, allowedFrom: latest + minInterval.seconds))
    }
    if let most = maxPer24h, let words = maximumWords {
      let all = (taken + [moment]).sorted()
      let crowded = all.indices.contains { first in
        // The dose in question has to be among those that are too many.
        first + most < all.count && all[first + most] - all[first] < AsNeeded.day
          && (all[first]...all[first + most]).contains(moment)
      }
      if crowded {
        breaches.append(Breach(rule: .maxPer24h, words: words, allowedFrom: freed(taken, most)))
      }
    }
    return breaches
  }

  /// When fewer than `most` of the doses lie in the 24 hours before; nil where there are not so many at all.
  func freed(_ taken: [Instant], _ most: Int) -> Instant? {
    guard most > 0, taken.count >= most else { return nil }
    return taken.sorted(by: >)[most - 1] + AsNeeded.day
  }

  static let day: Int64 = 86_400
}
