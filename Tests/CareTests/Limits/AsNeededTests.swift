import Almanac
import Care
import Testing

/// At least 8 hours apart, at most 3 in 24 hours.
private let limits = AsNeeded(minInterval: .hours(8), maxPer24h: 3)

struct BreachTests {
  private struct Row: CustomTestStringConvertible {
    var taken: [String]
    var dose: String
    var limits = AsNeeded(minInterval: .hours(8), maxPer24h: 3)
    /// The rule and the time from which it allows a dose.
    var broken: [String] = []

    var testDescription: String { "\(dose) after \(taken)" }
  }

  @Test(arguments: [
    Row(taken: [], dose: "06:20"),
    Row(taken: ["06:20"], dose: "12:15", broken: ["min-interval 2026-12-03T14:20"]),
    Row(taken: ["06:20"], dose: "14:19:59", broken: ["min-interval 2026-12-03T14:20"]),
    Row(taken: ["06:20"], dose: "14:20"),
    // The maximum binds although the interval is kept.
    Row(
      taken: ["2026-12-02 22:00", "06:00", "14:00"], dose: "21:59",
      limits: AsNeeded(minInterval: .hours(4), maxPer24h: 3), broken: ["max-per-24h 2026-12-03T22:00"]),
    // One exactly 24 hours old no longer counts.
    Row(
      taken: ["2026-12-02 22:00", "06:00", "14:00"], dose: "22:00",
      limits: AsNeeded(minInterval: .hours(4), maxPer24h: 3)),
    Row(
      taken: ["2026-12-02 22:00", "06:00", "14:00"], dose: "15:00",
      broken: ["min-interval 2026-12-03T22:00", "max-per-24h 2026-12-03T22:00"]),
    // A fact told afterwards lies between two others.
    Row(taken: ["06:00", "16:00"], dose: "11:00", broken: ["min-interval 2026-12-04T00:00"]),
    Row(
      taken: ["06:00", "10:00", "18:00", "22:00"], dose: "14:00", limits: AsNeeded(maxPer24h: 4),
      broken: ["max-per-24h 2026-12-04T06:00"]),
    Row(taken: ["06:00", "06:00", "06:00"], dose: "06:00", limits: AsNeeded(maxPer24h: 4)),
    // Hours are elapsed time: the night the clocks go back has one more, the night they go forward one less.
    Row(
      taken: ["2026-10-24 22:00"], dose: "2026-10-25 05:59",
      limits: AsNeeded(minInterval: .hours(9)), broken: ["min-interval 2026-10-25T06:00"]),
    Row(taken: ["2026-10-24 22:00"], dose: "2026-10-25 06:00", limits: AsNeeded(minInterval: .hours(9))),
    Row(
      taken: ["2026-03-28 22:00"], dose: "2026-03-29 07:59",
      limits: AsNeeded(minInterval: .hours(9)), broken: ["min-interval 2026-03-29T08:00"]),
    Row(
      taken: ["2026-10-24 12:00"], dose: "2026-10-25 11:30", limits: AsNeeded(maxPer24h: 1)),
  ])
  private func aDoseBreaksTheLimitsItComesTooSoonFor(row: Row) {
    let breaches = row.limits.breaches(at: at(row.dose), among: row.taken.map { at($0) })
    #expect(
      breaches.map { "\($0.rule.rawValue) \($0.allowedFrom.map(local) ?? "never")" } == row.broken)
  }

  @Test func theWordsAreThoseOfThePlan() {
    #expect(limits.words == ["at least 8 h apart", "at most 3 in 24 h"])
    #expect(limits.breaches(at: at("09:00"), among: [at("08:00")]).map(\.words) == ["at least 8 h apart"])
  }

  private func local(_ instant: Instant) -> String { "\(Zones.berlin.local(at: instant))" }
}

struct RoomTests {
  @Test func nothingTakenLeavesEverything() {
    let room = Room(limits, intakes: [], now: at("08:00"))
    #expect(room.used == 0)
    #expect(room.left == 3)
    #expect(room.nextAllowed == nil)
    #expect(room.freesUp == nil)
  }

  @Test(
    arguments: [
      (["06:20"], "12:15", 1, "14:20", nil), (["06:20"], "14:20", 1, nil, nil),
      // The warning comes one dose early.
      (["2026-12-02 22:20", "06:20"], "12:15", 2, "14:20", "22:20"),
      (["2026-12-02 14:10", "2026-12-02 22:15", "06:20"], "12:15", 3, "14:20", nil),
      (["2026-12-02 16:00", "2026-12-02 23:00", "05:00"], "13:30", 3, "16:00", nil),
      (["2026-12-01 08:00"], "12:00", 0, nil, nil),
    ] as [([String], String, Int, String?, String?)])
  func theNextDoseIsAllowedWhenEveryLimitAllowsIt(
    taken: [String], now: String, used: Int, next: String?, freesUp: String?
  ) {
    let room = Room(limits, intakes: taken.map { intake($0) }, now: at(now))
    #expect(room.used == used)
    #expect(room.nextAllowed == next.map { at($0) })
    #expect(room.freesUp == freesUp.map { at($0) })
  }

  @Test(
    arguments: [
      ([], "0 of 3 used in 24 h; allowed now"),
      (["06:20"], "1 of 3 used in 24 h; next allowed 14:20 (in 2 h 5 min)"),
      (
        ["2026-12-02 22:20", "06:20"],
        "2 of 3 used in 24 h; next allowed 14:20 (in 2 h 5 min); only 1 more before 22:20"
      ),
      (
        ["2026-12-02 14:30", "2026-12-02 22:20", "06:20"],
        "3 of 3 used in 24 h; next allowed 14:30 (in 2 h 15 min)"
      ),
    ] as [([String], String)])
  func theRoomIsSaidWithTheNextAllowedTime(taken: [String], words: String) {
    let room = Room(limits, intakes: taken.map { intake($0) }, now: at("12:15"))
    #expect(LimitWords(zone: Zones.berlin, now: at("12:15")).room(room) == words)
  }

  @Test(arguments: [
    ("2026-12-02 20:00", "record lost — check before giving; 0 of 3 used in 24 h; allowed now"),
    ("2026-12-02 12:15", "0 of 3 used in 24 h; allowed now"),
  ])
  func aLostRecordIsSaidAsLongAsDosesInItCouldCount(until: String, words: String) {
    let loss = RecordLoss(cause: .damaged, until: at(until))
    let room = Room(limits, intakes: [], loss: loss, now: at("12:15"))
    #expect(LimitWords(zone: Zones.berlin, now: at("12:15")).room(room) == words)
  }

  private func intake(_ time: String) -> Intake {
    Intake(
      entry: entryID("ondansetron"), name: "Ondansetron", occurrence: occurrenceID("k7f"), at: at(time),
      by: "ana")
  }
}
