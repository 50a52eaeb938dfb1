import Almanac
import Care
import Testing

struct ReturningTests {
  @Test func whatWasToldIsNotToldTwiceAfterAStepBack() {
    var story = Story()
    story.look(at: at("08:00"))
    #expect(story.occurrence.returning(to: at("07:00")) == nil)
    #expect(story.occurrence.phase(at: at("07:00")) == .upcoming)
    #expect(story.run(until: at("08:10")).map(\.at) == [at("08:10")])
  }

  /// A clock two hours ahead told it once, as late; by the right one it is still to come.
  @Test func whatWasToldOnceByAClockThatWasAheadIsToldAtItsTime() throws {
    var story = Story()
    story.look(at: at("09:55"))
    let body = try #require(story.occurrence.returning(to: at("07:56")))
    #expect(body == .returned(next: at("08:00")))
    story.record(body, at: at("07:56"))
    #expect(story.run(until: at("08:10")).map(\.at) == [at("08:00"), at("08:10")])
  }

  @Test func aLeadTimeThatWasToldIsNotToldTwice() throws {
    var story = Story(Sample.occurrence { $0.leads = [at("06:00"), at("07:00")] })
    #expect(story.look(at: at("06:00"))?.kind == .told)
    story.record(
      .suppressed(Suppression(rule: .quietHours, planned: at("07:00"), next: at("08:10"))), at: at("07:00"))
    #expect(story.occurrence.returning(to: at("05:00")) == .returned(next: at("07:00")))
  }

  @Test func whatWasMissedIsUpcomingAgainAndWillBeTold() throws {
    var story = Story()
    story.look(at: at("13:00"))
    let body = try #require(story.occurrence.returning(to: at("07:00")))
    #expect(body == .returned(next: at("08:00")))
    story.record(body, at: at("07:00"))
    #expect(story.occurrence.phase(at: at("07:00")) == .upcoming)
    #expect(story.run(until: at("08:00")).map(\.body.kind) == [.told])
  }

  @Test func whereEveryRungWasToldItIsAskedForOnceMoreRatherThanLost() throws {
    var story = Story()
    _ = story.run(until: at("12:00"))
    #expect(story.occurrence.phase(at: at("12:00")) == .missed)
    let body = try #require(story.occurrence.returning(to: at("07:00")))
    story.record(body, at: at("07:00"))
    #expect(story.occurrence.state.nextReminder == at("08:00"))
  }

  @Test func answeredWithdrawnAndPastOnesStayAsTheyAre() {
    var answered = Story()
    answered.record(.answered(Sample.taken(at: at("08:00"))), at: at("08:00"))
    #expect(answered.occurrence.returning(to: at("07:00")) == nil)
    var withdrawn = Story()
    withdrawn.record(.withdrawn(.entryRemoved), at: at("08:00"))
    #expect(withdrawn.occurrence.returning(to: at("07:00")) == nil)
    var missed = Story()
    missed.look(at: at("13:00"))
    #expect(missed.occurrence.returning(to: at("12:00")) == nil)
    missed.record(.reviewed(Review(by: "ana")), at: at("13:00"))
    #expect(missed.occurrence.returning(to: at("11:00")) == nil)
  }

  /// The clock was hours ahead: by the right one there is still time for the dose.
  @Test(arguments: ["08:00", "09:00", "11:00"])
  func whatOnlyTheWrongClockMissedIsToldOn(back: String) throws {
    var untold = Story(Occurrence(id: occurrenceID("k7f"), Sample.facts { $0.channels = [.desktop] }))
    untold.look(at: at("12:00"))
    let body = try #require(untold.occurrence.returning(to: at(back)))
    #expect(body == .returned(next: at("08:00")))
    #expect(untold.occurrence.state.owed.map(\.route) == [Route(.desktop)])
    untold.record(body, at: at(back))
    #expect(untold.occurrence.state.owed.isEmpty)
    #expect(untold.look(at: at(back), isClockTrusted: false)?.kind == .told)
    var told = Story()
    _ = told.run(until: at("12:00"))
    #expect(told.occurrence.returning(to: at(back)) == .returned(next: at(back) + 600))
    #expect(told.occurrence.returning(to: at("11:57")) == nil)
  }

  /// It is due by the right clock too; the one that was ahead left out the reminders in between.
  @Test(arguments: [("08:03", "08:10"), ("08:06", "08:20"), ("08:30", "08:40")])
  func whatIsDueIsNotSilentUntilTheHourAtWhichAClockThatWasAheadToldOfIt(back: String, next: String) throws {
    var story = Story()
    story.look(at: at("08:00"))
    story.look(at: at("11:00"))
    let body = try #require(story.occurrence.returning(to: at(back)))
    #expect(body == .returned(next: at(next)))
    story.record(body, at: at(back))
    #expect(story.run(until: at(next)).map(\.at) == [at(next)])
  }

  @Test func whatAClockThatWasAheadKeptBackOfADueOneIsToldNow() throws {
    var story = Story()
    let end = at("11:00")
    story.record(
      .suppressed(Suppression(rule: .quietHours, planned: at("08:00"), until: end, next: end)),
      at: at("10:00"))
    #expect(story.occurrence.returning(to: at("08:05")) == .returned(next: at("08:00")))
  }

  @Test func ofADueOneWhoseWholeLadderWasToldNothingIsToldTwice() {
    var story = Story()
    story.run(until: at("09:00"))
    #expect(story.occurrence.returning(to: at("08:30")) == nil)
  }

  /// First told an hour late, and the clock was put back by that hour: nobody was asked at nine.
  @Test func anEscalationDoesNotWaitForTheHourAtWhichAClockThatWasAheadAsked() throws {
    var story = Story(
      Sample.occurrence {
        $0.escalation = [EscalationStep(after: 1500, contact: "ana", channels: [.desktop])]
      })
    story.look(at: at("09:00"))
    #expect(story.occurrence.state.askedSince == at("09:00"))
    story.record(try #require(story.occurrence.returning(to: at("08:00"))), at: at("08:00"))
    #expect(story.occurrence.nextAction.map { $0 <= at("08:25") } ?? false)
    #expect(story.run(until: at("08:25")).last?.body.kind == .escalated)
  }

  @Test func aSecondStepBackChangesNothingMore() throws {
    var story = Story()
    story.look(at: at("12:00"))
    story.record(try #require(story.occurrence.returning(to: at("07:00"))), at: at("07:00"))
    #expect(story.occurrence.returning(to: at("06:00")) == nil)
  }
}
