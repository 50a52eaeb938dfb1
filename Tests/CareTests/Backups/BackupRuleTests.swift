import Almanac
import Care
import Testing

struct BackupRuleTests {
  private func days(_ count: Int64, from start: Instant = at("03:00")) -> [Instant] {
    (0..<count).map { start - $0 * 86_400 }
  }

  @Test(arguments: [
    (newest: Int64?.none, next: Int64?.none, isDue: true),
    (newest: nil, next: 59, isDue: false),
    (newest: 86_399, next: nil, isDue: false),
    (newest: 86_400, next: nil, isDue: true),
    (newest: 86_400, next: 60, isDue: true),
    (newest: 86_400, next: 59, isDue: false),
    // A reminder every second holds a copy up for an hour, and no longer.
    (newest: 89_999, next: 1, isDue: false),
    (newest: 90_000, next: 1, isDue: true),
    // Made under a clock that was wrong.
    (newest: -1, next: nil, isDue: true),
  ])
  func aCopyADayWhereItHoldsUpNoReminder(newest: Int64?, next: Int64?, isDue: Bool) {
    let now = at("10:00")
    #expect(
      BackupRule.isDue(
        copies: newest.map { [now - $0] } ?? [], now: now, nextWakeup: next.map { now + $0 }) == isDue)
  }

  @Test func aYearOfDailyCopiesComesDownToDaysWeeksAndMonths() {
    let copies = days(400)
    let kept = copies.filter { !BackupRule.superseded(copies).contains($0) }
    #expect(Array(kept.prefix(7)) == Array(copies.prefix(7)))
    // 3 December 2026 is a Thursday: the newest of this week and the last are among the days, as are those of two months.
    #expect(kept.count == 7 + 2 + 10)
    #expect(kept.last.map { copies[0] - $0 > 300 * 86_400 } == true)
  }

  @Test func thinningEveryDayKeepsTheSameAsThinningOnce() {
    var kept: [Instant] = []
    for copy in days(400).reversed() {
      kept.append(copy)
      let superseded = BackupRule.superseded(kept)
      kept.removeAll(where: superseded.contains)
      #expect(kept.count <= 7 + 4 + 12)
      #expect(kept.last == copy)
    }
    #expect(Array(kept.reversed().prefix(7)) == Array(days(400).prefix(7)))
  }

  @Test func aYearWithoutACopyTakesNoneAway() {
    let old = days(7, from: at("2025-11-03 03:00"))
    #expect(BackupRule.superseded(old).isEmpty)
    #expect(BackupRule.superseded(old + [at("03:00")]).count <= 1)
  }
}
