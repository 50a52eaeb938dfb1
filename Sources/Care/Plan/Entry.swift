public import Almanac

/// One medication, appointment, activity or check-in in the plan.
public struct Entry: Hashable, Sendable {
  public var id: EntryID
  /// The id of the person it is for; nil when the plan names nobody (the household).
  public var person: String?
  /// What people call it: the medicine, the appointment's title, the activity.
  public var name: String
  public var timing: Timing
  /// IANA zone name of its own; nil follows the person's, and then the machine's.
  public var zone: String?
  /// Nil takes the default of its kind.
  public var importance: Importance?
  /// How long before its nominal time it may be answered by entry id; nil takes the default of DESIGN.md §5.
  public var early: TimeSpan?
  /// Late this long after the nominal time without an answer; nil takes the ladder's.
  public var lateAfter: TimeSpan?
  /// Missed this long after the nominal time without an answer; nil takes the ladder's.
  public var missedAfter: TimeSpan?
  /// Where it says otherwise than the ladder of its importance; its windows stand above.
  public var ladder: Ladder
  public var detail: Detail
  /// The rules of `tend check` that it is spared.
  public var silences: [RuleSilence]
  /// Another entry that its days are counted from.
  public var tie: Tie?

  /// Counted from when another medicine was really taken; of the timing only `from` and `until` then count.
  public var after: After?

  /// What only one kind of entry has.
  public enum Detail: Hashable, Sendable {
    case medication(Medication)
    case appointment(Appointment)
    case activity(Activity)
    case checkIn(CheckIn)
    /// Derived from the entry that its id names; see `Plan.steps(of:)`.
    case step(Step)
  }

  public init(
    id: EntryID, person: String? = nil, name: String, timing: Timing, zone: String? = nil,
    importance: Importance? = nil, early: TimeSpan? = nil, lateAfter: TimeSpan? = nil,
    missedAfter: TimeSpan? = nil, ladder: Ladder = Ladder(), detail: Detail, silences: [RuleSilence] = [],
    tie: Tie? = nil, after: After? = nil
  ) {
    self.id = id
    self.person = person
    self.name = name
    self.timing = timing
    self.zone = zone
    self.importance = importance
    self.early = early
    self.lateAfter = lateAfter
    self.missedAfter = missedAfter
    self.ladder = ladder
    self.detail = detail
    self.silences = silences
    self.tie = tie
    self.after = after
  }

  public var kind: EntryKind {
    switch detail {
    case .medication: .medication
    case .appointment: .appointment
    case .activity: .activity
    case .checkIn: .checkIn
    case .step: .step
    }
  }

  /// What only a medication has; nil for other kinds.
  public var medication: Medication? {
    if case .medication(let medication) = detail { medication } else { nil }
  }

  /// The limits of a medication that is taken as needed; nil for everything that has times.
  public var asNeeded: AsNeeded? { medication?.asNeeded }

  /// Why this entry never reminds as it stands; nil when it may.
  public var silence: Silence? {
    if case .step(let step) = detail { return step.silence }
    guard case .activity(let activity) = detail else { return nil }
    return switch activity.approval?.status {
    case .approved: nil
    case .withdrawn: .approvalWithdrawn
    case .proposed, nil: .notApproved
    }
  }

  /// The reasons for which an entry never reminds.
  public enum Silence: String, Hashable, Sendable, Codable {
    case notApproved = "not approved by the care team"
    case approvalWithdrawn = "approval withdrawn"
  }
}
