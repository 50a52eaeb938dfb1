/// A rule by which a plan is held against its own words.
///
/// The raw value is the name in `silence`, in `tend check` and in the JSON; it never changes its meaning.
public enum Rule: String, CaseIterable, Hashable, Sendable, Codable {
  case twoEntries = "two-entries"
  case dailyTotal = "daily-total"
  case apartFrom = "apart-from"
  case taper
  case endNear = "end-near"
  case notApproved = "not-approved"
  case reviewOverdue = "review-overdue"
  case pastAppointment = "past-appointment"
  case noContact = "no-contact"
  case food
  case stock
  case toArrange = "to-arrange"
  case circle
  case escalationLate = "escalation-late"

  /// How much it matters; no rule keeps a plan from being taken up.
  public enum Severity: String, CaseIterable, Hashable, Comparable, Sendable, Codable {
    /// Worth knowing, and perhaps meant.
    case note
    /// Probably a slip, or something that waits for somebody.
    case warning
    /// The plan asks for what its own words forbid.
    case error

    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

    private var rank: Int { Severity.allCases.firstIndex(of: self) ?? 0 }
  }

  public var severity: Severity {
    switch self {
    case .dailyTotal, .apartFrom, .circle: .error
    case .twoEntries, .taper, .reviewOverdue, .noContact, .food, .stock, .toArrange, .escalationLate: .warning
    case .endNear, .notApproved, .pastAppointment: .note
    }
  }

  /// What it finds, in one line.
  public var summary: String {
    switch self {
    case .twoEntries:
      "two entries are one medicine of one person, and nothing says that they are meant together"
    case .dailyTotal: "a day's doses come to more than max-per-day"
    case .apartFrom: "the times of two medicines are closer than apart-from allows"
    case .taper: "a taper and another entry of its medicine overlap, or leave days between them"
    case .endNear: "a medicine ends within a week, and nothing of it follows"
    case .notApproved: "an activity waits for the care team's word and does not remind"
    case .reviewOverdue: "the day on which an approval was to be reviewed is past"
    case .pastAppointment: "an appointment is over and has no further date"
    case .noContact: "a critical entry names nobody with a telephone number"
    case .food: "a dose lies where its food rule does not want it, beside the meals of the person's day"
    case .stock: "a stock does not last until more can be there, expires, or was counted wrong"
    case .circle: "entries are counted from each other with after, so that none of them is ever asked for"
    case .escalationLate:
      "a step of the escalation comes only when the entry is missed already, so that it never happens"
    case .toArrange: "the window of a visit is open, or over, and the visit has no date"
    }
  }
}

/// A rule that an entry is to be spared, and who said so or why.
public struct RuleSilence: Hashable, Sendable {
  public var rule: Rule
  public var because: String

  public init(rule: Rule, because: String) {
    self.rule = rule
    self.because = because
  }

  /// `two-entries: agreed with Dr Okafor`.
  public var words: String { "\(rule.rawValue): \(because)" }
}

/// What a rule found in a plan.
public struct RuleFinding: Hashable, Sendable {
  public var rule: Rule
  /// The entry it is about; where there are two, the later one of the plan.
  public var entry: EntryID
  /// In plain words, without the name of the entry it is about.
  public var message: String
  /// Why the plan says to let it be; nil for a finding that counts.
  public var silenced: String?

  public init(_ rule: Rule, _ entry: EntryID, _ message: String, silenced: String? = nil) {
    self.rule = rule
    self.entry = entry
    self.message = message
    self.silenced = silenced
  }
}
