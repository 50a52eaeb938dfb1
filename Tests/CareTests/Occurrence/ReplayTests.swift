import Almanac
import Care
import CareSimulation
import Testing

struct ReplayTests {
  @Test func undoRestoresExactlyWhatWasThere() {
    let steps: [(String, EventBody)] = [
      ("08:05", .answered(Sample.taken(at: at("08:05")))),
      ("08:05", .snoozed(Snooze(until: at("08:20"), by: "ana"))),
      (
        "08:05",
        .told(Telling(phase: .due, attempt: 2, rung: 0, planned: at("08:05"), isToldLate: false, next: nil))
      ),
      ("12:00", .missed(Finding(remindersTold: 1, isToldLate: false))),
      ("12:00", .withdrawn(.planChanged)),
    ]
    for (when, body) in steps {
      var story = Story()
      story.look(at: at("08:00"))
      let before = story.occurrence
      let event = story.record(body, at: at(when))
      #expect(story.occurrence != before, "\(body.kind) changed nothing")
      story.record(.undone(event.number), at: at("12:10"))
      #expect(story.occurrence == before, "after undoing \(body.kind)")
    }
  }

  @Test func anUndoCanBeUndone() {
    var story = Story()
    let answer = story.record(.answered(Sample.taken(at: at("08:05"))), at: at("08:05"))
    let answered = story.occurrence
    let undo = story.record(.undone(answer.number), at: at("08:06"))
    let again = story.record(.undone(undo.number), at: at("08:07"))
    // It is what it was, and says by which event it is known again.
    var state = answered.state
    (state.answerReturnedBy, state.answerReturnedAt) = (again.number, at("08:07"))
    #expect(story.occurrence == Occurrence(id: answered.id, facts: answered.facts, state: state))
  }

  @Test func whatWasAnsweredAndUndoneIsToldAgain() {
    var story = Story()
    let answer = story.record(.answered(Sample.taken(at: at("07:50"))), at: at("07:50"))
    story.record(.undone(answer.number), at: at("08:03"))
    let body = story.look(at: at("08:03"))
    #expect(body?.kind == .told)
  }

  @Test func aSkipOfAPauseThatIsTakenBackStaysTakenBack() {
    var story = Story()
    let skip = Answer(outcome: .skipped, happenedAt: at("08:00"), by: "ana")
    let event = story.record(.answered(skip), at: at("08:00"), channel: EventOrigin.daemon)
    story.record(.undone(event.number), at: at("08:10"))
    #expect(story.occurrence.state.defiesPause)
    #expect(story.occurrence.state.isOpen)
  }

  @Test func eventsWithoutARowReplayToNothing() {
    var story = Story()
    story.look(at: at("08:00"))
    #expect(Occurrence.replay(Array(story.events.dropFirst())) == nil)
  }

  /// Its undo was undone after the clock had gone back (seed 5957: told without end).
  @Test func aSnoozeThatIsBackStandsThoughTheClockWentBackInBetween() {
    var story = Story()
    story.look(at: at("08:00"))
    let snooze = story.record(.snoozed(Snooze(until: at("08:20"), by: "ana")), at: at("08:05"))
    let undo = story.record(.undone(snooze.number), at: at("08:06"))
    story.record(.returned(next: at("08:00")), at: at("07:30"), channel: EventOrigin.daemon)
    story.record(.undone(undo.number), at: at("07:31"))
    #expect(story.look(at: at("08:00")) == nil)
    #expect(story.look(at: at("08:20"))?.kind == .told)
    #expect(story.look(at: at("08:20")) == nil)
  }

  /// tendd does at once whatever is due, so what is told must never leave the same due.
  @Test(arguments: UInt64(1)...60)
  func aLookComesToAnEndWhateverHappened(_ seed: UInt64) {
    var dice = Dice(seed)
    var story = Story(Sample.occurrence { $0.leads = [at("06:00"), at("07:30")] })
    var now = at("05:00")
    for _ in 0..<120 {
      now = now + Int64(dice.roll(0...900)) - Int64(dice.roll(0...700))
      switch dice.roll(0...5) {
      case 0: story.record(.snoozed(Snooze(until: now + 600, by: "ana")), at: now)
      case 1: story.record(.rescheduled(Sample.facts { $0.instant = at("09:00") }), at: now)
      case 2: story.record(.undone(Int64(dice.roll(2...max(2, story.events.count)))), at: now)
      case 3:
        guard let body = story.occurrence.returning(to: now) else { continue }
        story.record(body, at: now, channel: EventOrigin.daemon)
      default: break
      }
      var steps = 0
      while steps < 20, story.look(at: now) != nil { steps += 1 }
      #expect(steps < 20, "still told at \(now) after \(story.events.map(\.body.kind))")
      if steps == 20 { return }
    }
  }

  /// Whatever happens in whatever order, folding one by one comes to the same as folding all at once.
  @Test(arguments: UInt64(1)...60)
  func incrementalFoldingEqualsReplay(_ seed: UInt64) {
    var dice = Dice(seed)
    var story = Story(Sample.occurrence { $0.leads = [at("06:00"), at("07:30")] })
    var now = at("05:00")
    for _ in 0..<120 {
      now = now + Int64(dice.roll(0...900)) - Int64(dice.roll(0...200))
      switch dice.roll(0...9) {
      case 0: story.record(.answered(Sample.taken(at: now)), at: now, channel: dice.pick(["take", "tendd"]))
      case 1: story.record(.snoozed(Snooze(until: now + 600, by: "ana")), at: now)
      case 2: story.record(.withdrawn(.planChanged), at: now)
      case 3: story.record(.scheduled(Sample.facts { $0.lateAt = at("08:20") }), at: now)
      case 4: story.record(.rescheduled(Sample.facts { $0.instant = at("09:00") }), at: now)
      case 5: story.record(.undone(Int64(dice.roll(2...max(2, story.events.count)))), at: now)
      case 6: story.record(.reviewed(Review(by: "ana")), at: now)
      case 7:
        if let body = story.occurrence.returning(to: now) { story.record(body, at: now) }
      default: story.look(at: now, isClockTrusted: dice.roll(0...3) > 0)
      }
      #expect(Occurrence.replay(story.events) == story.occurrence)
    }
  }
}
