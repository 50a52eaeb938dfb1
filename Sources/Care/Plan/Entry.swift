public import Almanac

/// One medication, appointment, activity or check-in in the plan.
public struct Entry: Hashable, Sendable {
  private var content: Content

  /// Kept apart, so that a copy costs a reference count; a change makes a new one.
  ///
  /// An entry has a hundred parts, and plans of thousands are handed from the reader to the planner and on.
  private final class Content: Sendable {
    let fields: Fields

    init(_ fields: Fields) { self.fields = fields }
  }

  private struct Fields: Hashable, Sendable {
    var id: EntryID
    var person: String?
    var name: String
    var timing: Timing
    var zone: String?
    var importance: Importance?
    var early: TimeSpan?
    var lateAfter: TimeSpan?
    var missedAfter: TimeSpan?
    var ladder: Ladder
    var detail: Detail
    var silences: [RuleSilence]
    var tie: Tie?
    var after: After?
    var renamedFrom: EntryID?
    var links: [Link]
  }

  private var fields: Fields {
    get { content.fields }
    set { content = Content(newValue) }
  }

  public var id: EntryID {
    get { content.fields.id }
    set { fields.id = newValue }
  }
  /// The id of the person it is for; nil when the plan names nobody (the household).
  public var person: String? {
    get { content.fields.person }
    set { fields.person = newValue }
  }
  /// What people call it: the medicine, the appointment's title, the activity.
  public var name: String {
    get { content.fields.name }
    set { fields.name = newValue }
  }
  public var timing: Timing {
    get { content.fields.timing }
    set { fields.timing = newValue }
  }
  /// IANA zone name of its own; nil follows the person's, and then the machine's.
  public var zone: String? {
    get { content.fields.zone }
    set { fields.zone = newValue }
  }
  /// Nil takes the default of its kind.
  public var importance: Importance? {
    get { content.fields.importance }
    set { fields.importance = newValue }
  }
  /// How long before its nominal time it may be answered by entry id; nil takes the default of DESIGN.md §5.
  public var early: TimeSpan? {
    get { content.fields.early }
    set { fields.early = newValue }
  }
  /// Late this long after the nominal time without an answer; nil takes the ladder's.
  public var lateAfter: TimeSpan? {
    get { content.fields.lateAfter }
    set { fields.lateAfter = newValue }
  }
  /// Missed this long after the nominal time without an answer; nil takes the ladder's.
  public var missedAfter: TimeSpan? {
    get { content.fields.missedAfter }
    set { fields.missedAfter = newValue }
  }
  /// Where it says otherwise than the ladder of its importance; its windows stand above.
  public var ladder: Ladder {
    get { content.fields.ladder }
    set { fields.ladder = newValue }
  }
  public var detail: Detail {
    get { content.fields.detail }
    set { fields.detail = newValue }
  }
  /// The rules of `tend check` that it is spared.
  public var silences: [RuleSilence] {
    get { content.fields.silences }
    set { fields.silences = newValue }
  }
  /// Another entry that its days are counted from.
  public var tie: Tie? {
    get { content.fields.tie }
    set { fields.tie = newValue }
  }
  /// Counted from when another medicine was really taken; of the timing only `from` and `until` then count.
  public var after: After? {
    get { content.fields.after }
    set { fields.after = newValue }
  }

  /// The id it had before.
  public var renamedFrom: EntryID? {
    get { content.fields.renamedFrom }
    set { fields.renamedFrom = newValue }
  }

  /// Pages for people to open.
  public var links: [Link] {
    get { content.fields.links }
    set { fields.links = newValue }
  }

  /// What only one kind of entry has.
  public indirect enum Detail: Hashable, Sendable {
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
    tie: Tie? = nil, after: After? = nil, renamedFrom: EntryID? = nil, links: [Link] = []
  ) {
    content = Content(
      Fields(
        id: id, person: person, name: name, timing: timing, zone: zone, importance: importance,
        early: early, lateAfter: lateAfter, missedAfter: missedAfter, ladder: ladder, detail: detail,
        silences: silences, tie: tie, after: after, renamedFrom: renamedFrom, links: links))
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

  /// Its times are known ahead, so that something can be told before them.
  var hasTimesAhead: Bool { after == nil && asNeeded == nil }

  /// The limits of a medication that is taken as needed; nil for everything that has times.
  public var asNeeded: AsNeeded? { medication?.asNeeded }

  /// Why this entry never reminds as it stands; nil when it may.
  public var silence: Silence? {
    if case .step(let step) = detail { return step.silence }
    guard case .activity(let activity) = detail, activity.carer == nil else { return nil }
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

extension Entry {
  public static func == (a: Entry, b: Entry) -> Bool {
    a.content === b.content || a.content.fields == b.content.fields
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(content.fields) }
}
