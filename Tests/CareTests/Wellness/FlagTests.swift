import Almanac
import Care
import Testing

/// Thresholds over days of the person.
struct FlagTests {
  private static let rule = FlagRule("pain", .atLeast, "7", days: 2, say: "Call the nurse line")

  private static func planner(_ rules: [FlagRule] = [rule]) throws -> Planner {
    var entry = Sample.checkIn()
    entry.detail = .checkIn(CheckIn([Question("pain", .scale(0, 10))], flags: rules))
    return try Planner(plan: Sample.plan(entry), settings: Settings(), zones: Zones.book)
  }

  /// A row for each day from Tuesday 1 December on; nil for one that nobody answered.
  private static func rows(_ pain: [Int?]) -> [Occurrence] {
    pain.enumerated().map { offset, pain in
      let day = date("2026-12-01") + offset
      let facts = Sample.facts {
        $0.kind = .checkIn
        $0.key = OccurrenceKey(entry: entryID("evening"), day: day, slot: "20:00")
        $0.instant = at("\(day) 20:00")
      }
      var state = OccurrenceState(nextReminder: nil)
      state.answer = pain.map {
        Answer(
          outcome: .done, happenedAt: facts.instant, by: "ana",
          readings: [Reading(question: "pain", value: "\($0)")])
      }
      return Occurrence(id: OccurrenceID(number: Int64(offset)), facts: facts, state: state)
    }
  }

  private func changes(
    _ pain: [Int?], _ flags: [RaisedFlag] = [], changed day: Int, _ rules: [FlagRule] = [rule]
  ) throws -> [EventBody] {
    try FlagTests.planner(rules).flagChanges(
      of: entryID("evening"), rows: FlagTests.rows(pain), flags: flags, changed: date("2026-12-01") + day - 1,
      by: "ana"
    ).map(\.body)
  }

  private func raised(on day: Int, closed word: String?? = .none) -> RaisedFlag {
    let closing = word.map { FlagClosing(flag: 9, by: "ana", word: $0) }
    return RaisedFlag(
      number: 9, entry: entryID("evening"), raisedAt: at("20:00"),
      flag: CareFlag(
        rule: FlagTests.rule.words, say: "", importance: .high, day: date("2026-12-01") + day - 1, values: [],
        name: "Evening"), closing: closing)
  }

  /// The pain of each day from the first on, which day changed, and the day of the flag that is raised.
  @Test(
    arguments: [
      ([7], 1, nil), ([7, 6], 2, nil), ([7, 7], 2, 2), ([8, nil, 9], 3, nil), ([6, 7, 10], 3, 3),
      // Told late of the first of the two.
      ([7, 8], 1, 2), ([7, 7, 7], 2, 3), ([7, 7, 1], 3, nil),
    ] as [([Int?], Int, Int?)])
  func aFlagIsRaisedWhenSoManyDaysRunningMeetTheRule(pain: [Int?], changed: Int, day: Int?) throws {
    let events = try changes(pain, changed: changed)
    let days = events.compactMap { if case .flagged(let flag) = $0 { flag.day } else { nil } }
    #expect(days == (day.map { [date("2026-12-01") + $0 - 1] } ?? []))
    #expect(events.count == days.count)
  }

  @Test func aFlagSaysWhatWasMetAndWhatTheTeamWrote() throws {
    guard case .flagged(let flag)? = try changes([7, 9], changed: 2).first else {
      Issue.record("no flag")
      return
    }
    // As a reminder is where the settings say nothing of channels.
    #expect(flag.routes == [Route(.desktop)])
    #expect(flag.words == "pain >= 7 on 2 days running for Maria (7 on 2026-12-01, 9 on 2026-12-02)")
    #expect(flag.say == "Call the nurse line")
    #expect(flag.importance == .high)
  }

  @Test func oneFlagOfARuleIsOpenAtATime() throws {
    #expect(try changes([7, 7, 7], [raised(on: 2)], changed: 3).isEmpty)
  }

  @Test func onceItIsClosedTheNextDayMayRaiseAnotherOneButNotTheSameDay() throws {
    #expect(try changes([7, 7], [raised(on: 2, closed: "called")], changed: 2).isEmpty)
    #expect(try changes([7, 7, 7], [raised(on: 2, closed: "called")], changed: 3).map(\.kind) == [.flagged])
  }

  @Test func aCorrectionTakesAFlagAwayAndAnotherBringsItBack() throws {
    let fallen = try changes([7, 3], [raised(on: 2)], changed: 2)
    #expect(fallen == [.flagClosed(FlagClosing(flag: 9, by: "ana", word: nil))])
    let back = try changes([7, 8], [raised(on: 2, closed: .some(nil))], changed: 2)
    #expect(back.map(\.kind) == [.flagged])
  }

  @Test func theFlagOfARuleThePlanHasNoMoreStaysUntilSomebodyClosesIt() throws {
    #expect(try changes([1], [raised(on: 2)], changed: 1, []).isEmpty)
  }

  @Test func aFlagIsTheFoldOfItsEvents() {
    func event(_ number: Int64, _ body: EventBody) -> RecordedEvent {
      RecordedEvent(
        number: number, stamp: EventStamp(at: at("20:00"), bootID: "", sinceBoot: 0),
        origin: EventOrigin(actor: "ana", channel: "flags"), entry: entryID("evening"), body: body)
    }
    let flag = raised(on: 2).flag
    var events = [
      event(1, .flagged(flag)), event(2, .flagClosed(FlagClosing(flag: 1, by: "ana", word: "called"))),
    ]
    #expect(RaisedFlag.replay(events).map(\.state) == ["closed"])
    events.append(event(3, .undone(2)))
    #expect(RaisedFlag.replay(events).map(\.state) == ["open"])
    events.append(event(4, .flagClosed(FlagClosing(flag: 1, by: "ana", word: nil))))
    #expect(RaisedFlag.replay(events).map(\.state) == ["dropped"])
  }

  @Test func aFlagIsOwedToEveryChannelOfItsImportanceUntilItIsClosed() throws {
    var flag = raised(on: 2).flag
    flag.routes = [Route(.desktop), Route(.journal)]
    var record = HouseholdRecord()
    func event(_ number: Int64, _ body: EventBody) -> RecordedEvent {
      RecordedEvent(
        number: number, stamp: EventStamp(at: at("20:00"), bootID: "", sinceBoot: 0),
        origin: EventOrigin(actor: "ana", channel: "check-in"), body: body)
    }
    record.apply(event(1, .flagged(flag)))
    record.apply(event(2, .flagged(flag)))
    #expect(record.owed.map(\.message) == [1, 2])
    record.apply(event(3, .flagClosed(FlagClosing(flag: 1, by: "ana", word: "called"))))
    #expect(record.owed.map(\.message) == [2])
  }
}
