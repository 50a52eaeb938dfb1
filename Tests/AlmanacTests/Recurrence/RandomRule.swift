@testable import Almanac

/// Rules drawn by chance, legal by construction, most of them matching something.
enum RandomRule {
  static func draw(using random: inout SeededNumbers) -> RecurrenceRule {
    let frequency = RecurrenceRule.Frequency.allCases.randomElement(using: &random) ?? .daily
    var rule = RecurrenceRule(frequency)
    rule.interval = [1, 1, 1, 2, 3, 5, 7, 12, 25].randomElement(using: &random) ?? 1
    rule.weekStart = Weekday.allCases.randomElement(using: &random) ?? .monday
    if chance(3, &random) { rule.byMonth = some(1...12, &random) }
    if frequency != .weekly, chance(4, &random) { rule.byMonthDay = some(signed(31), &random) }
    if frequency < .daily || frequency == .yearly, chance(8, &random) {
      rule.byYearDay = some(signed(366), &random)
    }
    if frequency == .yearly, chance(8, &random) { rule.byWeekNumber = some(signed(53), &random) }
    if chance(3, &random) {
      let numbered = frequency >= .monthly && rule.byWeekNumber.isEmpty && chance(2, &random)
      let days = Set(some(1...7, &random)).compactMap { Weekday(rawValue: $0) }
      rule.byDay = days.map { day in
        let ordinal = numbered ? signed(5).randomElement(using: &random) ?? 1 : 0
        return RecurrenceRule.Day(ordinal: ordinal, weekday: day)
      }.sorted()
    }
    if chance(4, &random) { rule.byHour = some(0...23, &random) }
    if chance(6, &random) { rule.byMinute = some(0...59, &random) }
    if chance(8, &random) { rule.bySecond = some(0...59, &random) }
    if rule.hasByParts, chance(5, &random) { rule.bySetPosition = some(signed(4), &random) }
    if frequency >= .monthly, chance(5, &random) { rule.skip = chance(2, &random) ? .forward : .backward }
    switch Int.random(in: 0..<4, using: &random) {
    case 0: rule.count = Int.random(in: 1...60, using: &random)
    case 1: rule.until = .utc(Instant(Int64.random(in: 1_700_000_000...2_000_000_000, using: &random)))
    default: break
    }
    return rule
  }

  private static func chance(_ oneIn: Int, _ random: inout SeededNumbers) -> Bool {
    Int.random(in: 0..<oneIn, using: &random) == 0
  }

  private static func signed(_ limit: Int) -> [Int] { Array(1...limit) + (1...limit).map { -$0 } }

  private static func some(_ values: some Collection<Int>, _ random: inout SeededNumbers) -> [Int] {
    Set((0..<Int.random(in: 1...4, using: &random)).compactMap { _ in values.randomElement(using: &random) })
      .sorted()
  }
}
