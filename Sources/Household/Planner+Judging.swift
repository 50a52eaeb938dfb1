public import Almanac
public import Care
public import Ledger

extension Planner {
  /// What is to be recorded of an answer, held against everything that the ledger and the plan say.
  ///
  /// The one way to an answer, whatever it comes through: a command typed or a button pressed is refused alike.
  ///
  /// - Parameters:
  ///   - isFact: Someone says when it happened, or that it did: an occurrence that was withdrawn takes it too.
  ///   - isPast: It has happened already, so that no limit refuses it.
  ///   - override: Why it is recorded although a limit of the care team forbids it now.
  /// - Throws: `Refusal`, or what is wrong with the ledger.
  public func answering(
    _ occurrence: Occurrence, _ answer: Answer, isFact: Bool, isPast: Bool, override: String?,
    in ledger: LedgerReader, now: Instant
  ) throws -> EventBody {
    let dose = try judge(occurrence.facts, answer, ledger, now: now)
    _ = try occurrence.answering(answer, now: now, isFact: isFact)
    return .answered(try dose?.recording(answer, isFact: isPast, override: override) ?? answer)
  }

  /// A dose held against its limits, as the ledger knows what was taken; nil for an answer that takes nothing.
  func judge(
    _ facts: OccurrenceFacts, _ answer: Answer, _ ledger: LedgerReader, now: Instant
  ) throws -> JudgedDose? {
    guard answer.outcome.isIntake else { return nil }
    let apart = plan.separation(of: facts.key.entry)
    let intakes = try ledger.intakes(
      of: apart.entries, since: min(answer.happenedAt, now) - apart.reach)
    let hold = try ledger.household().orders.hold(of: facts.key.entry, at: answer.happenedAt)
    let limits = plan.dayLimits(of: facts.key.entry)
    let day = breaches(
      facts, at: answer.happenedAt, dayLimits: limits, taken: try ledger.taken(for: limits))
    return judge(facts, at: answer.happenedAt, intakes: intakes, hold: hold, dayBreaches: day, now: now)
  }
}

extension LedgerReader {
  /// The rows of the entries that these maxima count together.
  public func taken(for limits: [DayLimit]) throws -> [Occurrence] {
    try limits.reduce(into: Set<EntryID>()) { $0.formUnion($1.entries) }.sorted().flatMap {
      try occurrences(of: $0)
    }
  }
}
