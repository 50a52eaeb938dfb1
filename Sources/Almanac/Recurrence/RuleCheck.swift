/// The combinations of parts that RFC 5545 §3.3.10 forbids.
struct RuleCheck {
  private let rule: RecurrenceRule

  init(_ rule: RecurrenceRule) { self.rule = rule }

  func check() throws(RecurrenceError) {
    if rule.count != nil, rule.until != nil {
      throw RecurrenceError("COUNT", "not together with UNTIL")
    }
    if !rule.bySetPosition.isEmpty, !rule.hasByParts {
      throw RecurrenceError("BYSETPOS", "needs another BY part to choose from")
    }
    try checkDays()
    try forbid("BYMONTHDAY", rule.byMonthDay, unless: rule.frequency != .weekly)
    try forbid("BYYEARDAY", rule.byYearDay, unless: rule.frequency < .daily || rule.frequency == .yearly)
    try forbid("BYWEEKNO", rule.byWeekNumber, unless: rule.frequency == .yearly)
  }

  private func checkDays() throws(RecurrenceError) {
    guard let numbered = rule.byDay.first(where: { $0.ordinal != 0 }) else { return }
    guard rule.frequency >= .monthly else {
      throw RecurrenceError(
        "BYDAY", "\(numbered) is numbered, which has a meaning only with FREQ=MONTHLY or YEARLY")
    }
    guard rule.byWeekNumber.isEmpty else {
      throw RecurrenceError("BYDAY", "\(numbered) is numbered, which has no meaning beside BYWEEKNO")
    }
  }

  private func forbid(_ part: String, _ values: [Int], unless allowed: Bool) throws(RecurrenceError) {
    if !values.isEmpty, !allowed {
      throw RecurrenceError(part, "not with FREQ=\(rule.frequency.keyword)")
    }
  }
}
