import Almanac
import Care
import Testing

// The ledger can be written for a moment only: some of what waits is recorded, and the rest goes on waiting.
extension OutageTests {
  /// The oldest batch, and no more.
  private mutating func recoverOne() throws -> [EventKind] {
    let batch = try #require(backlog.first)
    let writing = try backlog.writing(to: PaperRecord(home.ledger))
    let numbers = writing.events.map { home.ledger.record($0, at: batch.stamp.at).number }
    backlog.wrote(writing, as: numbers)
    return writing.events.map(\.body.kind)
  }

  @Test mutating func whatIsRecordedBetweenTwoOutagesIsNotToldAgainNorCountedTwice() throws {
    var entry = Sample.medication()
    entry.importance = .low
    let low = Ladder(repeatEvery: .minutes(10), budget: 2)
    home = try Home(
      Sample.plan(entry), settings: Settings(ladders: [.low: low]), at: at("2026-12-02 19:00"))
    home.run(until: at("07:00"))
    memory = Memory()
    try memory.follow(PaperRecord(home.ledger), now: home.now)
    #expect(attempts(try lookUnrecorded(at: at("08:00"))) == [1])
    #expect(attempts(try lookUnrecorded(at: at("08:10"))) == [2])
    #expect(memory.state.household.interruptions == 2)
    #expect(try recoverOne().contains(.told))
    #expect(try lookUnrecorded(at: at("08:11")).isEmpty)
    #expect(memory.state.household.interruptions == 2)
    let row = try #require(memory.state.occurrence(try row().id))
    #expect(row.state.attempts == 2)
    #expect(attempts(try recover()) == [2])
    #expect(home.ledger.household.interruptions == 2)
  }

  @Test(arguments: [false, true])
  mutating func anAnswerBetweenTwoOutagesEndsWhatStillWaits(isTakenBack: Bool) throws {
    for minute in ["08:00", "08:05", "08:10"] { _ = try lookUnrecorded(at: at(minute)) }
    _ = try recoverOne()
    let answer = home.record(.answered(Sample.taken(at: home.now)), of: try row())
    if isTakenBack { home.record(.undone(answer.number), of: try row()) }
    let more = attempts(try lookUnrecorded(at: at("08:15")))
    #expect(more == (isTakenBack ? [4] : []))
    #expect(attempts(try recover()) == (isTakenBack ? [2, 3, 4] : []))
    #expect(try row().state.attempts == (isTakenBack ? 4 : 1))
  }
}
