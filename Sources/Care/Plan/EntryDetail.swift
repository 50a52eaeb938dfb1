public import Almanac

/// What a medication says beyond its timing.
///
/// Texts are the care team's words and are repeated, never read.
public struct Medication: Hashable, Sendable {
  public var dose: Amount?
  /// Where there is no number: "per infusion protocol".
  public var doseText: String?
  /// What the hand does: "4 capsules".
  public var take: String?
  /// The whole doses of those times of `at` that have one of their own, by slot.
  public var doses: [String: Dose]
  /// When not empty, the doses from the timing's `from` on; those above are then unused.
  public var taper: [TaperStep]
  public var food: String?
  /// What those words ask of the time of a dose; nil where they are only repeated.
  public var foodRule: FoodRule?
  /// When to stop and when to begin eating is told too, each as a step.
  public var hasFoodNotices = false
  public var ifMissed: String?
  /// A contact id.
  public var orderedBy: String?
  /// What to do when a dose was not kept.
  public var ifNotKept: String?
  /// How close to the next dose a late one may no longer be taken.
  public var notWithin: TimeSpan?
  public var apartFrom: [Apart]
  /// It has no times, but limits instead.
  public var asNeeded: AsNeeded?
  /// What is in the cupboard; nil where nobody keeps count.
  public var stock: Stock?
  /// The most there may be in one day of the person, this medicine's entries together.
  public var maxPerDay: Amount?

  public init(
    dose: Amount? = nil, doseText: String? = nil, take: String? = nil, food: String? = nil,
    ifMissed: String? = nil, orderedBy: String? = nil, ifNotKept: String? = nil,
    notWithin: TimeSpan? = nil, apartFrom: [Apart] = [], asNeeded: AsNeeded? = nil,
    doses: [String: Dose] = [:], taper: [TaperStep] = [], maxPerDay: Amount? = nil, foodRule: FoodRule? = nil,
    stock: Stock? = nil
  ) {
    self.dose = dose
    self.doseText = doseText
    self.take = take
    self.food = food
    self.ifMissed = ifMissed
    self.orderedBy = orderedBy
    self.ifNotKept = ifNotKept
    self.notWithin = notWithin
    self.apartFrom = apartFrom
    self.asNeeded = asNeeded
    self.doses = doses
    self.taper = taper
    self.maxPerDay = maxPerDay
    self.foodRule = foodRule
    self.stock = stock
  }
}

public struct Appointment: Hashable, Sendable {
  /// A contact id.
  public var with: String?
  public var place: String?
  public var lasts: TimeSpan?
  /// Lead times: how long before the nominal time to tell of it, besides at the nominal time itself.
  ///
  /// Whole days count back on the calendar to the same wall time; anything else is elapsed time.
  public var remind: [TimeSpan]
  /// What is to be done before it, each a reminder of its own.
  public var prepare: [Preparation]
  /// How long the way there takes: so long before it is told to leave.
  public var travel: TimeSpan?
  /// The days in which its visits are to be arranged; nil where its times are known.
  public var window: VisitWindow?
  /// How many days after it the next one is to be; once it was attended, Tend asks to arrange that.
  public var followUp: Int?

  public init(
    with: String? = nil, place: String? = nil, lasts: TimeSpan? = nil, remind: [TimeSpan] = [],
    prepare: [Preparation] = [], travel: TimeSpan? = nil, window: VisitWindow? = nil, followUp: Int? = nil
  ) {
    self.window = window
    self.followUp = followUp
    self.travel = travel
    self.with = with
    self.place = place
    self.lasts = lasts
    self.remind = remind
    self.prepare = prepare
  }
}

/// One thing to be done before an appointment, and when.
public struct Preparation: Hashable, Sendable {
  public var text: String
  public var shift: Timing.Shift

  /// Where the plan does not say when: the evening before, which leaves time to do it.
  public static let eveningBefore = Timing.Shift.days(
    -1, at: TimeOfDay(.clock(ClockTime(hour: 18, minute: 0) ?? .midnight)))

  public init(text: String, shift: Timing.Shift = Preparation.eveningBefore) {
    self.text = text
    self.shift = shift
  }

  /// `Bring the report (the day before at 18:00)`.
  public func describe(moments: DayMoments) -> String { "\(text) (\(shift.describe(moments: moments)))" }
}

public struct Activity: Hashable, Sendable {
  public var lasts: TimeSpan?
  /// Nil counts as proposed: nothing fires before the care team approves it.
  public var approval: Approval?
  /// What a session goes through, round and round; empty for one that only takes its time.
  public var phases: [Session.Phase]
  /// The contact whose own it is: a rest for a carer, which no care team has to approve.
  public var carer: String?

  public init(
    lasts: TimeSpan? = nil, approval: Approval? = nil, phases: [Session.Phase] = [], carer: String? = nil
  ) {
    self.carer = carer
    self.lasts = lasts
    self.approval = approval
    self.phases = phases
  }
}

/// The care team's word on an activity.
public struct Approval: Hashable, Sendable {
  public enum Status: String, CaseIterable, Hashable, Sendable {
    case proposed, approved, withdrawn
  }

  public var status: Status
  /// A contact id.
  public var by: String?
  public var dated: CivilDate?
  public var review: CivilDate?
  /// Why it was withdrawn.
  public var reason: String?

  public init(
    status: Status, by: String? = nil, dated: CivilDate? = nil, review: CivilDate? = nil,
    reason: String? = nil
  ) {
    self.reason = reason
    self.status = status
    self.by = by
    self.dated = dated
    self.review = review
  }
}

public struct CheckIn: Hashable, Sendable {
  /// What to ask, in this order.
  public var questions: [Question]
  /// What raises a flag.
  public var flags: [FlagRule]

  public init(_ questions: [Question] = [], flags: [FlagRule] = []) {
    self.questions = questions
    self.flags = flags
  }

  /// With questions by their names alone: "pain", "mood"; one that is not known takes words.
  public init(ask: [String]) { self.init(ask.map { Question.known($0) ?? Question($0, .text) }) }

  /// The names of the questions.
  public var ask: [String] { questions.map(\.name) }
}
