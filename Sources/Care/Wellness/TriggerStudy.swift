public import Almanac

/// How often a symptom came after an exposure, beside how often one came anyway.
///
/// It counts what was written down and nothing else: an exposure that was written in the same line as a symptom may
/// have been remembered only for it, so those are counted apart.
public struct TriggerStudy: Hashable, Sendable {
  public struct Count: Hashable, Sendable {
    public var trigger: String
    /// Exposures that were written down by themselves and whose time to be followed has passed.
    public var exposures: Int
    /// Of these, how many a symptom followed.
    public var followed: Int
    /// Exposures written in one line with a symptom.
    public var together: Int

    public init(trigger: String, exposures: Int, followed: Int, together: Int) {
      self.trigger = trigger
      self.exposures = exposures
      self.followed = followed
      self.together = together
    }
  }

  /// The most exposures first.
  public var counts: [Count]
  public var from: Instant
  public var through: Instant
  /// How long after an exposure a symptom counts as following it.
  public var within: TimeSpan
  /// How many symptoms were written down.
  public var symptoms: Int
  /// The share of all this time, in whole per cent, at which a symptom was to follow within that long; nil without any
  /// time to speak of.
  public var basePercent: Int?

  /// - Parameter symptom: Only this one; nil for all of them.
  public init(
    _ diary: [DiaryEntry], person: String?, symptom: String? = nil, within: TimeSpan, since: Instant,
    now: Instant
  ) {
    let notes = diary.map(\.note).filter {
      (person == nil || $0.person == person) && $0.happenedAt >= since && $0.happenedAt <= now
    }
    func has(_ note: DiaryNote) -> Bool {
      symptom == nil ? !note.symptoms.isEmpty : note.symptoms.contains { $0.name == symptom }
    }
    let times = notes.filter(has).map(\.happenedAt).sorted()
    // Before the first line nobody was writing.
    let from = max(since, notes.map(\.happenedAt).min() ?? now)
    var counts: [String: Count] = [:]
    for note in notes {
      for trigger in note.triggers {
        var count = counts[trigger] ?? Count(trigger: trigger, exposures: 0, followed: 0, together: 0)
        let end = note.happenedAt + within.seconds
        let isFollowed = times.contains { $0 > note.happenedAt && $0 <= end }
        if has(note) {
          count.together += 1
        } else if isFollowed || end <= now {
          count.exposures += 1
          count.followed += isFollowed ? 1 : 0
        }
        counts[trigger] = count
      }
    }
    self.counts = counts.values.sorted {
      ($1.exposures + $1.together, $0.trigger) < ($0.exposures + $0.together, $1.trigger)
    }
    (self.from, through, self.within, symptoms) = (from, now, within, times.count)
    basePercent = TriggerStudy.share(times, within: within.seconds, from: from, through: now)
  }

  /// How much of the time lies less than `within` before one of these moments.
  private static func share(_ times: [Instant], within: Int64, from: Instant, through: Instant) -> Int? {
    let total = through - from
    guard total > 0 else { return nil }
    var covered: Int64 = 0
    var end = from
    for time in times {
      let start = max(end, time - within)
      if time > start { covered += time - start }
      end = max(end, time)
    }
    return Int((covered * 100 + total / 2) / total)
  }
}
