public import Almanac

/// What is true of an occurrence when its row is written: copies, so that changing the plan never changes history.
///
/// Beyond the days for which rows are written, these are computed and not stored; so the id is not among them.
public struct OccurrenceFacts: Hashable, Sendable, Codable {
  public var key: OccurrenceKey
  public var kind: EntryKind
  /// The person's id and name; nil for an entry of the household.
  public var person: String?
  public var personName: String?
  public var name: String
  /// The dose as written: "100 mg", or the words of `dose-text`.
  public var amount: String?
  public var take: String?
  public var food: String?
  public var ifMissed: String?
  public var place: String?
  /// Name of the contact an appointment is with.
  public var with: String?
  /// The questions of a check-in.
  public var ask: [String]
  public var importance: Importance

  /// The nominal time as the plan names it, in `zone`; never moved by snooze or lateness.
  public var nominal: CivilDateTime
  /// IANA name of the zone it was resolved in.
  public var zone: String
  /// Seconds east of UTC at `instant`.
  public var utcOffset: Int
  public var instant: Instant

  /// From when on it may be answered by the id of its entry.
  public var earlyFrom: Instant
  public var lateAt: Instant
  public var missedAt: Instant
  public var repeatEvery: TimeSpan
  /// How often it is told again at most; nil for until it is missed.
  public var repeats: Int?
  /// Instants before the nominal one at which to tell of it, ascending.
  public var leads: [Instant]
  /// What somebody must know before they act on it; it comes with the ledger, not with the plan.
  public var caution: Caution?
  /// True of a dose taken as needed: its nominal time is when it was taken, and it exists only with its answer.
  public var asNeeded: Bool?

  /// What was changed of the entry a few days ago, as the alert says it: `dose changed 3 Dec by Dr Okafor: …`.
  public var change: String?

  /// Of a medication, the rules for this one dose.
  public var rules: DoseRules?
  /// How many of its stock it takes; nil where the plan keeps none.
  public var uses: StockCount?

  /// The plan has a time for it, so that it can be due; a dose taken as needed is not.
  public var isPlanned: Bool { asNeeded != true }
  /// Through what it is told besides the journal.
  @OmittedWhenEmpty public var channels: [ChannelName] = []
  /// Who is brought in when nobody answers, and when.
  @OmittedWhenEmpty public var escalation: [EscalationStep] = []
  /// What becomes of it when it comes due while Tend is away; nil for telling.
  public var catchUp: CatchUp?
  /// When to set out for an appointment; nil where the plan does not say how long the way is.
  public var leaveAt: Instant?
  /// Of what people go to, the pages that go with it: where to join.
  @OmittedWhenEmpty public var links: [Link] = []
  /// Of a step, the kind of the entry it is derived from.
  public var parentKind: EntryKind?

  /// The kind of the entry that the plan has written down.
  public var writtenKind: EntryKind { parentKind ?? kind }

  public init(
    key: OccurrenceKey, kind: EntryKind, person: String? = nil, personName: String? = nil,
    name: String, amount: String? = nil, take: String? = nil, food: String? = nil, ifMissed: String? = nil,
    place: String? = nil, with: String? = nil, ask: [String] = [], importance: Importance,
    nominal: CivilDateTime, zone: String, utcOffset: Int, instant: Instant, earlyFrom: Instant,
    lateAt: Instant, missedAt: Instant, repeatEvery: TimeSpan, leads: [Instant] = [],
    channels: [ChannelName] = [], caution: Caution? = nil,
    asNeeded: Bool? = nil, rules: DoseRules? = nil, repeats: Int? = nil, escalation: [EscalationStep] = [],
    catchUp: CatchUp? = nil, uses: StockCount? = nil, leaveAt: Instant? = nil
  ) {
    self.key = key
    self.kind = kind
    self.person = person
    self.personName = personName
    self.name = name
    self.amount = amount
    self.take = take
    self.food = food
    self.ifMissed = ifMissed
    self.place = place
    self.with = with
    self.ask = ask
    self.importance = importance
    self.nominal = nominal
    self.zone = zone
    self.utcOffset = utcOffset
    self.instant = instant
    self.earlyFrom = earlyFrom
    self.lateAt = lateAt
    self.missedAt = missedAt
    self.repeatEvery = repeatEvery
    self.leads = leads
    self.caution = caution
    self.asNeeded = asNeeded
    self.channels = channels
    self.rules = rules
    self.repeats = repeats
    self.escalation = escalation
    self.catchUp = catchUp
    self.uses = uses
    self.leaveAt = leaveAt
  }
}
