import Almanac
import Care
import Testing

/// Entries that are counted from when another medicine was really taken.
struct AfterTests {
  private let plan: Plan = {
    var breakfast = Sample.medication("iron", Timing())
    breakfast.name = "Iron"
    breakfast.after = After(entry: entryID("midostaurin"), delay: .hours(1))
    return Sample.plan(Sample.medication(), breakfast)
  }()

  private func take(_ home: inout Home, at happened: String) throws {
    home.record(.answered(Sample.taken(at: at(happened))), of: try home.row(at: at("08:00")))
    home.step()
  }

  private func iron(_ home: Home) -> [Occurrence] {
    home.ledger.occurrences.filter { $0.facts.key.entry == entryID("iron") && $0.state.withdrawn == nil }
  }

  @Test func itIsCountedFromWhenTheOtherWasReallyTaken() throws {
    var home = try Home(plan, at: at("07:00"))
    home.run(until: at("08:20"))
    #expect(iron(home).isEmpty)
    try take(&home, at: "08:20")
    #expect(iron(home).map(\.facts.instant) == [at("09:20")])
    home.run(until: at("09:20"))
    #expect(try home.row("iron", at: at("09:20")).state.attempts == 1)
    #expect(iron(home).first?.facts.key.slot == "08:00")
  }

  @Test func aSkippedOneIsFollowedByNone() throws {
    var home = try Home(plan, at: at("07:00"))
    home.run(until: at("08:10"))
    home.record(
      .answered(Answer(outcome: .skipped, happenedAt: home.now, by: "ana", reason: "sick")),
      of: try home.row(at: at("08:00")))
    home.run(until: at("12:00"))
    #expect(iron(home).isEmpty)
  }

  @Test(arguments: ["08:30", "09:30"])
  func anUndoneOneTakesItAlong(when: String) throws {
    var home = try Home(plan, at: at("07:00"))
    home.run(until: at("08:10"))
    try take(&home, at: "08:10")
    home.run(until: at(when))
    let answer = try #require(home.ledger.events.last { $0.body.kind == .answered })
    home.record(.undone(answer.number), of: try home.row(at: at("08:00")))
    home.step()
    #expect(iron(home).isEmpty)
    // Taken after all, at another time: it comes back with it.
    try take(&home, at: "08:20")
    #expect(iron(home).count == 1)
  }

  @Test func aCorrectionOfTheTimeMovesIt() throws {
    var home = try Home(plan, at: at("07:00"))
    home.run(until: at("08:30"))
    try take(&home, at: "08:30")
    let answer = try #require(home.ledger.events.last { $0.body.kind == .answered })
    home.record(.undone(answer.number), of: try home.row(at: at("08:00")))
    try take(&home, at: "08:05")
    #expect(iron(home).map(\.facts.instant) == [at("09:05")])
  }

  @Test func whatIsRecordedLateIsToldLate() throws {
    var home = try Home(plan, at: at("07:00"))
    home.run(until: at("10:00"))
    try take(&home, at: "08:00")
    let row = try #require(iron(home).first)
    #expect(row.facts.instant == at("09:00"))
    #expect(row.state.attempts == 1)
  }

  /// The clock was ahead at the last look; it was set right, and the other one taken, while nobody looked.
  @Test(arguments: ["10:20", "11:30"])
  func whatWasTakenAfterAStepBackIsFollowedWhereNobodyLooked(now: String) throws {
    var home = try Home(plan, at: at("07:00"))
    home.run(until: at("08:10"))
    home.sleep(until: at("11:00"))
    home.now = at("09:00")
    home.record(.answered(Sample.taken(at: at("09:00"))), of: try home.row(at: at("08:00")))
    home.sleep(until: at(now))
    #expect(try home.row("iron", at: at("10:00")).state.attempts == 1)
  }

  /// It was taken back before anybody looked, and given back hours later.
  @Test func whatComesBackWithTheUndoOfAnUndoIsFollowedFromThen() throws {
    var home = try Home(plan, at: at("07:00"))
    home.run(until: at("08:10"))
    let row = try home.row(at: at("08:00"))
    home.record(.answered(Sample.taken(at: at("08:10"))), of: row)
    let answer = try #require(home.ledger.events.last { $0.body.kind == .answered })
    home.record(.undone(answer.number), of: row)
    home.step()
    home.run(until: at("10:00"))
    #expect(iron(home).isEmpty)
    let undo = try #require(home.ledger.events.last { $0.body.kind == .undone })
    home.record(.undone(undo.number), of: row)
    home.step()
    let back = try #require(iron(home).first)
    #expect(back.facts.instant == at("09:10"))
    #expect(back.state.attempts == 1)
    // It says still when it was recorded first.
    #expect(try home.row(at: at("08:00")).state.answeredAt == at("08:10"))
  }

  /// What followed it then is closed, and not at hand any more.
  @Test func anAnswerOfLongAgoThatComesBackIsNotFollowedASecondTime() throws {
    var home = try Home(plan, at: at("07:00"))
    home.run(until: at("08:10"))
    try take(&home, at: "08:10")
    home.sleep(until: at("2026-12-08 21:00"))
    home.sleep(until: at("2026-12-09 07:00"))
    let row = try home.row(at: at("08:00"))
    let answer = try #require(row.state.answerEvent)
    let undo = home.record(.undone(answer), of: row)
    home.record(.undone(undo.number), of: row)
    // Made from the ledger, and then told what others recorded.
    var state = PlannerState(home.ledger.snapshot(at: home.now))
    state.take(try home.row(at: at("08:00")))
    let look = home.planner.look(&state, now: home.now, release: home.release)
    #expect(look.events.allSatisfy { $0.entry != entryID("iron") })
  }

  @Test func itIsSaidInPlainWords() throws {
    let entry = try #require(plan.entry(entryID("iron")))
    #expect(plan.timesText(of: entry) == "1 hour after Midostaurin is taken")
    var home = try Home(plan, at: at("07:00"))
    home.run(until: at("08:10"))
    #expect(home.planner.upcoming(of: entryID("iron"), after: home.now, count: 3).isEmpty)
  }
}
