import Almanac
import Care
import Ledger

extension Planner {
  /// A dose held against its limits, as the ledger knows what was taken; nil for an answer that takes nothing.
  func judge(
    _ facts: OccurrenceFacts, _ answer: Answer, _ ledger: LedgerReader, now: Instant
  ) throws -> JudgedDose? {
    guard answer.outcome.isIntake else { return nil }
    let apart = plan.separation(of: facts.key.entry)
    let intakes = try ledger.intakes(
      of: apart.entries, since: min(answer.happenedAt, now) - apart.reach)
    return judge(facts, at: answer.happenedAt, intakes: intakes, now: now)
  }
}
