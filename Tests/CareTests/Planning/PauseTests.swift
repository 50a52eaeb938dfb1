import Almanac
import Care
import Testing

struct PauseTests {
  @Test func whatFallsIntoAPauseIsSkippedWithItsReasonAndNeverTold() throws {
    var home = try Home(Sample.plan(Sample.medication()), at: at("06:00"))
    home.pause("midostaurin", until: at("2026-12-04 12:00"), reason: "stomach flu")
    let events = home.run(until: at("2026-12-04 12:00"))
    #expect(events.spoken == [.answered, .answered, .answered])
    let answer = try #require(try home.row(at: at("08:00")).state.answer)
    #expect(answer.outcome == .skipped)
    #expect(answer.reason == "paused by ana: stomach flu")
    #expect(home.run(until: at("2026-12-04 20:00")).spoken == [.told])
  }

  @Test func resumeEndsAPause() throws {
    var home = try Home(Sample.plan(Sample.medication()), at: at("06:00"))
    home.pause("midostaurin")
    #expect(home.run(until: at("09:00")).spoken == [.answered])
    home.resume("midostaurin")
    #expect(home.run(until: at("20:00")).spoken == [.told])
  }

  @Test func aPauseThatEndedWhileTheMachineWasOffStillCounts() throws {
    var home = try Home(Sample.plan(Sample.medication()), at: at("06:00"))
    home.pause("midostaurin", until: at("09:00"))
    #expect(home.sleep(until: at("10:00")).spoken == [.answered])
  }

  @Test func aDoseThatWasDueBeforeThePauseIsStillAskedFor() throws {
    var home = try Home(Sample.plan(Sample.medication()), at: at("06:00"))
    home.run(until: at("08:01"))
    home.pause("midostaurin")
    #expect(home.run(until: at("08:05")).spoken == [.told])
  }

  @Test func leadTimesInAPauseAreSilent() throws {
    var home = try Home(Sample.plan(Sample.appointment("2026-12-04 09:40")), at: at("06:00"))
    home.pause("hematology")
    #expect(home.run(until: at("2026-12-04 09:40")).spoken == [.answered])
  }

  @Test func aSkipThatIsTakenBackIsAskedForAndNotSkippedAgain() throws {
    var home = try Home(Sample.plan(Sample.medication()), at: at("06:00"))
    home.pause("midostaurin")
    home.run(until: at("08:00"))
    let row = try home.row(at: at("08:00"))
    home.now = at("08:03")
    home.record(.undone(try #require(row.state.answerEvent)), of: row)
    #expect(home.step().spoken == [.told])
    #expect(home.run(until: at("08:10")).spoken.allSatisfy { $0 == .told })
  }

  /// The clock was ahead when it was told, so the pause does not answer it.
  @Test func theEndOfASnoozeIsToldInAPauseThatDoesNotAnswer() throws {
    var home = try Home(Sample.plan(Sample.medication()), at: at("06:00"))
    home.run(until: at("08:00"))
    home.now = at("06:30")
    #expect(home.step().spoken == [.clockSuspect])
    home.pause("midostaurin")
    home.record(.snoozed(Snooze(until: at("07:00"), by: "ana")), of: try home.row(at: at("08:00")))
    home.step()
    #expect(home.run(until: at("07:00")).spoken == [.told])
  }
}
