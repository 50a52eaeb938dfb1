public import Almanac

/// What a planned dose copies of its medication's rules beside the texts.
public struct DoseRules: Hashable, Sendable, Codable {
  /// What to do when it was not kept, in the words of the care team.
  public var ifNotKept: String?
  /// How close to the next dose a late one may no longer be taken.
  public var notWithin: Int64?
  /// When that window closes; nil where nothing follows, or where the rule leaves no window at all.
  public var closesAt: Instant?

  public init(ifNotKept: String? = nil, notWithin: TimeSpan? = nil, closesAt: Instant? = nil) {
    self.ifNotKept = ifNotKept
    self.notWithin = notWithin?.seconds
    self.closesAt = closesAt
  }

  /// Of a dose at `instant` of an entry whose next one is at `next`; nil where its medication has no such rule.
  init?(_ medication: Medication, at instant: Instant, next: Instant?) {
    guard medication.ifNotKept != nil || medication.notWithin != nil else { return nil }
    let closes = next.flatMap { next in medication.notWithin.map { next - $0.seconds } }
    self.init(
      ifNotKept: medication.ifNotKept, notWithin: medication.notWithin,
      closesAt: closes.flatMap { $0 > instant ? $0 : nil })
  }

  /// What a dose at this moment would break.
  func breaches(at moment: Instant) -> [Breach] {
    guard let closesAt, let notWithin, moment > closesAt else { return [] }
    return [
      Breach(
        rule: .notWithin, words: "not within \(Phrase.length(notWithin)) of the next dose",
        allowedFrom: nil, closedAt: closesAt)
    ]
  }
}

extension Planner {
  /// A dose of a planned occurrence at a moment, held against its limits.
  ///
  /// - Parameter intakes: What was taken of the medicines it is to be kept apart from.
  public func judge(
    _ facts: OccurrenceFacts, at moment: Instant, intakes: [Intake], hold: Hold? = nil,
    dayBreaches: [Breach] = [],
    now: Instant
  ) -> JudgedDose {
    let breaches =
      breaches(hold)
      + (facts.rules?.breaches(at: moment) ?? [])
      + plan.separation(of: facts.key.entry).breaches(at: moment, among: intakes) + dayBreaches
    return JudgedDose(breaches: breaches, now: now)
  }

  /// A dose of what the care team stopped for now.
  func breaches(_ hold: Hold?) -> [Breach] {
    hold.map { hold in
      let who = plan.contact(hold.by)?.name ?? hold.by
      return [
        Breach(
          rule: .held, words: "on hold by order of \(who): \(hold.reason)", allowedFrom: hold.until)
      ]
    } ?? []
  }
}
