import Almanac
import Care
import Testing

struct AnsweringTests {
  @Test func answeringEarlyClosesTheComingOccurrence() throws {
    var story = Story()
    let body = try story.occurrence.answering(Sample.taken(at: at("07:10")), now: at("07:10"), isFact: false)
    story.record(body, at: at("07:10"))
    #expect(story.run(until: at("2026-12-04 08:00")).isEmpty)
    #expect(story.occurrence.phase(at: at("09:00")) == .answered)
  }

  @Test func theFirstAnswerWinsAndTheSecondIsToldWhoAndWhen() throws {
    var story = Story()
    let first = Sample.taken(at: at("08:03"), by: "ana")
    story.record(.answered(first), at: at("08:05"))
    #expect(throws: Refusal.alreadyAnswered(first, recordedAt: at("08:05"))) {
      try story.occurrence.answering(Sample.taken(at: at("08:04"), by: "ben"), now: at("08:06"), isFact: true)
    }
  }

  @Test func aMissedOccurrenceCanStillBeCorrected() throws {
    var story = Story()
    story.look(at: at("12:00"))
    let body = try story.occurrence.answering(Sample.taken(at: at("09:00")), now: at("14:00"), isFact: true)
    story.record(body, at: at("14:00"))
    #expect(story.occurrence.phase(at: at("14:00")) == .answered)
  }

  @Test func whatIsWithdrawnTakesFactsButNoIntentions() throws {
    var story = Story()
    story.record(.withdrawn(.entryRemoved), at: at("08:01"))
    let answer = Sample.taken(at: at("08:00"))
    #expect(throws: Refusal.withdrawn(.entryRemoved)) {
      try story.occurrence.answering(answer, now: at("08:02"), isFact: false)
    }
    #expect(try story.occurrence.answering(answer, now: at("08:02"), isFact: true) == .answered(answer))
  }

  @Test func nothingIsAnsweredAheadOfTheClock() {
    #expect(throws: Refusal.inTheFuture(at("08:01"))) {
      try Sample.occurrence().answering(Sample.taken(at: at("08:01")), now: at("08:00"), isFact: true)
    }
  }

  @Test func onlyWhatIsMissedIsReviewedAndOnlyOnce() throws {
    var story = Story()
    #expect(throws: Refusal.nothingMissed) { try story.occurrence.reviewing(by: "ana", note: nil) }
    story.look(at: at("12:00"))
    story.record(try story.occurrence.reviewing(by: "ana", note: "asleep"), at: at("13:00"))
    #expect(story.occurrence.phase(at: at("13:00")) == .missed)
    #expect(throws: Refusal.nothingMissed) { try story.occurrence.reviewing(by: "ana", note: nil) }
  }
}

struct SnoozingTests {
  @Test func aSnoozeMovesTheNextReminderAndNotTheNominalTime() throws {
    var story = Story()
    story.look(at: at("08:00"))
    story.record(
      try story.occurrence.snoozing(until: at("08:25"), by: "ana", now: at("08:02")), at: at("08:02"))
    #expect(story.occurrence.isSnoozed(at: at("08:24")))
    #expect(!story.occurrence.isSnoozed(at: at("08:25")))
    let told = story.run(until: at("08:40"))
    // After the snooze the ladder of the nominal time goes on.
    #expect(told.map(\.at) == ["08:25", "08:30", "08:40"].map { at($0) })
    #expect(story.occurrence.facts.instant == at("08:00"))
  }

  @Test func aSnoozeNeverOutlastsTheOccurrence() throws {
    let occurrence = Sample.occurrence()
    #expect(throws: Refusal.snoozeTooLong(latest: at("12:00"))) {
      try occurrence.snoozing(until: at("12:00"), by: "ana", now: at("08:02"))
    }
    #expect(throws: Never.self) { try occurrence.snoozing(until: at("11:59"), by: "ana", now: at("08:02")) }
  }

  @Test func aSnoozeEndsAtTheMissedAfterTimeInsteadOfRingingNextMorning() throws {
    var story = Story()
    story.record(
      try story.occurrence.snoozing(until: at("11:59"), by: "ana", now: at("08:02")), at: at("08:02"))
    // Nobody ran Tend until the next morning.
    #expect(story.look(at: at("2026-12-04 06:00"))?.kind == .missed)
    #expect(story.look(at: at("2026-12-04 06:00")) == nil)
  }

  @Test func aSnoozeIntoThePastRingsAtOnce() throws {
    let body = try Sample.occurrence().snoozing(until: at("07:00"), by: "ana", now: at("08:02"))
    #expect(body == .snoozed(Snooze(until: at("08:02") + 1, by: "ana")))
  }

  @Test func whatIsOverCannotBeSnoozed() {
    var missed = Story()
    missed.look(at: at("12:00"))
    #expect(throws: Refusal.alreadyMissed) {
      try missed.occurrence.snoozing(until: at("12:30"), by: "ana", now: at("12:10"))
    }
    var answered = Story()
    let answer = Sample.taken(at: at("08:00"))
    answered.record(.answered(answer), at: at("08:00"))
    #expect(throws: Refusal.alreadyAnswered(answer, recordedAt: at("08:00"))) {
      try answered.occurrence.snoozing(until: at("08:30"), by: "ana", now: at("08:10"))
    }
  }
}
